package io.atelier.image;

/** What happens to a picture whose new size has other proportions. */
public enum Crop {
  /** It is stretched. */
  DISABLED,
  /** It is cut to the new proportions, the same on both sides. */
  CENTER;

  /** The crop of this name; everything but {@code center} means none. */
  public static Crop named(String wireName) {
    return wireName.equals("center") ? CENTER : DISABLED;
  }
}
