package io.atelier.memory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory of the machine, or of the container that the process is in, as Linux reports it, in
 * bytes; without bound where nobody says.
 */
public final class MachineMemory {
  private static final Path REPORT = Path.of("/proc/meminfo");
  private static final Path CONTAINER = Path.of("/sys/fs/cgroup");

  private MachineMemory() {}

  public static long total() {
    return Math.min(kilobytes("MemTotal"), container("memory.max"));
  }

  /** What can be taken without swapping, file caches included. */
  public static long available() {
    long limit = container("memory.max");
    long machine = kilobytes("MemAvailable");
    if (limit == Long.MAX_VALUE) {
      return machine;
    }
    long caches = number(read(CONTAINER.resolve("memory.stat")), "(?m)^inactive_file (\\d+)$", 0);
    long used = Math.max(0, container("memory.current") - caches);
    return Math.min(machine, Math.max(0, limit - used));
  }

  private static long kilobytes(String name) {
    long kilobytes = number(read(REPORT), "(?m)^" + name + ":\\s+(\\d+) kB$", Long.MAX_VALUE);
    return kilobytes == Long.MAX_VALUE ? kilobytes : kilobytes * 1024;
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
