package io.atelier.diffusion;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The machine's memory as Linux reports it, in bytes. */
public final class SystemMemory {
  private static final Path REPORT = Path.of("/proc/meminfo");

  private SystemMemory() {}

  public static long total() {
    return read("MemTotal", Long.MAX_VALUE);
  }

  /** What can be taken without swapping, file caches included. */
  public static long available() {
    return read("MemAvailable", Long.MAX_VALUE);
  }

  private static long read(String name, long otherwise) {
    try {
      String report = Files.readString(REPORT, StandardCharsets.US_ASCII);
      Matcher line = Pattern.compile("(?m)^" + name + ":\\s+(\\d+) kB$").matcher(report);
      return line.find() ? Long.parseLong(line.group(1)) * 1024 : otherwise;
    } catch (IOException e) {
      return otherwise;
    }
  }
}
