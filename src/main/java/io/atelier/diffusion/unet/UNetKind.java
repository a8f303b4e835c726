package io.atelier.diffusion.unet;

import java.util.List;
import java.util.Optional;

/**
 * The UNets that models were trained with, as far as their shapes tell them apart.
 *
 * @param heads how attention is divided
 * @param modelChannels of the first feature map
 * @param contextWidth of text features
 * @param linear whether transformers project by matrices instead of 1×1 convolutions
 * @param labelWidths any of which it may have; 0 for none
 * @param depths of the transformers after each residual block of the contracting path; empty where
 *     the other sizes tell enough
 */
public record UNetKind(
    Heads heads,
    long modelChannels,
    long contextWidth,
    boolean linear,
    List<Long> labelWidths,
    List<Integer> depths) {
  /** Stable Diffusion 1.4 and 1.5. */
  public static final UNetKind SD1 =
      new UNetKind(Heads.ofCount(8), 320, 768, false, List.of(0L), List.of());

  /** Stable Diffusion 2; with a label it is a variant that sees a picture. */
  public static final UNetKind SD2 =
      new UNetKind(Heads.ofWidth(64), 320, 1024, true, List.of(0L, 1536L, 2048L), List.of());

  /** Stable Diffusion XL. */
  public static final UNetKind SDXL =
      new UNetKind(Heads.ofWidth(64), 320, 2048, true, List.of(2816L), List.of(0, 0, 2, 2, 10, 10));

  /** The refiner of Stable Diffusion XL. */
  public static final UNetKind SDXL_REFINER =
      new UNetKind(
          Heads.ofWidth(64), 384, 1280, true, List.of(2560L), List.of(0, 0, 4, 4, 4, 4, 0, 0));

  private static final List<UNetKind> ALL = List.of(SD1, SD2, SDXL, SDXL_REFINER);

  public UNetKind {
    labelWidths = List.copyOf(labelWidths);
    depths = List.copyOf(depths);
  }

  /** Whether a network of this shape is of this kind. */
  public boolean isOf(UNetShape shape) {
    return shape.modelChannels() == modelChannels
        && shape.contextWidth() == contextWidth
        && shape.linear() == linear
        && labelWidths.contains(shape.labelWidth())
        && (depths.isEmpty() || depths.equals(shape.depths()));
  }

  /** The kind of a network of this shape, if there is one. */
  public static Optional<UNetKind> of(UNetShape shape) {
    return ALL.stream().filter(kind -> kind.isOf(shape)).findFirst();
  }
}
