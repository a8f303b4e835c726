package io.atelier.diffusion.autoencoder;

import io.atelier.array.FloatArray;

/**
 * A picture in bytes.
 *
 * @param rgb red, green, blue by pixel
 */
public record RgbPicture(byte[] rgb, int width, int height) {
  /** The picture of values [1, 3, height, width]; what is outside 0 to 1 is cut. */
  static RgbPicture of(FloatArray values) {
    int plane = values.size(2) * values.size(3);
    byte[] rgb = new byte[plane * 3];
    for (int p = 0; p < plane; p++) {
      for (int colour = 0; colour < 3; colour++) {
        float value = values.data()[colour * plane + p];
        rgb[p * 3 + colour] = (byte) (Math.max(0, Math.min(1, value)) * 255);
      }
    }
    return new RgbPicture(rgb, values.size(3), values.size(2));
  }
}
