package io.atelier.diffusion.layer;

import io.atelier.tensor.TensorScope;
import org.bytedeco.pytorch.Tensor;

/**
 * A layer of the transformers of CLIP: attention of tokens to each other, then a product with a
 * non-linearity, each around a shortcut and after a normalisation. See <a
 * href="https://arxiv.org/abs/2103.00020">Learning Transferable Visual Models From Natural Language
 * Supervision</a>.
 */
public final class EncoderLayer implements Layer {
  private final LayerNorm norm1;
  private final Linear query;
  private final Linear key;
  private final Linear value;
  private final Linear out;
  private final LayerNorm norm2;
  private final Linear fc1;
  private final Linear fc2;
  private final long heads;
  private final boolean causal;
  private final Layer activation;

  /**
   * The layer over weights named {@code layer_norm1}, {@code self_attn.q_proj}, {@code mlp.fc1} and
   * so on.
   *
   * @param causal whether a token sees only itself and those before it
   */
  public EncoderLayer(Weights weights, long heads, boolean causal, Layer activation) {
    Weights attention = weights.in("self_attn");
    this.norm1 = new LayerNorm(weights.in("layer_norm1"));
    this.query = new Linear(attention.in("q_proj"));
    this.key = new Linear(attention.in("k_proj"));
    this.value = new Linear(attention.in("v_proj"));
    this.out = new Linear(attention.in("out_proj"));
    this.norm2 = new LayerNorm(weights.in("layer_norm2"));
    this.fc1 = new Linear(weights.in("mlp.fc1"));
    this.fc2 = new Linear(weights.in("mlp.fc2"));
    this.heads = heads;
    this.causal = causal;
    this.activation = activation;
  }

  /** The next features [batch, tokens, width]. */
  @Override
  public Tensor forward(Tensor x) {
    try (TensorScope scope = TensorScope.open()) {
      Tensor y = norm1.forward(x);
      Tensor attended =
          Attention.of(query.forward(y), key.forward(y), value.forward(y), heads, causal);
      Tensor sum = x.add(out.forward(attended));
      Tensor hidden = activation.forward(fc1.forward(norm2.forward(sum)));
      return scope.keep(sum.add(fc2.forward(hidden)));
    }
  }
}
