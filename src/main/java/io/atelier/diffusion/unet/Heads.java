package io.atelier.diffusion.unet;

/**
 * How many heads attention has.
 *
 * @param count everywhere, or 0 to go by width
 * @param width of one head, when the count is 0
 */
public record Heads(long count, long width) {
  public static Heads ofCount(long count) {
    return new Heads(count, 0);
  }

  public static Heads ofWidth(long width) {
    return new Heads(0, width);
  }

  long count(long channels) {
    return count > 0 ? count : channels / width;
  }
}
