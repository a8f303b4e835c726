package io.atelier.worker.process;

import java.util.Map;

/** The number with which a process ended, in words. */
final class ExitStatus {
  /** Java, like shells, shows an end by signal as this plus the number of the signal. */
  private static final int SIGNALLED = 128;

  private static final Map<Integer, String> SIGNALS =
      Map.of(4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV");
  private static final int KILL = 9;
  private static final int TERMINATE = 15;

  private ExitStatus() {}

  static String describe(int status) {
    int signal = status - SIGNALLED;
    if (signal == KILL) {
      return "was killed (exit code 137, SIGKILL), by the system if memory ran out: try smaller"
          + " pictures or batches, or give the machine more memory";
    }
    if (signal == TERMINATE) {
      return "was asked to end (exit code 143, SIGTERM)";
    }
    if (SIGNALS.containsKey(signal)) {
      return "crashed in native code (exit code " + status + ", " + SIGNALS.get(signal) + ")";
    }
    return "ended with exit code " + status;
  }
}
