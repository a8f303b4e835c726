package io.atelier.execution;

import io.atelier.message.NodeIdentity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a node computed.
 *
 * @param slots per output slot the list of its values, one per mapped call
 * @param ui what it showed; null for nothing
 * @param identity of the node that computed it
 */
record CachedResult(
    List<List<@Nullable Object>> slots,
    @Nullable Map<String, List<Object>> ui,
    NodeIdentity identity) {}
