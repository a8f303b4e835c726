/**
 * Sessions of clients and the wire form of messages; uses message, queue, prompt, node, json,
 * config and security.
 */
@NullMarked
package io.atelier.websocket;

import org.jspecify.annotations.NullMarked;
