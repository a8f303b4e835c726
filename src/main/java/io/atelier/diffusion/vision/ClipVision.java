package io.atelier.diffusion.vision;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.store.WeightsKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The visual half of CLIP: pictures to features. */
public record ClipVision(ModelStore store, WeightsKey weights, VisionShape shape) {
  private static final int PICTURES_AT_ONCE = 8;

  /**
   * Opens a network.
   *
   * @throws io.atelier.diffusion.store.UnrecognisedModelException when the file has none of a known
   *     kind
   */
  public static ClipVision open(ModelStore store, ModelFile file) {
    WeightSource weights = VisionParts.clipVision(file);
    return new ClipVision(store, WeightsKey.of(weights), VisionShape.of(weights));
  }

  /** The network within a checkpoint, if it has one. */
  public static Optional<ClipVision> ofCheckpoint(ModelStore store, ModelFile file) {
    WeightSource weights = VisionParts.ofCheckpoint(file);
    return weights.isEmpty()
        ? Optional.empty()
        : Optional.of(new ClipVision(store, WeightsKey.of(weights), VisionShape.of(weights)));
  }

  /**
   * Looks at pictures.
   *
   * @param pixels [batch, 3, height, width] from 0 to 1, at least one
   * @param crop whether only the middle square is seen; otherwise the picture is stretched to one
   */
  public ClipVisionNetwork.Features encode(FloatArray pixels, boolean crop) {
    FloatArray input = VisionInput.of(pixels, shape.side(), crop);
    return store.with(
        weights,
        ClipVisionNetwork.class,
        loaded -> new ClipVisionNetwork(loaded, shape),
        network -> {
          List<ClipVisionNetwork.Features> parts = new ArrayList<>();
          for (int from = 0; from < input.size(0); from += PICTURES_AT_ONCE) {
            int to = Math.min(input.size(0), from + PICTURES_AT_ONCE);
            parts.add(network.encode(input.items(from, to)));
          }
          return ClipVisionNetwork.Features.stack(parts);
        });
  }
}
