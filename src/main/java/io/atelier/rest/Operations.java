package io.atelier.rest;

import io.atelier.queue.PromptStatuses;
import io.atelier.queue.QueueControl;
import java.util.Optional;

/**
 * What our own routes need of the queue.
 *
 * @param control empty where the queue is in memory
 */
public record Operations(PromptStatuses statuses, Optional<QueueControl> control) {}
