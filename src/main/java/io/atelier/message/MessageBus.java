package io.atelier.message;

/**
 * Carries messages to whom they concern. Publishing never waits for a client; messages of one
 * publisher reach each client in order of publication.
 */
@FunctionalInterface
public interface MessageBus {
  void publish(Audience audience, Message message);
}
