package io.atelier.diffusion.family;

import io.atelier.array.FloatArray;
import org.jspecify.annotations.Nullable;

/**
 * What a sampling run starts from, as a family may want to know when it tells the network of a
 * conditioning.
 *
 * @param latent scaled [batch, channels, height, width], with frames before the height for videos
 * @param mask 1 where the latent may change, [batch, channels, height, width] of any size, or null
 * @param negative whether the conditioning says what is not wanted
 */
public record RunStart(FloatArray latent, @Nullable FloatArray mask, boolean negative) {}
