package io.atelier.diffusion.text;

import io.atelier.diffusion.store.StoredForm;
import io.atelier.diffusion.store.WeightSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Transformers as CLIP and OpenCLIP store them: other names, the attention's three matrices in one
 * tensor, and projections transposed. See <a href="https://github.com/mlfoundations/open_clip">
 * OpenCLIP</a>.
 *
 * @param layers what names of layers begin with, before their numbers
 * @param ours what they begin with here
 * @param single the names of weights outside layers, and what they are called here
 */
public record OpenClipNames(String layers, String ours, Map<String, String> single) {
  /** Text encoders. */
  public static final OpenClipNames TEXT =
      new OpenClipNames(
          "transformer.resblocks.",
          "text_model.encoder.layers.",
          Map.of(
              "positional_embedding", "text_model.embeddings.position_embedding.weight",
              "token_embedding.weight", "text_model.embeddings.token_embedding.weight",
              "ln_final.weight", "text_model.final_layer_norm.weight",
              "ln_final.bias", "text_model.final_layer_norm.bias",
              "text_projection.weight", "text_projection.weight",
              "text_projection", "text_projection.weight"));

  /** The visual half. */
  public static final OpenClipNames VISION =
      new OpenClipNames(
          "transformer.resblocks.",
          "vision_model.encoder.layers.",
          Map.of(
              "conv1.weight", "vision_model.embeddings.patch_embedding.weight",
              "class_embedding", "vision_model.embeddings.class_embedding",
              "positional_embedding", "vision_model.embeddings.position_embedding.weight",
              "ln_pre.weight", "vision_model.pre_layrnorm.weight",
              "ln_pre.bias", "vision_model.pre_layrnorm.bias",
              "ln_post.weight", "vision_model.post_layernorm.weight",
              "ln_post.bias", "vision_model.post_layernorm.bias",
              "proj", "visual_projection.weight"));

  /** Style adapters, with the name of their layers as it was once misspelt. */
  public static final OpenClipNames STYLE =
      new OpenClipNames(
          "transformer_layes.",
          "layers.",
          Map.of(
              "style_embedding", "style_embedding",
              "ln_pre.weight", "ln_pre.weight",
              "ln_pre.bias", "ln_pre.bias",
              "ln_post.weight", "ln_post.weight",
              "ln_post.bias", "ln_post.bias",
              "proj", "proj.weight"));

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

  public boolean fit(WeightSource weights) {
    return weights.has(layers + "0.mlp.c_fc.weight");
  }

  /** The weights by the names of the transformers library. */
  public WeightSource converted(WeightSource weights) {
    Map<String, String> names = new HashMap<>();
    Map<String, StoredForm> forms = new HashMap<>();
    weights.names().forEach((name, key) -> add(name, key, names, forms));
    return new WeightSource(weights.file(), names, weights.half(), forms);
  }

  private void add(
      String name, String key, Map<String, String> names, Map<String, StoredForm> forms) {
    String found = single.get(name);
    if (found != null) {
      names.put(found, key);
      if (name.equals("proj") || name.equals("text_projection")) {
        forms.put(found, StoredForm.TRANSPOSED);
      }
      return;
    }
    int end = name.startsWith(layers) ? name.indexOf('.', layers.length()) : -1;
    if (end < 0) {
      return;
    }
    String layer = ours + name.substring(layers.length(), end) + ".";
    String rest = name.substring(end + 1);
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
