package io.atelier.worker.process;

/** One packet as bytes: its JSON document and the byte arrays that it has. */
record PacketFrame(byte[] json, byte[] binary) {
  /** The largest frame, without its length, in bytes. */
  static final int MAX_LENGTH = 1 << 30;

  /** The bytes before the JSON document that count as the frame's: its length. */
  static final int HEADER = Integer.BYTES;

  /** The length on the wire but for the first four bytes. */
  long length() {
    return (long) HEADER + json.length + binary.length;
  }
}
