package io.atelier.diffusion.text;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.layer.EncoderLayer;
import io.atelier.diffusion.layer.Layer;
import io.atelier.diffusion.layer.LayerNorm;
import io.atelier.diffusion.layer.Weight;
import io.atelier.diffusion.layer.Weights;
import io.atelier.tensor.TensorScope;
import io.atelier.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * The text half of CLIP: tokens to features. Depth and width are read from the weights. See <a
 * href="https://arxiv.org/abs/2103.00020">Learning Transferable Visual Models From Natural Language
 * Supervision</a>.
 */
public final class ClipNetwork {
  private final Weight tokenEmbedding;
  private final Weight positionEmbedding;
  private final List<EncoderLayer> layers = new ArrayList<>();
  private final LayerNorm finalNorm;
  private final @Nullable Weight projection;
  private final int width;

  /** The non-linearity between the two products of a layer. */
  public enum Activation implements Layer {
    /** {@code x·σ(1.702x)}. */
    QUICK_GELU {
      @Override
      public Tensor forward(Tensor x) {
        return x.mul(torch.sigmoid(x.mul(new Scalar(1.702))));
      }
    },
    /** Exact, by the error function. */
    GELU {
      @Override
      public Tensor forward(Tensor x) {
        return torch.gelu(x);
      }
    }
  }

  /**
   * Features of some chunks.
   *
   * @param hidden [chunks, tokens, width]
   * @param pooled [chunks, width]: the last layer's at the end token, projected where the model has
   *     a projection
   */
  public record Features(FloatArray hidden, FloatArray pooled) {}

  /**
   * The network over weights named {@code text_model.…} and {@code text_projection.weight}.
   *
   * @param headWidth of its attention
   */
  public ClipNetwork(Weights weights, Activation activation, int headWidth) {
    Weights model = weights.in("text_model");
    this.tokenEmbedding = model.get("embeddings.token_embedding.weight");
    this.positionEmbedding = model.get("embeddings.position_embedding.weight");
    this.width = (int) tokenEmbedding.size(1);
    Weights encoder = model.in("encoder.layers");
    for (int i = 0; encoder.in(i).has("layer_norm1.weight"); i++) {
      layers.add(new EncoderLayer(encoder.in(i), width / headWidth, true, activation));
    }
    this.finalNorm = new LayerNorm(model.in("final_layer_norm"));
    this.projection = weights.find("text_projection.weight");
  }

  public int layerCount() {
    return layers.size();
  }

  /**
   * Encodes chunks of tokens.
   *
   * @param layer whose output to return: −1 the last, −2 the one before it; beyond the first layer
   *     means the last
   * @param normalise whether the final normalisation follows
   */
  public Features encode(List<List<Token>> chunks, int layer, boolean normalise) {
    int chosen = -layer > layers.size() ? layers.size() - 1 : layers.size() + layer;
    return TensorScope.compute(
        () -> {
          Tensor x = embed(chunks);
          Tensor hidden = x;
          for (int i = 0; i < layers.size(); i++) {
            x = layers.get(i).forward(x);
            if (i == chosen) {
              hidden = x;
            }
          }
          Tensor last = finalNorm.forward(x);
          Tensor output = normalise ? finalNorm.forward(hidden) : hidden;
          return new Features(Tensors.toJava(output), Tensors.toJava(pool(last, chunks)));
        });
  }

  private Tensor embed(List<List<Token>> chunks) {
    int length = chunks.get(0).size();
    float[] rows = new float[chunks.size() * length * width];
    int at = 0;
    for (List<Token> chunk : chunks) {
      for (Token token : chunk) {
        float[] vector = token.vector();
        if (vector == null) {
          tokenEmbedding.row(token.id()).cpu().data_ptr_float().get(rows, at, width);
        } else {
          System.arraycopy(vector, 0, rows, at, width);
        }
        at += width;
      }
    }
    return Tensors.toNative(rows, chunks.size(), length, width)
        .add(positionEmbedding.value().narrow(0, 0, length));
  }

  private Tensor pool(Tensor last, List<List<Token>> chunks) {
    TensorVector ends = new TensorVector();
    for (int c = 0; c < chunks.size(); c++) {
      ends.push_back(last.select(0, c).select(0, endOf(chunks.get(c))));
    }
    Tensor pooled = torch.stack(ends);
    return projection == null ? pooled : pooled.mm(projection.value().t());
  }

  private static int endOf(List<Token> chunk) {
    int end = 0;
    for (int i = 0; i < chunk.size(); i++) {
      if (chunk.get(i).vector() == null && chunk.get(i).id() == BytePairEncoding.END) {
        end = i;
        break;
      }
    }
    return end;
  }
}
