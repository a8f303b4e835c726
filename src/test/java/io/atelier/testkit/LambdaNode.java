package io.atelier.testkit;

import io.atelier.node.ChangeFingerprint;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A node class in one expression. */
public final class LambdaNode implements Node {
  private final NodeDefinition definition;
  private final Body body;

  /** What a call does. */
  @FunctionalInterface
  public interface Body {
    @Nullable NodeOutput run(NodeInputs inputs, NodeContext context) throws Exception;
  }

  /** What a fingerprint is. */
  @FunctionalInterface
  public interface Print {
    @Nullable Object of(NodeInputs inputs) throws Exception;
  }

  private LambdaNode(NodeDefinition definition, Body body) {
    this.definition = definition;
    this.body = body;
  }

  public static Supplier<Node> of(NodeDefinition.Builder definition, Body body) {
    NodeDefinition built = definition.build();
    return () -> new LambdaNode(built, body);
  }

  /** A class with a change fingerprint. */
  public static Supplier<Node> of(NodeDefinition.Builder definition, Print print, Body body) {
    NodeDefinition built = definition.build();
    return () -> new Fingerprinted(new LambdaNode(built, body), print);
  }

  @Override
  public NodeDefinition definition() {
    return definition;
  }

  @Override
  public @Nullable NodeOutput run(NodeInputs inputs, NodeContext context) throws Exception {
    return body.run(inputs, context);
  }

  private record Fingerprinted(LambdaNode node, Print print) implements Node, ChangeFingerprint {
    @Override
    public NodeDefinition definition() {
      return node.definition();
    }

    @Override
    public @Nullable NodeOutput run(NodeInputs inputs, NodeContext context) throws Exception {
      return node.run(inputs, context);
    }

    @Override
    public @Nullable Object fingerprint(NodeInputs inputs, NodeContext context) throws Exception {
      return print.of(inputs);
    }
  }
}
