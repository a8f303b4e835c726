package io.atelier.rest;

import io.atelier.memory.MachineMemory;
import io.atelier.worker.Device;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.io.File;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code /system_stats} answers: the machine, the program, and what it computes on. */
@JsonbPropertyOrder({"system", "devices"})
public record SystemStats(Host system, List<Computing> devices) {
  /** The version whose protocol is spoken, and what its frontend and templates were. */
  private static final String PROTOCOL_VERSION = "0.3.64";

  private static final String FRONTEND_VERSION = "1.27.10";
  private static final String TEMPLATES_VERSION = "0.1.95";

  /**
   * The machine and the program.
   *
   * @param ramTotal in bytes, as {@code ramFree}
   */
  @JsonbPropertyOrder({
    "os",
    "ramTotal",
    "ramFree",
    "comfyuiVersion",
    "requiredFrontendVersion",
    "installedTemplatesVersion",
    "requiredTemplatesVersion",
    "pythonVersion",
    "pytorchVersion",
    "embeddedPython",
    "argv"
  })
  public record Host(
      String os,
      long ramTotal,
      long ramFree,
      String comfyuiVersion,
      String requiredFrontendVersion,
      @Nullable String installedTemplatesVersion,
      String requiredTemplatesVersion,
      String pythonVersion,
      String pytorchVersion,
      boolean embeddedPython,
      List<String> argv) {
    static Host of(String torchVersion) {
      return new Host(
          File.separatorChar == '/' ? "posix" : "nt",
          MachineMemory.total(),
          MachineMemory.available(),
          PROTOCOL_VERSION,
          FRONTEND_VERSION,
          null,
          TEMPLATES_VERSION,
          "none: Atelier on Java " + Runtime.version(),
          torchVersion,
          false,
          List.of("atelier"));
    }
  }

  /**
   * What computes; sizes in bytes.
   *
   * @param index null for the CPU
   */
  @JsonbPropertyOrder({
    "name",
    "type",
    "index",
    "vramTotal",
    "vramFree",
    "torchVramTotal",
    "torchVramFree"
  })
  public record Computing(
      String name,
      String type,
      @Nullable Integer index,
      long vramTotal,
      long vramFree,
      long torchVramTotal,
      long torchVramFree) {
    static Computing of(Device device) {
      return new Computing(
          device.name(),
          device.type(),
          device.index(),
          device.vramTotal(),
          device.vramFree(),
          device.torchVramTotal(),
          device.torchVramFree());
    }
  }
}
