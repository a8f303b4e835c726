package io.atelier.diffusion.sampling;

import io.atelier.diffusion.conditioning.Conditioning;

/** A rectangle of a latent, in its pixels. */
record LatentArea(int height, int width, int y, int x) {
  /** The rectangle for latents of this size. */
  static LatentArea of(Conditioning.Area area, int height, int width) {
    if (!area.relative()) {
      return new LatentArea(
          (int) area.height(), (int) area.width(), (int) area.y(), (int) area.x());
    }
    return new LatentArea(
        (int) Math.max(1, Math.rint(area.height() * height)),
        (int) Math.max(1, Math.rint(area.width() * width)),
        (int) Math.rint(area.y() * height),
        (int) Math.rint(area.x() * width));
  }

  /** The part of it that lies within a latent of this size. */
  LatentArea within(int latentHeight, int latentWidth) {
    int top = Math.min(y, latentHeight);
    int left = Math.min(x, latentWidth);
    return new LatentArea(
        Math.min(height, latentHeight - top), Math.min(width, latentWidth - left), top, left);
  }

  boolean encloses(LatentArea other) {
    return other.y >= y
        && other.x >= x
        && y + height >= other.y + other.height
        && x + width >= other.x + other.width;
  }

  long size() {
    return (long) height * width;
  }
}
