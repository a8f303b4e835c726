package io.atelier.worker.process;

import io.atelier.execution.ExecutionResult;
import io.atelier.execution.PromptJob;
import io.atelier.message.Message;
import io.atelier.node.NodeId;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Process workers and prompts for tests. */
final class Children {
  static final Supervision QUICK = supervision(Duration.ofSeconds(20), false);

  private Children() {}

  static Supervision supervision(Duration silence, boolean retry) {
    return new Supervision(
        Duration.ofSeconds(60),
        Duration.ofMillis(200),
        silence,
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofMillis(50),
        Duration.ofMillis(200),
        retry);
  }

  static ProcessWorker worker(Path base, Supervision supervision, String... javaOptions) {
    return new ProcessWorker(command(javaOptions), settings(base), supervision, Children::daemon);
  }

  static ChildCommand command(String... javaOptions) {
    List<String> classPath =
        Arrays.asList(System.getProperty("java.class.path").split(java.io.File.pathSeparator));
    return ChildCommand.of(classPath, List.of(javaOptions));
  }

  static Map<String, String> settings(Path base) {
    return Map.of("atelier.base-directory", base.toString(), "atelier.parallelism", "2");
  }

  static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "worker-test");
    thread.setDaemon(true);
    return thread;
  }

  /** The prompt of one node that does the deed to its JVM. */
  static PromptJob job(String id, String deed) {
    Prompt prompt =
        Prompt.fromJson(
            Map.of("7", Map.of("class_type", "WorkerTrial", "inputs", Map.of("deed", deed))));
    return new PromptJob(
        new PromptId(id),
        prompt,
        List.of(new NodeId("7")),
        ExtraData.of(Map.of("client_id", "me")));
  }

  /** What the client of a failed prompt is told. */
  static Message.Failure failure(ExecutionResult result) {
    if (result.closing() instanceof Message.ExecutionError error) {
      return error.failure();
    }
    throw new AssertionError("not failed: " + result.closing());
  }
}
