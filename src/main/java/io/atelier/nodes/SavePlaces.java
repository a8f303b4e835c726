package io.atelier.nodes;

import io.atelier.json.JsonObject;
import io.atelier.node.NodeException;
import io.atelier.storage.FileStore;
import io.atelier.storage.Folder;
import io.atelier.storage.PathEscapeException;
import io.atelier.storage.SavePath;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where nodes save files, and what a client is told whose prefix leads elsewhere. */
public final class SavePlaces {
  private SavePlaces() {}

  /**
   * The place for the next files of a prefix.
   *
   * @param width of the first picture in pixels; 0 when it is no picture
   * @param height likewise
   * @throws NodeException in the protocol's words when the prefix leads out of the folder
   */
  public static SavePath next(
      FileStore files, Folder folder, String prefix, int width, int height) {
    try {
      return files.nextSavePath(folder, prefix, width, height);
    } catch (PathEscapeException e) {
      throw new NodeException(
          "Exception",
          "**** ERROR: Saving image outside the output folder is not allowed."
              + whereabouts(files.root(folder), prefix),
          e);
    }
  }

  /** What clients are told of a saved file. */
  public static Map<String, @Nullable Object> shown(SavePath path, String name) {
    return JsonObject.with("filename", name)
        .and("subfolder", path.subfolder())
        .and("type", path.folder().wireName())
        .map();
  }

  private static String whereabouts(Path root, String prefix) {
    Path target;
    try {
      target = root.resolve(prefix).normalize();
    } catch (InvalidPathException e) {
      return "";
    }
    Path directory = target.getParent() == null ? target : target.getParent();
    Path common = directory;
    while (common != null && !root.startsWith(common)) {
      common = common.getParent();
    }
    return "\n full_output_folder: %s\n         output_dir: %s\n         commonpath: %s"
        .formatted(directory, root, common);
  }
}
