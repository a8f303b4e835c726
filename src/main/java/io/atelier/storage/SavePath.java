package io.atelier.storage;

import java.nio.file.Path;

/**
 * Where a node may save files.
 *
 * @param directory exists
 * @param subfolder relative to the root folder, with {@code /}; empty for the root itself
 * @param prefix the start of the file names, {@code %batch_num%} not yet replaced
 * @param counter the number of the first file
 */
public record SavePath(
    Folder folder, Path directory, String subfolder, String prefix, long counter) {
  /**
   * The name of one file of a batch.
   *
   * @param index its place in the batch, from 0
   * @param extension without the dot
   */
  public String fileName(int index, String extension) {
    return "%s_%05d_.%s"
        .formatted(
            prefix.replace("%batch_num%", Integer.toString(index)), counter + index, extension);
  }
}
