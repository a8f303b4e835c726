package io.atelier.testkit;

import io.atelier.image.ImageBatch;
import io.atelier.node.Hidden;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.NodeRegistry;
import io.atelier.node.Output;
import io.atelier.node.SocketType;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Small node classes that tests are made of, beside those of the testing pack. */
public final class TestNodes {
  public static final Input<Object> X = Input.any("x");
  private static final Input<Object> A = Input.any("a");
  private static final Input<Object> B = Input.any("b");
  private static final Input<Object> TEXTS = Input.any("texts");
  private static final Input<String> SEP = Input.text("sep");
  private static final Input<String> LETTERS = Input.text("letters");
  private static final Input<ImageBatch> IMAGES =
      Input.socket("images", SocketType.IMAGE, ImageBatch.class);
  private static final Input<String> UNIQUE_ID =
      Input.hidden("unique_id", Hidden.UNIQUE_ID, String.class);

  private TestNodes() {}

  /** Adds the testing pack and the classes below. */
  static void addTo(NodeRegistry.Builder registry) {
    ServiceLoader.load(Node.class).stream()
        .filter(node -> node.type().getPackageName().equals("io.atelier.testingpack"))
        .forEach(node -> registry.add(node, "custom_nodes.testing-pack"));
    addValues(registry);
    addLists(registry);
    addOddities(registry);
  }

  private static void addValues(NodeRegistry.Builder registry) {
    registry.add(
        LambdaNode.of(
            NodeDefinition.of("Out").inputs(X).outputNode(),
            (in, context) ->
                NodeOutput.none().withUi("text", List.of(String.valueOf(in.raw("x"))))),
        "test");
    registry.add(
        LambdaNode.of(
            NodeDefinition.of("Show").inputs(IMAGES).outputNode(),
            (in, context) -> NodeOutput.none().withUi("grey", grey(in.get(IMAGES)))),
        "test");
    registry.add(LambdaNode.of(passing("Pass"), (in, context) -> first(in)), "test");
    registry.add(
        LambdaNode.of(
            NodeDefinition.of("Cat").inputs(A, B).outputs(SocketType.ANY),
            (in, context) -> NodeOutput.of("" + in.get(A) + in.get(B))),
        "test");
    registry.add(
        LambdaNode.of(
            NodeDefinition.of("Uid").inputs(UNIQUE_ID).outputs(SocketType.ANY),
            (in, context) -> NodeOutput.of(in.get(UNIQUE_ID))),
        "test");
    registry.add(
        LambdaNode.of(
            NodeDefinition.of("NId").outputs(SocketType.ANY).notIdempotent(),
            (in, context) -> NodeOutput.of("n")),
        "test");
    registry.add(
        LambdaNode.of(
            NodeDefinition.of("Idm").outputs(SocketType.ANY), (in, context) -> NodeOutput.of("i")),
        "test");
  }

  private static void addLists(NodeRegistry.Builder registry) {
    registry.add(
        LambdaNode.of(
            NodeDefinition.of("Letters")
                .inputs(LETTERS)
                .outputs(Output.of(SocketType.ANY).asList()),
            (in, context) ->
                NodeOutput.of(
                    in.get(LETTERS).chars().mapToObj(c -> String.valueOf((char) c)).toList())),
        "test");
    registry.add(
        LambdaNode.of(
            NodeDefinition.of("Join").inputs(TEXTS, SEP).outputs(SocketType.ANY).inputIsList(),
            (in, context) ->
                NodeOutput.of(
                    in.list(TEXTS).stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(in.list(SEP).get(0))))),
        "test");
    registry.add(
        LambdaNode.of(
            NodeDefinition.of("Emp").outputs(Output.of(SocketType.ANY).asList()),
            (in, context) -> NodeOutput.of(List.of())),
        "test");
  }

  private static void addOddities(NodeRegistry.Builder registry) {
    registry.add(
        LambdaNode.of(passing("Nan"), in -> Double.NaN, (in, context) -> first(in)), "test");
    registry.add(
        LambdaNode.of(
            passing("BadPrint"),
            in -> {
              throw new NodeException("ValueError", "no fingerprint");
            },
            (in, context) -> first(in)),
        "test");
    registry.add(
        LambdaNode.of(
            passing("Boom"),
            (in, context) -> {
              throw new NodeException("RuntimeError", "boom");
            }),
        "test");
    registry.add(LambdaNode.of(passing("Null"), (in, context) -> null), "test");
    registry.add(
        LambdaNode.of(
            passing("UiOnly").outputNode(),
            (in, context) -> NodeOutput.none().withUi("text", List.of(in.get(X)))),
        "test");
    registry.add(
        LambdaNode.of(
            passing("UiRes").outputNode(),
            (in, context) ->
                NodeOutput.of(((Long) in.get(X)) + 1).withUi("text", List.of(in.get(X)))),
        "test");
  }

  /** A class that takes {@code x} and returns something. */
  public static NodeDefinition.Builder passing(String name) {
    return NodeDefinition.of(name).inputs(X).outputs(SocketType.ANY);
  }

  private static NodeOutput first(NodeInputs inputs) {
    return NodeOutput.of(inputs.get(X));
  }

  /** The first value of each picture, 0 to 255. */
  static List<Object> grey(ImageBatch images) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < images.batch(); i++) {
      values.add((int) (images.data()[i * images.itemLength()] * 255));
    }
    return values;
  }
}
