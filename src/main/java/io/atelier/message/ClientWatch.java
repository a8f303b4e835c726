package io.atelier.message;

/** Is told which clients come to a server and go. Both calls return at once. */
public interface ClientWatch {
  /** Watches nobody: where no other server can have anything for a client. */
  ClientWatch NOBODY =
      new ClientWatch() {
        @Override
        public void arrived(String client, Runnable open) {
          open.run();
        }

        @Override
        public void left(String client) {}
      };

  /**
   * A client has connected.
   *
   * @param open to be run when what it has missed elsewhere has been delivered, or cannot be had:
   *     it is then greeted
   */
  void arrived(String client, Runnable open);

  /** The last socket of a client has closed. */
  void left(String client);
}
