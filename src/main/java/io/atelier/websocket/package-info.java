/** Sessions of clients, what waits to be sent to each, and the frames in which it is sent. */
@NullMarked
package io.atelier.websocket;

import org.jspecify.annotations.NullMarked;
