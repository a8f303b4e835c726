package io.atelier.nodes.image;

import com.google.auto.service.AutoService;
import io.atelier.image.ImageBatch;
import io.atelier.image.codec.WebpEncoder;
import io.atelier.image.codec.WebpQuality;
import io.atelier.json.Json;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.SavePlaces;
import io.atelier.storage.AtomicFiles;
import io.atelier.storage.Folder;
import io.atelier.storage.SavePath;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Saves a batch as one animated WebP file in the output folder ({@code SaveAnimatedWEBP}). */
@AutoService(Node.class)
public final class SaveAnimatedWebp implements Node {
  private static final int MODEL_TAG = 0x0110;

  /** Milliseconds, in the 24 bits of the format. */
  private static final int MAX_DELAY = (1 << 24) - 1;

  private static final Input<ImageBatch> IMAGES = Images.input("images");
  private static final Input<String> PREFIX = Input.text("filename_prefix").proposes("ComfyUI");
  private static final Input<Double> FPS =
      Input.floating("fps").proposes(6.0).range(0.01, 1000.0).step(0.01);
  private static final Input<Boolean> LOSSLESS = Input.bool("lossless").proposes(true);
  private static final Input<Long> QUALITY = Input.integer("quality").proposes(80).range(0, 100);
  private static final Input<String> METHOD =
      Input.choice("method", "default", "fastest", "slowest");

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("SaveAnimatedWEBP")
        .module("comfy_extras.nodes_images")
        .category("image/animation")
        .inputs(IMAGES, PREFIX, FPS, LOSSLESS, QUALITY, METHOD, PngSaving.PROMPT, PngSaving.EXTRA)
        .outputNode()
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) throws IOException {
    ImageBatch images = inputs.get(IMAGES);
    SavePath path = PngSaving.place(context, Folder.OUTPUT, inputs.get(PREFIX), images);
    if (images.batch() == 0) {
      throw new NodeException("IndexError", "list index out of range");
    }
    List<byte[]> frames = PngSaving.frames(images);
    String name = path.fileName(0, "webp");
    AtomicFiles.write(
        path.directory().resolve(name),
        WebpEncoder.encode(
            frames,
            images.width(),
            images.height(),
            images.channels(),
            FrameDelay.milliseconds(inputs.get(FPS), MAX_DELAY),
            new WebpQuality(
                inputs.get(LOSSLESS), inputs.getInt(QUALITY), method(inputs.get(METHOD))),
            texts(inputs)));
    return NodeOutput.none()
        .withUi("images", List.of(SavePlaces.shown(path, name)))
        .withUi("animated", List.of(images.batch() > 1));
  }

  private static int method(String name) {
    return switch (name) {
      case "fastest" -> 0;
      case "slowest" -> 6;
      default -> 4;
    };
  }

  /** The prompt under the tag of the camera's model, the client's texts under those before it. */
  private static SortedMap<Integer, String> texts(NodeInputs inputs) {
    SortedMap<Integer, String> texts = new TreeMap<>();
    inputs
        .find(PngSaving.PROMPT)
        .ifPresent(prompt -> texts.put(MODEL_TAG, "prompt:" + Json.writeForFiles(prompt)));
    int tag = MODEL_TAG;
    Map<?, ?> extra = inputs.getOr(PngSaving.EXTRA, Map.of());
    for (Map.Entry<?, ?> entry : extra.entrySet()) {
      if (--tag < 0) {
        throw new NodeException("struct.error", "'H' format requires 0 <= number <= 65535");
      }
      texts.put(tag, entry.getKey() + ":" + Json.writeForFiles(entry.getValue()));
    }
    return texts;
  }
}
