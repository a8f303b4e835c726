package io.atelier.diffusion.family.flux;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.FluxHints.Placement;
import java.util.ArrayList;
import java.util.List;

/**
 * Pictures to refer to, which the network sees beside the one in the making. See <a
 * href="https://arxiv.org/abs/2506.15742">FLUX.1 Kontext</a>.
 *
 * @param latents scaled, each [batch, channels, height, width] of any size
 */
public record References(List<FloatArray> latents, Placement placement) {
  /** None. */
  static final References NONE = new References(List.of(), Placement.OFFSET);

  public References {
    latents = List.copyOf(latents);
  }

  /**
   * Where the tokens of the references lie, in order.
   *
   * @param height of the latent in the making
   * @param width likewise
   */
  List<Position> positions(int height, int width) {
    return switch (placement) {
      case OFFSET -> sideBySide();
      case INDEX -> layered();
      case DIAGONAL -> diagonal(evened(height), evened(width));
    };
  }

  private static int evened(int length) {
    return Patches.along(length) * 2;
  }

  /** In a layer of their own, each where the whole grows less. */
  private List<Position> sideBySide() {
    List<Position> all = new ArrayList<>();
    int height = 0;
    int width = 0;
    for (FloatArray latent : latents) {
      boolean beside = latent.size(2) + height > latent.size(3) + width;
      int top = beside ? 0 : height;
      int left = beside ? width : 0;
      all.addAll(Position.ofLatent(1, latent.size(2), latent.size(3), top, left));
      height = Math.max(height, latent.size(2) + top);
      width = Math.max(width, latent.size(3) + left);
    }
    return all;
  }

  private List<Position> layered() {
    List<Position> all = new ArrayList<>();
    for (int i = 0; i < latents.size(); i++) {
      all.addAll(Position.ofLatent(i + 1, latents.get(i).size(2), latents.get(i).size(3), 0, 0));
    }
    return all;
  }

  private List<Position> diagonal(int height, int width) {
    List<Position> all = new ArrayList<>();
    int top = height;
    int left = width;
    for (FloatArray latent : latents) {
      all.addAll(Position.ofLatent(0, latent.size(2), latent.size(3), top, left));
      top += latent.size(2);
      left += latent.size(3);
    }
    return all;
  }
}
