package io.atelier.diffusion.unet;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The UNets that models were trained with. */
public enum UNetKind {
  /** Stable Diffusion 1.4 and 1.5. */
  SD1(Heads.ofCount(8), 320, 768, false, List.of(0L), List.of()),
  /** Stable Diffusion 2; with a label it is a variant that sees a picture. */
  SD2(Heads.ofWidth(64), 320, 1024, true, List.of(0L, 1536L, 2048L), List.of()),
  /** Stable Diffusion XL. */
  SDXL(Heads.ofWidth(64), 320, 2048, true, List.of(2816L), List.of(0, 0, 2, 2, 10, 10)),
  /** The refiner of Stable Diffusion XL. */
  SDXL_REFINER(
      Heads.ofWidth(64), 384, 1280, true, List.of(2560L), List.of(0, 0, 4, 4, 4, 4, 0, 0));

  private final Heads heads;
  private final long modelChannels;
  private final long contextWidth;
  private final boolean linear;
  private final List<Long> labelWidths;
  private final List<Integer> depths;

  /**
   * A kind.
   *
   * @param labelWidths any of which it may have
   * @param depths empty where the other sizes tell enough
   */
  UNetKind(
      Heads heads,
      long modelChannels,
      long contextWidth,
      boolean linear,
      List<Long> labelWidths,
      List<Integer> depths) {
    this.heads = heads;
    this.modelChannels = modelChannels;
    this.contextWidth = contextWidth;
    this.linear = linear;
    this.labelWidths = labelWidths;
    this.depths = depths;
  }

  /** How its attention is divided. */
  public Heads heads() {
    return heads;
  }

  public boolean isOf(UNetShape shape) {
    return shape.modelChannels() == modelChannels
        && shape.contextWidth() == contextWidth
        && shape.linear() == linear
        && labelWidths.contains(shape.labelWidth())
        && (depths.isEmpty() || depths.equals(shape.depths()));
  }

  /** The kind of a network of this shape, if there is one. */
  public static Optional<UNetKind> of(UNetShape shape) {
    return Arrays.stream(values()).filter(kind -> kind.isOf(shape)).findFirst();
  }
}
