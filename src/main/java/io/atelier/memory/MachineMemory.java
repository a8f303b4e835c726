package io.atelier.memory;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The memory of the machine, or of the container that the process is in, in bytes: as Linux reports
 * it, else as the JVM does; without bound where nobody says.
 */
public final class MachineMemory {
  private static final Path REPORT = Path.of("/proc/meminfo");
  private static final Path CONTAINER = Path.of("/sys/fs/cgroup");

  private MachineMemory() {}

  public static long total() {
    return Math.min(machine("MemTotal", "TotalMemorySize"), container("memory.max"));
  }

  /** What can be taken without swapping, file caches included. */
  public static long available() {
    long limit = container("memory.max");
    long machine = machine("MemAvailable", "FreeMemorySize");
    if (limit == Long.MAX_VALUE) {
      return machine;
    }
    long caches = number(read(CONTAINER.resolve("memory.stat")), "(?m)^inactive_file (\\d+)$", 0);
    long used = Math.max(0, container("memory.current") - caches);
    return Math.min(machine, Math.max(0, limit - used));
  }

  private static long machine(String name, String attribute) {
    long kilobytes = number(read(REPORT), "(?m)^" + name + ":\\s+(\\d+) kB$", Long.MAX_VALUE);
    return kilobytes == Long.MAX_VALUE ? ofJvm(attribute) : kilobytes * 1024;
  }

  /** Asked by name, since not every application server shows the JVM's own types. */
  private static long ofJvm(String attribute) {
    try {
      return ManagementFactory.getPlatformMBeanServer()
                  .getAttribute(
                      new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME), attribute)
              instanceof Number bytes
          ? bytes.longValue()
          : Long.MAX_VALUE;
    } catch (JMException e) {
      return Long.MAX_VALUE;
    }
  }

  private static long container(String file) {
    return number(read(CONTAINER.resolve(file)), "^(\\d{1,18})\\s*$", Long.MAX_VALUE);
  }

  private static long number(String report, String pattern, long otherwise) {
    Matcher line = Pattern.compile(pattern).matcher(report);
    return line.find() ? Long.parseLong(line.group(1)) : otherwise;
  }

  private static String read(Path file) {
    try {
      return Files.isReadable(file) ? Files.readString(file, StandardCharsets.US_ASCII) : "";
    } catch (IOException e) {
      return "";
    }
  }
}
