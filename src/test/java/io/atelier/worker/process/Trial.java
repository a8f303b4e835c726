package io.atelier.worker.process;

import com.google.auto.service.AutoService;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;

/** Does to its JVM what its input says. */
@AutoService(Node.class)
public final class Trial implements Node {
  private static final long STEP_NANOS = 10_000_000;
  private static final int PIECE = 4 << 20;
  private static final int EXIT = 7;
  private static final Input<String> DEED = Input.text("deed");

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("WorkerTrial").inputs(DEED).outputNode().build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    String deed = inputs.get(DEED);
    switch (deed) {
      case "sleep" -> sleep(context);
      case "sleep deaf" -> LockSupport.parkNanos(Long.MAX_VALUE);
      case "halt" -> Runtime.getRuntime().halt(EXIT);
      case "crash" -> crash();
      case "fill the heap" -> fill();
      case "print" -> print();
      case "log" -> Logger.getLogger("of.tests").warning("a node says\nthis");
      case "environment" -> {
        return NodeOutput.none()
            .withUi(
                "text", List.of(Map.copyOf(System.getenv()).getOrDefault("OMP_WAIT_POLICY", "")));
      }
      default -> context.text(deed);
    }
    return NodeOutput.none().withUi("text", List.of(deed));
  }

  private static void sleep(NodeContext context) {
    for (int step = 0; ; step = (step + 1) % 100) {
      context.progress(step, 100);
      LockSupport.parkNanos(STEP_NANOS);
    }
  }

  private static void crash() {
    try {
      long self = ProcessHandle.current().pid();
      new ProcessBuilder("kill", "-SEGV", Long.toString(self)).start();
      LockSupport.parkNanos(Long.MAX_VALUE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void fill() {
    List<byte[]> pieces = new ArrayList<>();
    while (pieces.size() < Integer.MAX_VALUE) {
      pieces.add(new byte[PIECE]);
    }
  }

  private static void print() {
    try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      out.write("natives say hello\nhalf a li".getBytes(StandardCharsets.UTF_8));
      out.write("ne\n".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
