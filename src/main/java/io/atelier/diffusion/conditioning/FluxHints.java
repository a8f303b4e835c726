package io.atelier.diffusion.conditioning;

import io.atelier.array.FloatArray;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What models of the Flux kind are told beside the text; others do not listen. See <a
 * href="https://arxiv.org/abs/2506.15742">FLUX.1 Kontext</a>.
 *
 * @param guidance how the text's pull is told
 * @param references latents of pictures to refer to, in order, unscaled
 * @param placement where the references lie, or null for the model's own choice
 */
public record FluxHints(
    Guidance guidance, List<FloatArray> references, @Nullable Placement placement) {
  /** Nothing is said. */
  public static final FluxHints NONE = new FluxHints(Guidance.UNSAID, List.of(), null);

  public FluxHints {
    references = List.copyOf(references);
  }

  /**
   * How strongly the text pulls, as the network itself is told.
   *
   * @param told whether it is told at all
   * @param value 0 to 100; empty for the model's own
   */
  public record Guidance(boolean told, OptionalDouble value) {
    /** The model's own. */
    public static final Guidance UNSAID = new Guidance(true, OptionalDouble.empty());

    /** The network is not told of guidance. */
    public static final Guidance DISABLED = new Guidance(false, OptionalDouble.empty());

    public static Guidance of(double value) {
      return new Guidance(true, OptionalDouble.of(value));
    }
  }

  /** Where references lie beside the picture, in the coordinates that the network sees. */
  public enum Placement {
    /** Next to each other. */
    OFFSET("offset"),
    /** At the same place in layers of their own. */
    INDEX("index"),
    /** Diagonally behind each other. */
    DIAGONAL("uxo/uno");

    private final String wireName;

    Placement(String wireName) {
      this.wireName = wireName;
    }

    /** The name in workflows. */
    public String wireName() {
      return wireName;
    }

    /**
     * The placement of this name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Placement named(String wireName) {
      for (Placement placement : values()) {
        if (placement.wireName.equals(wireName)) {
          return placement;
        }
      }
      throw new IllegalArgumentException("unknown placement of references: " + wireName);
    }
  }

  public FluxHints withGuidance(Guidance other) {
    return new FluxHints(other, references, placement);
  }

  /** The same with one reference more. */
  public FluxHints withReference(FloatArray latent) {
    List<FloatArray> more = new ArrayList<>(references);
    more.add(latent);
    return new FluxHints(guidance, more, placement);
  }

  public FluxHints withPlacement(Placement other) {
    return new FluxHints(guidance, references, other);
  }
}
