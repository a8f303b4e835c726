/**
 * HTTP shapes and status codes, one resource class a topic; uses queue, worker, prompt, node,
 * storage, image, message, json, config and security.
 */
@NullMarked
package io.atelier.rest;

import org.jspecify.annotations.NullMarked;
