/**
 * The process worker: a child JVM that evaluates prompts, and its supervision by the server; uses
 * what worker uses, and setup, which makes the engine in the child.
 *
 * <h2>Who is who</h2>
 *
 * {@link io.atelier.worker.process.ProcessWorker} stands in the server and starts the child when it
 * is needed; {@link io.atelier.worker.process.WorkerMain} is the child. The child has the server's
 * classes and, unlike it, the native libraries; no application server is in it. Graph, results and
 * tensors live in the child alone; only what clients are told crosses.
 *
 * <h2>The protocol, version 1</h2>
 *
 * The server makes a Unix domain socket in a folder that only its user may enter, starts the child
 * with the socket's path, takes one connection and removes the socket. Both sides then send frames:
 *
 * <pre>
 *   bytes   what
 *   4       length of the rest, big endian, 4 to 1 GiB
 *   4       length of the JSON document
 *   n       the JSON document: one packet
 *   rest    the byte arrays that the packet has, one after the other
 * </pre>
 *
 * A packet is one record of the sealed family {@link io.atelier.worker.process.Packet}, written by
 * the one rule of {@link io.atelier.message.record.RecordWriter}: a record is the array of its
 * components, a record of one component is that component, a member of a sealed family is the pair
 * of its name and itself, a byte array is its length. A new message thus needs nothing here.
 *
 * <pre>
 *   server                                      child
 *     Hello version, settings         ─────►
 *                                     ◄─────     Ready version, process id
 *     Run job                         ─────►
 *                                     ◄─────     Published audience, message      (many)
 *     Interrupt prompt id             ─────►                                      (perhaps)
 *                                     ◄─────     Finished result
 *     Free models, cache              ─────►                                      (between prompts)
 *     Ping, Describe                  ─────►
 *                                     ◄─────     Pong heap, Described devices
 * </pre>
 *
 * Packets of each side are handled in order; Ping is answered by the thread that reads, so that
 * long work does not count as silence. Of progress only the changes cross; the server keeps a
 * registry of its own that they add up in. A frame that is no packet ends the connection.
 *
 * <h2>Ends</h2>
 *
 * The child ends when the connection does, thus with the server however that ends, and when its
 * parent process is gone. The connection ends when the child does; the server then fails the prompt
 * that ran, or runs it once more, and starts another child for the next.
 */
@NullMarked
package io.atelier.worker.process;

import org.jspecify.annotations.NullMarked;
