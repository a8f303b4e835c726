package io.atelier.inference;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.autoencoder.LatentFormat;
import io.atelier.diffusion.autoencoder.Vae;
import io.atelier.diffusion.family.Architecture;
import io.atelier.diffusion.store.ModelFile;
import java.io.IOException;
import java.util.Map;

/** Calls of latents and of what makes them. */
record LatentCalls(CaseModels models) {
  Map<String, FamilyCall> all() {
    return Map.of(
        "process", this::scaled,
        "vae_encode", (json, what) -> encoded(FamilyCall.arguments(json)).data(),
        "vae_decode", (json, what) -> decoded(FamilyCall.arguments(json)).data());
  }

  private float[] scaled(Map<?, ?> json, String what) throws IOException {
    Map<?, ?> arguments = FamilyCall.arguments(json);
    LatentFormat format = models.of(arguments).latent();
    FloatArray latent = CaseInputs.array(arguments.get("input"));
    return (what.equals("in") ? format.scaled(latent) : format.unscaled(latent)).data();
  }

  private Vae autoencoder() throws IOException {
    ModelFile file = models.usualFile();
    Architecture architecture = models.of(Map.of()).architecture();
    return architecture.family().autoencoder(models.store(), file).orElseThrow();
  }

  private FloatArray encoded(Map<?, ?> arguments) throws IOException {
    return autoencoder().encode(planes(CaseInputs.array(arguments.get("image"))));
  }

  private FloatArray decoded(Map<?, ?> arguments) throws IOException {
    return pixels(autoencoder().decode(CaseInputs.array(arguments.get("latent"))));
  }

  /** Pictures [batch, height, width, colours] with each colour by itself. */
  private static FloatArray planes(FloatArray pictures) {
    int height = pictures.size(1);
    int width = pictures.size(2);
    int colours = pictures.size(3);
    FloatArray flipped = flipped(pictures, height * width, colours);
    return flipped.reshape(pictures.size(0), colours, height, width);
  }

  /** Pictures [batch, colours, height, width] pixel by pixel. */
  private static FloatArray pixels(FloatArray planes) {
    int colours = planes.size(1);
    int height = planes.size(2);
    int width = planes.size(3);
    FloatArray flipped = flipped(planes, colours, height * width);
    return flipped.reshape(planes.size(0), height, width, colours);
  }

  /** Matrices [batch, rows, columns] transposed. */
  private static FloatArray flipped(FloatArray matrices, int rows, int columns) {
    FloatArray out = FloatArray.zeros(matrices.size(0), columns, rows);
    for (int i = 0; i < out.data().length; i++) {
      int item = i / (rows * columns) * rows * columns;
      int column = i % (rows * columns) / rows;
      out.data()[i] = matrices.data()[item + i % rows * columns + column];
    }
    return out;
  }
}
