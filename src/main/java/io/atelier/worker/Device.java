package io.atelier.worker;

import org.jspecify.annotations.Nullable;

/**
 * Something to compute on; all sizes in bytes.
 *
 * @param index the number among devices of its type; null for the CPU
 */
public record Device(
    String name,
    String type,
    @Nullable Integer index,
    long vramTotal,
    long vramFree,
    long torchVramTotal,
    long torchVramFree) {}
