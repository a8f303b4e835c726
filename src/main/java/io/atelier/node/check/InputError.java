package io.atelier.node.check;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One reason why a node's inputs are refused.
 *
 * @param type such as {@code value_not_in_list}; clients know the types
 * @param message the type in words
 * @param details which input, and what is wrong with it
 * @param extraInfo the input as declared and the value received
 */
public record InputError(
    String type, String message, String details, Map<String, @Nullable Object> extraInfo) {}
