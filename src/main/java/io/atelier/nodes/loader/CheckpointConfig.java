package io.atelier.nodes.loader;

import io.atelier.diffusion.model.Checkpoints;
import io.atelier.diffusion.schedule.Parameterization;
import io.atelier.node.NodeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What a configuration file in the style of <a
 * href="https://github.com/CompVis/latent-diffusion">latent diffusion</a> says that a checkpoint's
 * weights do not.
 *
 * @param velocity whether the network predicts velocities instead of noise
 * @param clipLayer whose features count: −1 the last, −2 the one before; 0 when nothing is said
 */
record CheckpointConfig(boolean velocity, int clipLayer) {
  private static final long LONGEST = 1 << 20;
  private static final int LEAST_LAYER = -24;

  /**
   * Reads a file. Nothing in it can name a Java class.
   *
   * @throws NodeException when it is not such a file
   */
  static CheckpointConfig read(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw new NodeException("ValueError", file.getFileName() + " is too long for settings");
      }
      LoadSettings settings =
          LoadSettings.builder().setLabel(String.valueOf(file.getFileName())).build();
      return of(new Load(settings).loadFromString(Files.readString(file)));
    } catch (YamlEngineException e) {
      throw new NodeException(
          "ValueError", file.getFileName() + " is not YAML: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new NodeException(
          "OSError", file.getFileName() + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static CheckpointConfig of(@Nullable Object document) {
    Object parameters = at(document, "model", "params");
    Object text = at(parameters, "cond_stage_config", "params");
    return new CheckpointConfig(
        "v".equals(at(parameters, "parameterization")),
        "penultimate".equals(at(text, "layer")) ? -2 : layerIndex(at(text, "layer_idx")));
  }

  private static int layerIndex(@Nullable Object value) {
    if (!(value instanceof Integer index)) {
      return 0;
    }
    return index < 0 && index >= LEAST_LAYER ? index : 0;
  }

  private static @Nullable Object at(@Nullable Object value, String... path) {
    Object found = value;
    for (String name : List.of(path)) {
      found = found instanceof Map<?, ?> mapping ? mapping.get(name) : null;
    }
    return found;
  }

  /** The checkpoint as the file says that it is. */
  Checkpoints.Checkpoint applyTo(Checkpoints.Checkpoint checkpoint) {
    return new Checkpoints.Checkpoint(
        velocity
            ? checkpoint.model().with(checkpoint.model().levels(), Parameterization.V)
            : checkpoint.model(),
        clipLayer == 0
            ? checkpoint.clip()
            : checkpoint.clip().map(clip -> clip.withLayer(clipLayer)),
        checkpoint.vae(),
        checkpoint.vision());
  }
}
