package io.atelier.diffusion.unet;

import io.atelier.array.FloatArray;
import io.atelier.tensor.TensorScope;
import io.atelier.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Notes how much attention the pixels of the middle block get from all others. Changes nothing; one
 * object for one evaluation.
 */
public final class AttentionMap implements SelfAttentionPatch {
  private final int batch;
  private final int height;
  private final int width;
  private @Nullable FloatArray map;

  /**
   * A map of an evaluation for latents of this size. Evaluations of parts of them are not noted.
   *
   * @param batch how many items to note
   */
  public AttentionMap(int batch, int height, int width) {
    this.batch = batch;
    this.height = height;
    this.width = width;
  }

  /**
   * The attention that each pixel gets, the sum over the queries of the mean over heads, [batch, 1,
   * rows, columns] with a mean of 1; null where nothing was noted.
   */
  public @Nullable FloatArray map() {
    return map;
  }

  @Override
  public Tensor attend(SelfAttention.Call call, SelfAttention attention) {
    SelfAttention.Place place = call.place();
    if (place.part() == SelfAttention.Part.MIDDLE
        && place.height() == height
        && place.width() == width
        && call.queries().size(0) >= batch) {
      map = TensorScope.compute(() -> received(call, attention));
    }
    return attention.attend(call);
  }

  private FloatArray received(SelfAttention.Call call, SelfAttention attention) {
    Tensor weights = attention.weights(call);
    Tensor sums = weights.mean(1).sum(1).narrow(0, 0, batch);
    return Tensors.toJava(sums.reshape(batch, 1, call.height(), call.width()));
  }
}
