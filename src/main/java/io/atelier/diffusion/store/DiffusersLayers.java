package io.atelier.diffusion.store;

import java.util.regex.Pattern;

/**
 * How the <a href="https://github.com/huggingface/diffusers">diffusers</a> library names the layers
 * of networks that contract and expand.
 */
public final class DiffusersLayers {
  /** A layer of a level. Groups: direction, level, kind, place in the level, the rest. */
  public static final Pattern BLOCK =
      Pattern.compile(
          "(down|up)_blocks\\.(\\d{1,2})\\.(resnets|attentions|downsamplers|upsamplers)\\.(\\d{1,2})\\.(.+)");

  /** A layer between the paths. Groups: kind, place, the rest. */
  public static final Pattern MIDDLE =
      Pattern.compile("mid_block\\.(resnets|attentions)\\.(\\d)\\.(.+)");

  private DiffusersLayers() {}
}
