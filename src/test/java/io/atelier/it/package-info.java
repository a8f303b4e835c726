/** Integration tests: the built WAR in one Payara Micro, seen through HTTP and WebSocket. */
@org.jspecify.annotations.NullMarked
package io.atelier.it;
