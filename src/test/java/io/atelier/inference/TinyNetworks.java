package io.atelier.inference;

import io.atelier.diffusion.autoencoder.LatentFormat;
import io.atelier.diffusion.family.stablediffusion.ExtraChannels;
import io.atelier.diffusion.family.stablediffusion.StableDiffusion1;
import io.atelier.diffusion.family.stablediffusion.UNetArchitecture;
import io.atelier.diffusion.layer.Weight;
import io.atelier.diffusion.layer.Weights;
import io.atelier.diffusion.model.Checkpoints;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.schedule.DiscreteLevels;
import io.atelier.diffusion.schedule.Parameterization;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.store.WeightsKey;
import io.atelier.diffusion.unet.UNetKind;
import io.atelier.tensor.Tensors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.zip.CRC32;

/**
 * Networks of the shape of Stable Diffusion's, some ten times narrower, whose weights are computed
 * from their names: small enough for a unit test.
 */
public final class TinyNetworks {
  private static final String UNET = "model.diffusion_model.";

  private TinyNetworks() {}

  /** The UNet with 32 channels and text features of width 24; to be made within a scope. */
  static Weights unet() throws IOException {
    return weights(unetShapes());
  }

  /** A model over a UNet of that shape. */
  public static Model model(ModelStore store, WeightsKey unet) {
    return Checkpoints.of(
        store,
        unet,
        new UNetArchitecture(
            new StableDiffusion1(),
            LatentFormat.SD15,
            DiscreteLevels.stableDiffusion(),
            Parameterization.EPS,
            UNetKind.SD1.heads(),
            ExtraChannels.NONE,
            null));
  }

  /** The autoencoder with 32 channels. */
  static Weights vae() throws IOException {
    return weights(shapes("first_stage_model.", side -> side % 128 == 0 ? side / 4 : side));
  }

  /** The shapes of the UNet's weights by their names. */
  public static Map<String, long[]> unetShapes() throws IOException {
    return shapes(UNET, TinyNetworks::narrowUnet);
  }

  private static long narrowUnet(long side) {
    return side == 768 ? 24 : side % 320 == 0 ? side / 10 : side;
  }

  private static Map<String, long[]> shapes(String prefix, LongUnaryOperator narrowed)
      throws IOException {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    for (Map.Entry<String, long[]> entry : SyntheticModels.checkpointShapes().entrySet()) {
      if (entry.getKey().startsWith(prefix) && !entry.getKey().contains("quant_conv")) {
        long[] shape = Arrays.stream(entry.getValue()).map(narrowed).toArray();
        shapes.put(entry.getKey().substring(prefix.length()), shape);
      }
    }
    return shapes;
  }

  private static Weights weights(Map<String, long[]> shapes) {
    Map<String, Weight> tensors = new HashMap<>();
    shapes.forEach(
        (name, shape) -> {
          String key = name.replaceFirst("^(encoder|decoder)\\.", "");
          tensors.put(name, new Weight(Tensors.toNative(values(key, shape), shape)));
        });
    return new Weights(tensors);
  }

  /** The text encoder with 3 layers of width 64 and a vocabulary of 1000. */
  static Weights clip() throws IOException {
    String prefix = "cond_stage_model.transformer.";
    Map<String, Weight> tensors = new HashMap<>();
    for (Map.Entry<String, long[]> entry : SyntheticModels.checkpointShapes().entrySet()) {
      String name = entry.getKey();
      boolean deep = name.matches(".*layers\\.([3-9]|1\\d)\\..*") || name.endsWith("position_ids");
      if (name.startsWith(prefix) && !deep) {
        String key = name.substring(prefix.length());
        long[] shape = entry.getValue().clone();
        for (int i = 0; i < shape.length; i++) {
          shape[i] = shape[i] == 49408 ? 1000 : shape[i] % 768 == 0 ? shape[i] / 12 : shape[i];
        }
        tensors.put(key, new Weight(Tensors.toNative(values(key, shape), shape)));
      }
    }
    String projection = "text_projection.weight";
    tensors.put(
        projection, new Weight(Tensors.toNative(values(projection, new long[] {64, 64}), 64, 64)));
    return new Weights(tensors);
  }

  public static float[] values(String key, long[] shape) {
    int count = 1;
    double fan = 1;
    for (int i = 0; i < shape.length; i++) {
      count *= (int) shape[i];
      fan *= i == 0 ? 1 : shape[i];
    }
    CRC32 crc = new CRC32();
    crc.update(key.getBytes(StandardCharsets.UTF_8));
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      int u = (int) (crc.getValue() + i * 2654435761L);
      u ^= u >>> 16;
      u *= 0x45d9f3b;
      u ^= u >>> 16;
      double f = Integer.toUnsignedLong(u) / 0x1p32 - 0.5;
      double value = 2 * f / Math.sqrt(fan);
      if (shape.length == 1) {
        value = key.endsWith(".weight") ? 1 + 0.2 * f : 0.2 * f;
      }
      values[i] = (float) value;
    }
    return values;
  }
}
