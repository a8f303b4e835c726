package io.atelier.nodes.latent;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.image.Latent;
import io.atelier.json.Json;
import io.atelier.node.Hidden;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.SavePlaces;
import io.atelier.nodes.Sockets;
import io.atelier.storage.FileStore;
import io.atelier.storage.Folder;
import io.atelier.storage.SavePath;
import io.atelier.tensor.SafetensorsWriter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Saves a latent as a safetensors file in the output folder. */
@AutoService(Node.class)
public final class SaveLatent implements Node {
  private static final Input<Latent> SAMPLES = Sockets.latent("samples");
  private static final Input<String> FILENAME_PREFIX =
      Input.text("filename_prefix").proposes("latents/ComfyUI");
  private static final Input<Object> PROMPT = Input.hidden("prompt", Hidden.PROMPT, Object.class);
  private static final Input<Object> EXTRA_PNGINFO =
      Input.hidden("extra_pnginfo", Hidden.EXTRA_PNGINFO, Object.class);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("SaveLatent")
          .module("nodes")
          .category("_for_testing")
          .inputs(SAMPLES, FILENAME_PREFIX, PROMPT, EXTRA_PNGINFO)
          .outputNode()
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) throws IOException {
    FloatArray samples = inputs.get(SAMPLES).samples();
    SavePath place =
        SavePlaces.next(
            context.service(FileStore.class), Folder.OUTPUT, inputs.get(FILENAME_PREFIX), 0, 0);
    String name = "%s_%05d_.latent".formatted(place.prefix(), place.counter());
    new SafetensorsWriter(metadata(inputs))
        .add("latent_tensor", LatentFiles.sides(samples), samples.data())
        .add(LatentFiles.VERSION, new long[] {0}, new float[0])
        .write(place.directory().resolve(name));
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("filename", name);
    entry.put("subfolder", place.subfolder());
    entry.put("type", place.folder().wireName());
    return NodeOutput.none().withUi("latents", List.of(entry));
  }

  private static Map<String, String> metadata(NodeInputs inputs) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("prompt", inputs.find(PROMPT).map(Json::writeForFiles).orElse(""));
    if (inputs.find(EXTRA_PNGINFO).orElse(null) instanceof Map<?, ?> extra) {
      extra.forEach((key, value) -> metadata.put(String.valueOf(key), Json.writeForFiles(value)));
    }
    return metadata;
  }
}
