package io.atelier.diffusion.unet;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.layer.LayerNorm;
import io.atelier.diffusion.layer.Linear;
import io.atelier.diffusion.layer.Weights;
import io.atelier.tensor.TensorScope;
import io.atelier.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Layers within the transformers of a UNet that tell it which things are to be where. See <a
 * href="https://arxiv.org/abs/2301.07093">GLIGEN</a>.
 */
public final class GroundingNetwork {
  /** How many things it knows at once. */
  public static final int MOST_PHRASES = 30;

  private final Weights weights;
  private final Weights positions;
  private final Heads heads;

  /**
   * A thing and its rectangle, in parts of the picture.
   *
   * @param features of its text [1, width]
   */
  public record Phrase(FloatArray features, float left, float top, float right, float bottom) {
    private float[] place() {
      return CornerEmbedding.of(left, top, right, bottom);
    }
  }

  /** Things for one evaluation, at most {@link #MOST_PHRASES}. */
  public record Places(GroundingNetwork network, List<Phrase> phrases) {
    Grounding ground() {
      return new Grounding(network, network.objects(phrases));
    }
  }

  /**
   * Things as features within one evaluation.
   *
   * @param objects [1, {@link #MOST_PHRASES}, width]
   */
  record Grounding(GroundingNetwork network, Tensor objects) {
    /** The features [batch, pixels, channels] of the transformer at a place, told of the things. */
    Tensor fuse(String place, Tensor x) {
      return network.fuse(place, x, objects);
    }
  }

  /**
   * The network over weights named {@code position_net.…}, and {@code fuser.…} after the names of
   * the UNet's transformers.
   *
   * @param heads of the UNet
   */
  public GroundingNetwork(Weights weights, Heads heads) {
    this.weights = weights;
    this.positions = weights.in("position_net");
    this.heads = heads;
  }

  private Tensor objects(List<Phrase> phrases) {
    FloatArray nullFeatures = Tensors.toJava(positions.get("null_positive_feature").value());
    FloatArray nullPlace = Tensors.toJava(positions.get("null_position_feature").value());
    int width = nullFeatures.data().length;
    int whole = width + nullPlace.data().length;
    float[] rows = new float[MOST_PHRASES * whole];
    for (int i = 0; i < MOST_PHRASES; i++) {
      boolean given = i < phrases.size();
      float[] features = given ? phrases.get(i).features().data() : nullFeatures.data();
      float[] place = given ? phrases.get(i).place() : nullPlace.data();
      System.arraycopy(features, 0, rows, i * whole, width);
      System.arraycopy(place, 0, rows, i * whole + width, place.length);
    }
    Weights linears = positions.in("linears");
    Tensor x = Tensors.toNative(rows, 1, MOST_PHRASES, whole);
    x = torch.silu(new Linear(linears.in(0)).forward(x));
    x = torch.silu(new Linear(linears.in(2)).forward(x));
    return new Linear(linears.in(4)).forward(x);
  }

  private Tensor fuse(String place, Tensor x, Tensor objects) {
    Weights fuser = weights.in(place).in("fuser");
    if (!fuser.has("alpha_attn")) {
      return x;
    }
    try (TensorScope scope = TensorScope.open()) {
      Tensor told = new Linear(fuser.in("linear")).forward(objects);
      Tensor all =
          torch.cat(new TensorVector(x, told.expand(x.size(0), told.size(1), told.size(2))), 1);
      Tensor normalised = new LayerNorm(fuser.in("norm1")).forward(all);
      CrossAttention attention = CrossAttention.of(fuser.in("attn"), heads.count(x.size(2)));
      Tensor attended = attention.forward(normalised, normalised).narrow(1, 0, x.size(1));
      Tensor h = x.add(attended.mul(fuser.get("alpha_attn").value().tanh()));
      Tensor product =
          new GatedProduct(fuser.in("ff")).forward(new LayerNorm(fuser.in("norm2")).forward(h));
      return scope.keep(h.add(product.mul(fuser.get("alpha_dense").value().tanh())));
    }
  }
}
