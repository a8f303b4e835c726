package io.atelier.diffusion.unet;

import io.atelier.diffusion.layer.Attention;
import io.atelier.diffusion.layer.Linear;
import io.atelier.diffusion.layer.Weights;
import org.bytedeco.pytorch.Tensor;

/** Attention of some tokens to others, or to themselves, between linear products. */
record CrossAttention(Linear query, Linear key, Linear value, Linear out, long heads)
    implements SelfAttention {
  static CrossAttention of(Weights weights, long heads) {
    return new CrossAttention(
        new Linear(weights.in("to_q")),
        new Linear(weights.in("to_k")),
        new Linear(weights.in("to_v")),
        new Linear(weights.in("to_out.0")),
        heads);
  }

  /** What features [batch, tokens, channels] take from others [batch, tokens, width]. */
  Tensor forward(Tensor x, Tensor context) {
    return out.forward(
        Attention.of(query.forward(x), key.forward(context), value.forward(context), heads, false));
  }

  @Override
  public Tensor attend(Call call) {
    return forward(call.queries(), call.source());
  }

  @Override
  public Tensor values(Call call) {
    return out.forward(value.forward(call.source()));
  }

  @Override
  public Tensor weights(Call call) {
    return Attention.weights(query.forward(call.queries()), key.forward(call.source()), heads);
  }
}
