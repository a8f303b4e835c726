package io.atelier.diffusion.upscale;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.autoencoder.Tiling;
import io.atelier.diffusion.store.DeviceMemoryError;
import io.atelier.diffusion.store.ModelFile;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.store.WeightsKey;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicInteger;

/** A network that enlarges pictures, tile by tile. */
public record UpscaleModel(ModelStore store, WeightsKey weights, UpscalerShape shape) {
  private static final System.Logger LOG = System.getLogger(UpscaleModel.class.getName());
  private static final int TILE = 512;
  private static final int LEAST_TILE = 128;
  private static final int OVERLAP = 32;

  /** Native memory per pixel of a result, about: some feature maps of 64 channels. */
  private static final long BYTES_PER_PIXEL = 3L * 64 * Float.BYTES;

  /** Hears of each tile. */
  @FunctionalInterface
  public interface Listener {
    /**
     * A tile is there; throws when the run is to end.
     *
     * @param done from 1; starts anew when smaller tiles are tried
     */
    void onTile(int done, int total);
  }

  /**
   * Opens a network.
   *
   * @throws io.atelier.diffusion.store.UnrecognisedModelException when the file has none of a known
   *     kind
   */
  public static UpscaleModel open(ModelStore store, ModelFile file) {
    WeightSource weights = UpscalerNames.unified(file);
    return new UpscaleModel(store, WeightsKey.of(weights), UpscalerShape.of(weights));
  }

  /**
   * The pictures enlarged, 0 to 1. Where memory does not do, tiles are halved.
   *
   * @param pixels [batch, 3, height, width] from 0 to 1
   * @throws DeviceMemoryError when it does not do for the smallest tiles either
   */
  public FloatArray upscale(FloatArray pixels, Listener listener) {
    int tile = firstTile();
    while (true) {
      try {
        return upscale(pixels, tile, listener);
      } catch (DeviceMemoryError e) {
        if (tile / 2 < LEAST_TILE) {
          throw e;
        }
        tile /= 2;
        LOG.log(Level.WARNING, "out of memory; pictures are enlarged in tiles of " + tile);
      }
    }
  }

  /** The largest tile for which memory is likely to do. */
  private int firstTile() {
    int tile = TILE;
    long perPixel = BYTES_PER_PIXEL * shape.scale() * shape.scale();
    while (tile / 2 >= LEAST_TILE && perPixel * tile * tile > store.freeMemory()) {
      tile /= 2;
    }
    return tile;
  }

  private FloatArray upscale(FloatArray pixels, int tile, Listener listener) {
    int total = pixels.size(0) * Tiling.count(pixels.size(2), pixels.size(3), tile, OVERLAP);
    AtomicInteger done = new AtomicInteger();
    FloatArray result =
        store.with(
            weights,
            Upscaler.class,
            loaded -> Upscaler.of(loaded, shape),
            network ->
                Tiling.blend(
                    pixels,
                    tile,
                    tile,
                    OVERLAP,
                    shape.scale(),
                    1,
                    part -> {
                      FloatArray larger = network.upscale(part);
                      listener.onTile(done.incrementAndGet(), total);
                      return larger;
                    }));
    for (int i = 0; i < result.data().length; i++) {
      result.data()[i] = Math.max(0, Math.min(1, result.data()[i]));
    }
    return result;
  }
}
