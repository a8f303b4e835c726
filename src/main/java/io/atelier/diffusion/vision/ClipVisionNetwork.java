package io.atelier.diffusion.vision;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.layer.Conv2d;
import io.atelier.diffusion.layer.EncoderLayer;
import io.atelier.diffusion.layer.LayerNorm;
import io.atelier.diffusion.layer.Linear;
import io.atelier.diffusion.layer.Weight;
import io.atelier.diffusion.layer.Weights;
import io.atelier.tensor.TensorScope;
import io.atelier.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The visual half of CLIP: pictures to features. A picture is cut into squares, each of which is a
 * token; one token more stands for the whole. See <a
 * href="https://arxiv.org/abs/2103.00020">Learning Transferable Visual Models From Natural Language
 * Supervision</a>.
 */
public final class ClipVisionNetwork {
  private final Conv2d patches;
  private final Weight whole;
  private final Weight positions;
  private final LayerNorm before;
  private final List<EncoderLayer> layers = new ArrayList<>();
  private final LayerNorm after;
  private final Linear projection;

  /**
   * Features of some pictures.
   *
   * @param last layer's output [pictures, 1 + squares, width], the whole first
   * @param penultimate output of the layer before it, of the same shape
   * @param embeds the whole in the space that pictures share with texts [pictures, projected]
   */
  public record Features(FloatArray last, FloatArray penultimate, FloatArray embeds) {
    /** The features of all pictures of several. */
    public static Features stack(List<Features> parts) {
      return new Features(
          FloatArray.stack(parts.stream().map(Features::last).toList()),
          FloatArray.stack(parts.stream().map(Features::penultimate).toList()),
          FloatArray.stack(parts.stream().map(Features::embeds).toList()));
    }
  }

  /** The network over weights named {@code vision_model.…} and {@code visual_projection.weight}. */
  public ClipVisionNetwork(Weights weights, VisionShape shape) {
    Weights model = weights.in("vision_model");
    Weights embeddings = model.in("embeddings");
    this.patches = new Conv2d(embeddings.in("patch_embedding"), shape.patch(), 0);
    this.whole = embeddings.get("class_embedding");
    this.positions = embeddings.get("position_embedding.weight");
    this.before = new LayerNorm(model.in("pre_layrnorm"));
    Weights encoder = model.in("encoder.layers");
    for (int i = 0; encoder.in(i).has("layer_norm1.weight"); i++) {
      layers.add(new EncoderLayer(encoder.in(i), shape.heads(), false, shape.activation()));
    }
    this.after = new LayerNorm(model.in("post_layernorm"));
    this.projection = new Linear(weights.in("visual_projection"));
  }

  /**
   * Looks at pictures.
   *
   * @param pixels [pictures, 3, side, side], normalised
   */
  public Features encode(FloatArray pixels) {
    return TensorScope.compute(
        () -> {
          Tensor x = before.forward(embed(Tensors.toNative(pixels)));
          Tensor penultimate = x;
          for (EncoderLayer layer : layers) {
            penultimate = x;
            x = layer.forward(x);
          }
          Tensor embeds = projection.forward(after.forward(x.select(1, 0)));
          return new Features(
              Tensors.toJava(x), Tensors.toJava(penultimate), Tensors.toJava(embeds));
        });
  }

  private Tensor embed(Tensor pixels) {
    Tensor squares = patches.forward(pixels).flatten(2, -1).transpose(1, 2);
    Tensor first = whole.value().reshape(1, 1, -1).expand(squares.size(0), 1, squares.size(2));
    return torch.cat(new TensorVector(first, squares), 1).add(positions.value());
  }
}
