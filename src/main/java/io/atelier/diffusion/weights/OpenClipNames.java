package io.atelier.diffusion.weights;

import java.util.HashMap;
import java.util.Map;

/**
 * Text encoders as OpenCLIP stores them: other names, the attention's three matrices in one tensor,
 * and the projection transposed. See <a href="https://github.com/mlfoundations/open_clip">
 * OpenCLIP</a>.
 */
final class OpenClipNames {
  private static final String LAYERS = "transformer.resblocks.";
  private static final Map<String, String> SINGLE =
      Map.of(
          "positional_embedding", "text_model.embeddings.position_embedding.weight",
          "token_embedding.weight", "text_model.embeddings.token_embedding.weight",
          "ln_final.weight", "text_model.final_layer_norm.weight",
          "ln_final.bias", "text_model.final_layer_norm.bias",
          "text_projection.weight", "text_projection.weight",
          "text_projection", "text_projection.weight");
  private static final Map<String, String> PARTS =
      Map.of(
          "ln_1", "layer_norm1",
          "ln_2", "layer_norm2",
          "mlp.c_fc", "mlp.fc1",
          "mlp.c_proj", "mlp.fc2",
          "attn.out_proj", "self_attn.out_proj");
  private static final Map<String, StoredForm> THIRDS =
      Map.of(
          "q_proj", StoredForm.FIRST_THIRD,
          "k_proj", StoredForm.SECOND_THIRD,
          "v_proj", StoredForm.LAST_THIRD);

  private OpenClipNames() {}

  static boolean fit(WeightSource weights) {
    return weights.has(LAYERS + "0.mlp.c_fc.weight");
  }

  /** The weights by the names of the transformers library. */
  static WeightSource converted(WeightSource weights) {
    Map<String, String> names = new HashMap<>();
    Map<String, StoredForm> forms = new HashMap<>();
    weights.names().forEach((name, key) -> add(name, key, names, forms));
    return new WeightSource(weights.file(), names, weights.half(), forms);
  }

  private static void add(
      String name, String key, Map<String, String> names, Map<String, StoredForm> forms) {
    String single = SINGLE.get(name);
    if (single != null) {
      names.put(single, key);
      if (name.equals("text_projection")) {
        forms.put(single, StoredForm.TRANSPOSED);
      }
      return;
    }
    String[] parts = name.split("\\.", 4);
    if (!name.startsWith(LAYERS) || parts.length < 4) {
      return;
    }
    String layer = "text_model.encoder.layers." + parts[2] + ".";
    String rest = parts[3];
    if (rest.startsWith("attn.in_proj_")) {
      String kind = rest.substring("attn.in_proj_".length());
      THIRDS.forEach(
          (part, form) -> {
            String third = layer + "self_attn." + part + "." + kind;
            names.put(third, key);
            forms.put(third, form);
          });
      return;
    }
    int dot = rest.lastIndexOf('.');
    String part = dot < 0 ? null : PARTS.get(rest.substring(0, dot));
    if (part != null) {
      names.put(layer + part + rest.substring(dot), key);
    }
  }
}
