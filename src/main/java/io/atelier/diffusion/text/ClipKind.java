package io.atelier.diffusion.text;

import io.atelier.diffusion.store.WeightSource;

/** The CLIP networks that models read prompts with. */
public enum ClipKind {
  /** OpenAI's CLIP ViT-L/14, of Stable Diffusion 1 and XL. Its projection is never used. */
  L("l", ClipNetwork.Activation.QUICK_GELU, BytePairEncoding.END, -1, true),
  /** OpenCLIP's ViT-H/14, of Stable Diffusion 2. */
  H("h", ClipNetwork.Activation.GELU, 0, -2, true),
  /** OpenCLIP's ViT-bigG/14, of Stable Diffusion XL. */
  G("g", ClipNetwork.Activation.GELU, 0, -2, false);

  static final String TOKENS = "text_model.embeddings.token_embedding.weight";

  private static final String LAYER = "text_model.encoder.layers.%d.mlp.fc1.weight";
  private static final int LAYER_OF_G = 30;
  private static final int LAYER_OF_H = 22;
  private static final int WIDTH_OF_G = 1280;
  private static final int WIDTH_OF_H = 1024;

  private final String networkName;
  private final ClipNetwork.Activation activation;
  private final int padding;
  private final int usualLayer;
  private final boolean normalised;

  ClipKind(
      String networkName,
      ClipNetwork.Activation activation,
      int padding,
      int usualLayer,
      boolean normalised) {
    this.networkName = networkName;
    this.activation = activation;
    this.padding = padding;
    this.usualLayer = usualLayer;
    this.normalised = normalised;
  }

  /** The kind of a network that was found in a file, by its depth or its width. */
  static ClipKind of(WeightSource clip) {
    long width = clip.shape(TOKENS)[1];
    if (clip.has(LAYER.formatted(LAYER_OF_G)) || width == WIDTH_OF_G) {
      return G;
    }
    return clip.has(LAYER.formatted(LAYER_OF_H)) || width == WIDTH_OF_H ? H : L;
  }

  String networkName() {
    return networkName;
  }

  ClipNetwork.Activation activation() {
    return activation;
  }

  /** The token after the end. */
  int padding() {
    return padding;
  }

  /** The layer that models which have it alone take: −1 the last, −2 the one before. */
  int usualLayer() {
    return usualLayer;
  }

  /** Whether these put the final normalisation after the layer. */
  boolean isNormalised() {
    return normalised;
  }

  /** The weights that are used. */
  WeightSource weights(WeightSource clip) {
    return clip.renamed(name -> this != L || name.startsWith("text_model.") ? name : null);
  }
}
