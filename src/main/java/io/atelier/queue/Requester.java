package io.atelier.queue;

/**
 * Who asks for something, as far as prompts are concerned: whoever it is that they belong to.
 *
 * @param id tells requesters apart, of at most {@link #LONGEST} characters and without NUL; empty
 *     where nobody is told apart
 */
public record Requester(String id) {
  /** Characters of the longest id. */
  public static final int LONGEST = 150;

  /** Whoever it may be: where everybody sees and does everything. */
  public static final Requester ANYONE = new Requester("");

  public Requester {
    if (id.length() > LONGEST || id.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("no id of a requester: " + id.length() + " characters");
    }
  }
}
