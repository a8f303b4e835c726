package io.atelier.diffusion.autoencoder;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.store.DeviceMemoryError;
import io.atelier.diffusion.store.ModelStore;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An autoencoder that is a network. Where memory would not do for a picture at once it is computed
 * in tiles.
 */
interface NetworkVae extends Vae {
  System.Logger LOG = System.getLogger(Vae.class.getName());
  long DECODE_BYTES_PER_PIXEL = 4096;
  long ENCODE_BYTES_PER_PIXEL = 3072;
  int FALLBACK_DECODE_TILE = 64;
  int FALLBACK_DECODE_OVERLAP = 16;
  int FALLBACK_ENCODE_TILE = 512;
  int FALLBACK_ENCODE_OVERLAP = 64;

  ModelStore store();

  /** The network's picture of latents, −1 to 1 and a little beyond. */
  FloatArray decodeRaw(FloatArray latents);

  /**
   * The network's latents of pictures from −1 to 1, whose sides are multiples of {@link #SCALE}.
   */
  FloatArray encodeRaw(FloatArray pixels);

  @Override
  default FloatArray decode(FloatArray latents) {
    return eachItem(
        latents,
        DECODE_BYTES_PER_PIXEL * SCALE * SCALE,
        item -> toPicture(decodeRaw(item)),
        item ->
            decodeTiled(item, FALLBACK_DECODE_TILE, FALLBACK_DECODE_TILE, FALLBACK_DECODE_OVERLAP));
  }

  @Override
  default FloatArray encode(FloatArray pixels) {
    return eachItem(
        crop(pixels),
        ENCODE_BYTES_PER_PIXEL,
        item -> encodeRaw(toNetwork(item)),
        item ->
            encodeTiled(item, FALLBACK_ENCODE_TILE, FALLBACK_ENCODE_TILE, FALLBACK_ENCODE_OVERLAP));
  }

  @Override
  default FloatArray decodeTiled(FloatArray latents, int tileWidth, int tileHeight, int overlap) {
    UnaryOperator<FloatArray> network = this::decodeRaw;
    return toPicture(Tiling.averaged(latents, tileWidth, tileHeight, overlap, SCALE, 1, network));
  }

  @Override
  default FloatArray encodeTiled(FloatArray pixels, int tileWidth, int tileHeight, int overlap) {
    UnaryOperator<FloatArray> network = tile -> encodeRaw(toNetwork(tile));
    return Tiling.averaged(crop(pixels), tileWidth, tileHeight, overlap, 1, SCALE, network);
  }

  private FloatArray eachItem(
      FloatArray batch,
      long bytesPerPixel,
      UnaryOperator<FloatArray> whole,
      UnaryOperator<FloatArray> tiled) {
    List<FloatArray> results = new ArrayList<>();
    long needed = bytesPerPixel * batch.size(2) * batch.size(3);
    for (int i = 0; i < batch.size(0); i++) {
      FloatArray item = batch.items(i, i + 1);
      results.add(needed > store().freeMemory() ? tiled.apply(item) : tryWhole(item, whole, tiled));
    }
    return FloatArray.stack(results);
  }

  private static FloatArray tryWhole(
      FloatArray item, UnaryOperator<FloatArray> whole, UnaryOperator<FloatArray> tiled) {
    try {
      return whole.apply(item);
    } catch (DeviceMemoryError e) {
      LOG.log(Level.WARNING, "out of memory; the picture is computed in tiles");
      return tiled.apply(item);
    }
  }

  /** From the network's range to 0 … 1. */
  private static FloatArray toPicture(FloatArray raw) {
    FloatArray picture = FloatArray.zeros(raw.shape());
    for (int i = 0; i < raw.data().length; i++) {
      picture.data()[i] = Math.max(0, Math.min(1, (raw.data()[i] + 1) / 2));
    }
    return picture;
  }

  private static FloatArray toNetwork(FloatArray picture) {
    FloatArray raw = FloatArray.zeros(picture.shape());
    for (int i = 0; i < raw.data().length; i++) {
      raw.data()[i] = picture.data()[i] * 2 - 1;
    }
    return raw;
  }

  private static FloatArray crop(FloatArray pixels) {
    int height = pixels.size(2) / SCALE * SCALE;
    int width = pixels.size(3) / SCALE * SCALE;
    if (height == 0 || width == 0) {
      throw new IllegalArgumentException(
          "pictures must be at least %d pixels high and wide".formatted(SCALE));
    }
    return pixels.window(pixels.size(2) % SCALE / 2, pixels.size(3) % SCALE / 2, height, width);
  }
}
