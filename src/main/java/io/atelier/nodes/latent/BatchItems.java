package io.atelier.nodes.latent;

import io.atelier.array.FloatArray;
import io.atelier.image.Latent;
import io.atelier.nodes.FloatArrays;
import java.util.List;
import java.util.stream.IntStream;

/** What latents keep for each item of a batch. */
final class BatchItems {
  private BatchItems() {}

  /** The places in the batch that noise is drawn for, 0, 1, 2 … when the latent does not say. */
  static List<Integer> indexes(Latent latent) {
    return indexes(latent, 0);
  }

  /** Likewise, with another first place. */
  static List<Integer> indexes(Latent latent, int first) {
    List<Integer> known = latent.batchIndex();
    return known != null
        ? known
        : IntStream.range(first, first + latent.samples().size(0)).boxed().toList();
  }

  /** The part of a batch from {@code start}. */
  static Latent slice(Latent latent, int start, int length) {
    FloatArray samples = latent.samples();
    FloatArray mask = latent.noiseMask();
    if (mask != null && mask.size(0) != 1) {
      FloatArray whole =
          mask.size(0) < samples.size(0) ? FloatArrays.repeatToBatch(mask, samples.size(0)) : mask;
      mask = FloatArrays.slice(whole, 0, start, start + length);
    }
    List<Integer> indexes = indexes(latent);
    return new Latent(
        FloatArrays.slice(samples, 0, start, start + length),
        mask,
        List.copyOf(
            indexes.subList(
                Math.min(start, indexes.size()), Math.min(start + length, indexes.size()))));
  }
}
