package io.atelier.storage;

/** A model file in a format whose reading can run code that the file carries. */
public final class PickleFileException extends RuntimeException {
  public PickleFileException(String name) {
    super(
        name
            + " is not opened: files of this type (.ckpt, .pt, .pt2, .pth, .bin, .pkl) are Python"
            + " pickles, which can run code when they are read. Convert it to .safetensors.");
  }
}
