package io.atelier.diffusion.conditioning;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.network.NetworkInput;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.WeightsKey;
import io.atelier.diffusion.unet.AdapterNetwork;
import io.atelier.diffusion.unet.ControlNetwork;
import io.atelier.diffusion.unet.ControlResiduals;
import io.atelier.diffusion.unet.Heads;
import java.util.Arrays;

/**
 * A control net: a network that makes a model follow a picture.
 *
 * @param heads of the models that it controls
 */
public record ControlNet(ModelStore store, WeightsKey weights, Heads heads, Kind kind) {
  /** What network it is. */
  public enum Kind {
    /** A copy of the model's contracting path. */
    NET,
    /** Such a copy, whose residuals are the same everywhere, their mean, as for style. */
    AVERAGED,
    /** A small network that sees the picture alone. */
    ADAPTER
  }

  /** What it adds to the model that is asked the same; see {@link ControlNetwork#predict}. */
  ControlResiduals residuals(NetworkInput request, FloatArray hint) {
    return switch (kind) {
      case NET -> copy(request, hint);
      case AVERAGED -> mean(copy(request, hint));
      case ADAPTER ->
          store.with(
              weights, AdapterNetwork.class, AdapterNetwork::new, network -> network.predict(hint));
    };
  }

  private ControlResiduals copy(NetworkInput request, FloatArray hint) {
    return store.with(
        weights,
        ControlNetwork.class,
        loaded -> new ControlNetwork(loaded, heads),
        network -> network.predict(request, hint));
  }

  private static ControlResiduals mean(ControlResiduals residuals) {
    FloatArray middle = residuals.middle();
    return new ControlResiduals(
        middle == null ? null : mean(middle),
        residuals.skips().stream().map(ControlNet::mean).toList(),
        residuals.inputs());
  }

  /** Maps that are their own mean everywhere. */
  private static FloatArray mean(FloatArray maps) {
    FloatArray out = FloatArray.zeros(maps.shape());
    int plane = maps.size(2) * maps.size(3);
    for (int from = 0; from < out.data().length; from += plane) {
      double sum = 0;
      for (int i = from; i < from + plane; i++) {
        sum += maps.data()[i];
      }
      Arrays.fill(out.data(), from, from + plane, (float) (sum / plane));
    }
    return out;
  }
}
