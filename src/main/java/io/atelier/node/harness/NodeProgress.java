package io.atelier.node.harness;

import io.atelier.node.Preview;
import org.jspecify.annotations.Nullable;

/**
 * One report of progress.
 *
 * @param value steps done; never more than {@code max}
 */
public record NodeProgress(Number value, Number max, @Nullable Preview preview) {}
