package io.atelier.rest;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * Which stretch of a list an answer has.
 *
 * @param limit the most that was asked for; null for all
 * @param total how many there are
 * @param hasMore whether there are some beyond the stretch
 */
@JsonbPropertyOrder({"offset", "limit", "total", "hasMore"})
public record Pagination(int offset, @Nullable Integer limit, int total, boolean hasMore) {}
