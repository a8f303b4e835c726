package io.atelier.diffusion;

import io.atelier.diffusion.unet.Additions;
import io.atelier.diffusion.unet.ControlNetwork;
import io.atelier.diffusion.unet.UNet;
import io.atelier.diffusion.weights.WeightsKey;
import io.atelier.tensor.Floats;
import java.util.Arrays;

/**
 * A control net: a network that makes a model follow a picture.
 *
 * @param family of the models that it controls
 * @param averaged whether it adds the same everywhere, the mean over the picture, as nets for style
 *     do
 */
public record ControlNet(
    ModelStore store, WeightsKey weights, ModelFamily family, boolean averaged) {
  /** What it adds to the model that is asked the same; see {@link ControlNetwork#predict}. */
  Additions additions(UNet.Request request, Floats hint) {
    Additions found =
        store.with(
            weights,
            ControlNetwork.class,
            loaded -> new ControlNetwork(loaded, family.heads()),
            network -> network.predict(request, hint));
    return averaged
        ? new Additions(mean(found.middle()), found.skips().stream().map(ControlNet::mean).toList())
        : found;
  }

  /** Maps that are their own mean everywhere. */
  private static Floats mean(Floats maps) {
    Floats out = Floats.zeros(maps.shape());
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
