package io.atelier.message.record;

/**
 * A record as bytes.
 *
 * @param json its JSON document
 * @param binary the byte arrays that it has, one after the other
 */
public record Encoded(byte[] json, byte[] binary) {}
