package io.atelier.rest;

import io.atelier.queue.QueueControl;
import java.util.Optional;

/**
 * What an operator may do beyond the protocol.
 *
 * @param control empty where the queue is in memory
 */
public record Operations(Optional<QueueControl> control) {}
