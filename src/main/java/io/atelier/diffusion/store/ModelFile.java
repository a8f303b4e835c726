package io.atelier.diffusion.store;

import io.atelier.tensor.SafetensorsFile;
import io.atelier.tensor.TensorInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A model file as it was when it was looked at: what tensors it has, but not their values.
 *
 * @param stamp size and time of change, so that a replaced file is another model
 */
public record ModelFile(
    Path path, String stamp, Map<String, TensorInfo> tensors, Map<String, String> metadata) {

  /**
   * Reads the file's header.
   *
   * @throws IOException when it is not a well-formed safetensors file
   */
  public static ModelFile read(Path path) throws IOException {
    String stamp = Files.size(path) + " " + Files.getLastModifiedTime(path);
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      return new ModelFile(
          path.toAbsolutePath().normalize(), stamp, file.tensors(), file.metadata());
    }
  }

  public boolean has(String name) {
    return tensors.containsKey(name);
  }

  /** The tensor's shape, or an empty one when there is no such tensor. */
  public long[] shape(String name) {
    TensorInfo info = tensors.get(name);
    return info == null ? new long[0] : info.shape();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ModelFile file && file.path.equals(path) && file.stamp.equals(stamp);
  }

  @Override
  public int hashCode() {
    return path.hashCode() * 31 + stamp.hashCode();
  }

  @Override
  public String toString() {
    return String.valueOf(path.getFileName());
  }
}
