package io.atelier.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.json.Json;
import io.atelier.json.JsonObject;
import io.atelier.rest.http.JsonBodies;
import io.atelier.worker.Device;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Records are the same bytes as the objects that clients of the protocol know. */
class PlainBodiesTest {
  private static String json(Record body) {
    return new String(JsonBodies.bytes(body), StandardCharsets.UTF_8);
  }

  @Test
  void warningsHaveALineOnlyWhereItIsKnown() {
    assertThat(
            json(
                new WarningsResource.Warnings(
                    List.of(
                        new WarningsResource.Warning("a/ä.json", 3, "is \"no\" JSON"),
                        new WarningsResource.Warning("custom_nodes/b.jar", null, "gone")))))
        .isEqualTo(
            "{\"warnings\":[{\"file\":\"a/ä.json\",\"line\":3,\"reason\":\"is \\\"no\\\" JSON\"},"
                + "{\"file\":\"custom_nodes/b.jar\",\"reason\":\"gone\"}]}");
  }

  @Test
  void profilesAreThoseOrWhetherTheOnlyOneIsUsed() {
    assertThat(json(new UserResource.Profiles("server", null, true)))
        .isEqualTo("{\"storage\":\"server\",\"migrated\":true}");
    assertThat(json(new UserResource.Profiles("server", Map.of("id_1", "É A"), null)))
        .isEqualTo("{\"storage\":\"server\",\"users\":{\"id_1\":\"É A\"}}");
  }

  @Test
  void theStatsOfTheSystemHaveTheNamesOfTheProtocol() {
    SystemStats.Host host = SystemStats.Host.of("2.0");
    Device gpu = Device.gpu("GPU 0", 0, 1L << 40, 5, 3);
    Device cpu = new Device("cpu", "cpu", null, 2, 1, 0, 0);
    SystemStats stats =
        new SystemStats(
            host, List.of(SystemStats.Computing.of(gpu), SystemStats.Computing.of(cpu)));
    JsonObject system =
        JsonObject.with("os", host.os())
            .and("ram_total", host.ramTotal())
            .and("ram_free", host.ramFree())
            .and("comfyui_version", host.comfyuiVersion())
            .and("required_frontend_version", host.requiredFrontendVersion())
            .and("installed_templates_version", null)
            .and("required_templates_version", host.requiredTemplatesVersion())
            .and("python_version", host.pythonVersion())
            .and("pytorch_version", "2.0")
            .and("embedded_python", false)
            .and("argv", List.of("atelier"));
    assertThat(json(stats))
        .isEqualTo(
            Json.write(
                JsonObject.with("system", system.map())
                    .and("devices", List.of(device(gpu), device(cpu)))
                    .map()));
  }

  private static Map<String, ?> device(Device device) {
    return JsonObject.with("name", device.name())
        .and("type", device.type())
        .and("index", device.index())
        .and("vram_total", device.vramTotal())
        .and("vram_free", device.vramFree())
        .and("torch_vram_total", device.torchVramTotal())
        .and("torch_vram_free", device.torchVramFree())
        .map();
  }
}
