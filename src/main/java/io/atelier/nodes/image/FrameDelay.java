package io.atelier.nodes.image;

import io.atelier.node.NodeException;

/**
 * How long a frame of an animation is shown, as formats of 16 bits say it: a number of parts of a
 * second. Milliseconds if they fit, else coarser parts, for slow animations.
 *
 * @param number 0 to 65535
 * @param parts of a second: 1000, 100, 10 or 1
 */
record FrameDelay(int number, int parts) {
  private static final int MAX = 65_535;
  private static final int MILLISECONDS = 1000;

  /**
   * The delay at a speed; longer ones than 65535 seconds are cut to that.
   *
   * @throws NodeException when the speed is not above 0
   */
  static FrameDelay of(double framesPerSecond) {
    double fps = positive(framesPerSecond);
    for (int parts = MILLISECONDS; parts > 1; parts /= 10) {
      double number = Math.floor(parts / fps);
      if (number <= MAX) {
        return new FrameDelay((int) number, parts);
      }
    }
    return new FrameDelay((int) Math.min(MAX, Math.floor(1 / fps)), 1);
  }

  /** The delay in whole milliseconds, at most so many. */
  static int milliseconds(double framesPerSecond, int most) {
    return (int) Math.min(most, MILLISECONDS / positive(framesPerSecond));
  }

  private static double positive(double framesPerSecond) {
    if (!(framesPerSecond > 0)) {
      throw new NodeException("ValueError", "fps is to be above 0, not " + framesPerSecond);
    }
    return framesPerSecond;
  }
}
