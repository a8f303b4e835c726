package io.atelier.worker.process;

import io.atelier.execution.ExecutionResult;
import io.atelier.execution.PromptJob;
import io.atelier.message.Audience;
import io.atelier.message.Message;
import io.atelier.prompt.PromptId;
import io.atelier.worker.Device;
import java.util.List;
import java.util.Map;

/** Something that server and child tell each other; the order of talk is in the package's page. */
sealed interface Packet {
  /** The version of the protocol; both sides are of one WAR and must agree. */
  int VERSION = 1;

  /** The server greets; {@code settings} by property name. */
  record Hello(int version, Map<String, String> settings) implements Packet {}

  /** The child can take prompts. */
  record Ready(int version, long processId) implements Packet {}

  /** To be evaluated, after what was sent before. */
  record Run(PromptJob job) implements Packet {}

  /** The prompt is to end at its next step. */
  record Interrupt(PromptId promptId) implements Packet {}

  /** Memory is to be given back. */
  record Free(boolean unloadModels, boolean dropCache) implements Packet {}

  /** Clients are to be told. */
  record Published(Audience audience, Message message) implements Packet {}

  /** The prompt is over. */
  record Finished(ExecutionResult result) implements Packet {}

  /** Asks for the devices. */
  record Describe() implements Packet {}

  /** The devices as they are now. */
  record Described(List<Device> devices) implements Packet {}

  /** Asks for a sign of life. */
  record Ping() implements Packet {}

  /**
   * A sign of life.
   *
   * @param heapUsed bytes of the child's heap in use
   * @param heapMax bytes that its heap may grow to
   */
  record Pong(long heapUsed, long heapMax) implements Packet {}
}
