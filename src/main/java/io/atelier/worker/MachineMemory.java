package io.atelier.worker;

import java.lang.management.ManagementFactory;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The memory of this machine, in bytes; that of the heap where the JVM does not tell. Asked by
 * name, since not every application server shows the JVM's own types to applications.
 */
public record MachineMemory(long total, long free) {
  private static final Logger LOG = Logger.getLogger(MachineMemory.class.getName());

  /** As it is now. */
  public static MachineMemory now() {
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      ObjectName system = new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME);
      return new MachineMemory(
          ((Number) server.getAttribute(system, "TotalMemorySize")).longValue(),
          ((Number) server.getAttribute(system, "FreeMemorySize")).longValue());
    } catch (JMException e) {
      LOG.log(Level.FINE, "this JVM does not tell the machine's memory", e);
      Runtime runtime = Runtime.getRuntime();
      return new MachineMemory(runtime.maxMemory(), runtime.freeMemory());
    }
  }
}
