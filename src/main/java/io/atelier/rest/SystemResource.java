package io.atelier.rest;

import io.atelier.config.AtelierSettings;
import io.atelier.memory.MachineMemory;
import io.atelier.rest.http.Replies;
import io.atelier.worker.Device;
import io.atelier.worker.Workers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the server is and has. */
@ApplicationScoped
@Path("")
public class SystemResource {
  /** The version whose protocol is spoken, and what its frontend and templates were. */
  private static final String PROTOCOL_VERSION = "0.3.64";

  private static final String FRONTEND_VERSION = "1.27.10";
  private static final String TEMPLATES_VERSION = "0.1.95";

  @Inject AtelierSettings settings;
  @Inject Workers workers;

  @GET
  @Path("system_stats")
  public Response systemStats() {
    List<Map<String, @Nullable Object>> devices = new ArrayList<>();
    workers.devices().forEach(device -> devices.add(json(device)));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("system", system());
    answer.put("devices", devices);
    return Replies.json(answer);
  }

  private Map<String, @Nullable Object> system() {
    Map<String, @Nullable Object> system = new LinkedHashMap<>();
    system.put("os", File.separatorChar == '/' ? "posix" : "nt");
    system.put("ram_total", MachineMemory.total());
    system.put("ram_free", MachineMemory.available());
    system.put("comfyui_version", PROTOCOL_VERSION);
    system.put("required_frontend_version", FRONTEND_VERSION);
    system.put("installed_templates_version", null);
    system.put("required_templates_version", TEMPLATES_VERSION);
    system.put("python_version", "none: Atelier on Java " + Runtime.version());
    system.put("pytorch_version", workers.torchVersion().orElse("none"));
    system.put("embedded_python", false);
    system.put("argv", List.of("atelier"));
    return system;
  }

  private static Map<String, @Nullable Object> json(Device device) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", device.name());
    json.put("type", device.type());
    json.put("index", device.index());
    json.put("vram_total", device.vramTotal());
    json.put("vram_free", device.vramFree());
    json.put("torch_vram_total", device.torchVramTotal());
    json.put("torch_vram_free", device.torchVramFree());
    return json;
  }

  @GET
  @Path("features")
  public Response features() {
    return Replies.json(ServerFeatures.of(settings));
  }
}
