package io.atelier.nodes.image;

import io.atelier.image.Bytes8;
import io.atelier.image.ImageBatch;
import io.atelier.image.codec.PngEncoder;
import io.atelier.json.Json;
import io.atelier.node.Hidden;
import io.atelier.node.Input;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.SavePlaces;
import io.atelier.storage.AtomicFiles;
import io.atelier.storage.FileStore;
import io.atelier.storage.Folder;
import io.atelier.storage.SavePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Batches saved as PNG files that carry the workflow they came from. */
public final class PngSaving {
  /** The prompt, written into files. */
  @SuppressWarnings("rawtypes")
  public static final Input<Map> PROMPT = Input.hidden("prompt", Hidden.PROMPT, Map.class);

  /** What the client wants written into files beside the prompt, by keyword. */
  @SuppressWarnings("rawtypes")
  public static final Input<Map> EXTRA =
      Input.hidden("extra_pnginfo", Hidden.EXTRA_PNGINFO, Map.class);

  private PngSaving() {}

  /** Where files of a prefix go; a prefix that leads out is refused in the client's terms. */
  public static SavePath place(
      NodeContext context, Folder folder, String prefix, ImageBatch images) {
    return SavePlaces.next(
        context.service(FileStore.class), folder, prefix, images.width(), images.height());
  }

  /** The texts that a file carries, by keyword in order. */
  static Map<String, String> texts(NodeInputs inputs) {
    Map<String, String> texts = new LinkedHashMap<>();
    inputs.find(PROMPT).ifPresent(prompt -> texts.put("prompt", Json.writeForFiles(prompt)));
    inputs
        .find(EXTRA)
        .ifPresent(
            extra ->
                ((Map<?, ?>) extra)
                    .forEach((key, value) -> texts.put("" + key, Json.writeForFiles(value))));
    return texts;
  }

  /** The bytes of one picture; a picture without pixels is no file. */
  static byte[] pixels(ImageBatch images, int index) {
    if (images.width() == 0 || images.height() == 0) {
      throw new NodeException("SystemError", "tile cannot extend outside image");
    }
    return Bytes8.fromFloats(images.data(), index * images.itemLength(), images.itemLength());
  }

  /** The bytes of all pictures, in order. */
  static List<byte[]> frames(ImageBatch images) {
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < images.batch(); i++) {
      frames.add(pixels(images, i));
    }
    return frames;
  }

  /**
   * Saves every picture as a file of its own and shows them.
   *
   * @param level of compression, 0 to 9
   */
  public static NodeOutput save(ImageBatch images, SavePath path, NodeInputs inputs, int level)
      throws IOException {
    Map<String, String> texts = texts(inputs);
    List<Map<String, @Nullable Object>> shown = new ArrayList<>();
    for (int i = 0; i < images.batch(); i++) {
      String name = path.fileName(i, "png");
      AtomicFiles.write(
          path.directory().resolve(name),
          PngEncoder.encode(
              pixels(images, i), images.width(), images.height(), images.channels(), level, texts));
      shown.add(SavePlaces.shown(path, name));
    }
    return NodeOutput.none().withUi("images", shown);
  }
}
