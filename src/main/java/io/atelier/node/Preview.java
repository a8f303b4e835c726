package io.atelier.node;

/** An encoded picture that clients show while a node runs. */
public record Preview(Format format, byte[] image) {
  /** How the picture is encoded. */
  public enum Format {
    JPEG("image/jpeg", 1),
    PNG("image/png", 2);

    private final String mimeType;
    private final int wireCode;

    Format(String mimeType, int wireCode) {
      this.mimeType = mimeType;
      this.wireCode = wireCode;
    }

    public String mimeType() {
      return mimeType;
    }

    /** The number of the format in binary preview messages. */
    public int wireCode() {
      return wireCode;
    }
  }
}
