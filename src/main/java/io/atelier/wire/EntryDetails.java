package io.atelier.wire;

/**
 * The long parts of a finished prompt, as JSON.
 *
 * @param outputs what nodes had to show, by node
 * @param status how execution ended
 * @param source the graph and the extra data
 */
public record EntryDetails(Object outputs, Object status, Object source) {}
