package io.atelier.queue;

/**
 * Who asks for something, as far as prompts are concerned: whoever it is that they belong to.
 *
 * @param id told apart by nothing else; empty where nobody is told apart
 */
public record Requester(String id) {
  /** Whoever it may be: where everybody sees and does everything. */
  public static final Requester ANYONE = new Requester("");
}
