package io.atelier.node;

import org.jspecify.annotations.Nullable;

/**
 * A value that keeps every call it reaches from running; the call's outputs become blockers.
 *
 * @param message shown once, at the first node that receives it; null to block silently
 */
public record ExecutionBlocker(@Nullable String message) {
  public static final ExecutionBlocker SILENT = new ExecutionBlocker(null);
}
