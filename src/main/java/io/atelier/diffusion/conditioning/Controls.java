package io.atelier.diffusion.conditioning;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.autoencoder.Vae;
import io.atelier.diffusion.network.NetworkInput;
import io.atelier.diffusion.schedule.NoiseLevels;
import io.atelier.diffusion.unet.ControlResiduals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the control nets of a conditioning what they add. */
public final class Controls {
  private Controls() {}

  /**
   * The sum of what a control net and those before it add, or null when none counts now.
   *
   * @param request of the model, without channels beside the noisy latent; the text may be another
   * @param levels by which their ranges are levels of noise
   * @param groups of the batch, each with one conditioning; the hint's batch is fitted to a group
   */
  public static @Nullable ControlResiduals of(
      Conditioning.Control last,
      NetworkInput request,
      double sigma,
      NoiseLevels levels,
      int groups) {
    ControlResiduals sum = null;
    for (Conditioning.Control control = last; control != null; control = control.previous()) {
      if (counts(control.range(), sigma, levels)) {
        ControlResiduals found =
            control
                .net()
                .residuals(request, fitted(control.hint(), request.x(), groups))
                .scaled(control.strength());
        sum = sum == null ? found : sum.plus(found);
      }
    }
    return sum;
  }

  private static boolean counts(Conditioning.Range range, double sigma, NoiseLevels levels) {
    return sigma <= levels.percentToSigma(range.start())
        && sigma >= levels.percentToSigma(range.end());
  }

  private static FloatArray fitted(FloatArray hint, FloatArray x, int groups) {
    int height = x.size(2) * Vae.SCALE;
    int width = x.size(3) * Vae.SCALE;
    FloatArray resized = nearest(CentreCrop.of(hint, height, width), height, width);
    FloatArray group = resized.repeatToBatch(x.size(0) / groups);
    List<FloatArray> all = new ArrayList<>(Collections.nCopies(groups, group));
    return FloatArray.stack(all);
  }

  /** Maps in another size, each pixel that of the nearest centre. */
  private static FloatArray nearest(FloatArray maps, int height, int width) {
    int[] rows = nearest(maps.size(2), height);
    int[] columns = nearest(maps.size(3), width);
    FloatArray out = FloatArray.zeros(maps.size(0), maps.size(1), height, width);
    int at = 0;
    for (int p = 0; p < maps.size(0) * maps.size(1); p++) {
      for (int row : rows) {
        int start = (p * maps.size(2) + row) * maps.size(3);
        for (int column : columns) {
          out.data()[at++] = maps.data()[start + column];
        }
      }
    }
    return out;
  }

  private static int[] nearest(int from, int to) {
    int[] places = new int[to];
    for (int i = 0; i < to; i++) {
      places[i] = Math.min(from - 1, (int) ((i + 0.5f) * ((float) from / to)));
    }
    return places;
  }
}
