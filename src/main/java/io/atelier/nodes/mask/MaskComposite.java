package io.atelier.nodes.mask;

import com.google.auto.service.AutoService;
import io.atelier.image.MaskBatch;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.nodes.Sides;
import io.atelier.nodes.Sockets;

/** A mask combined with another that is laid over it. */
@AutoService(Node.class)
public final class MaskComposite implements Node {
  private static final Input<MaskBatch> DESTINATION = Sockets.mask("destination");
  private static final Input<MaskBatch> SOURCE = Sockets.mask("source");
  private static final Input<Long> X = Sides.input("x", 0, 0, 1);
  private static final Input<Long> Y = Sides.input("y", 0, 0, 1);
  private static final Input<String> OPERATION =
      Input.choice("operation", "multiply", "add", "subtract", "and", "or", "xor");

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("MaskComposite")
          .module("comfy_extras.nodes_mask")
          .category("mask")
          .inputs(DESTINATION, SOURCE, X, Y, OPERATION)
          .outputs(SocketType.MASK)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    MaskBatch destination = inputs.get(DESTINATION);
    MaskBatch source = inputs.get(SOURCE);
    int left = inputs.getInt(X);
    int top = inputs.getInt(Y);
    if ((source.batch() != 1 && source.batch() != destination.batch()) || left < 0 || top < 0) {
      throw new NodeException(
          "RuntimeError",
          "cannot lay %s over %s at %d, %d".formatted(source, destination, left, top));
    }
    Operation operation = operation(inputs.get(OPERATION));
    int height = destination.height();
    int width = destination.width();
    float[] values = destination.data().clone();
    for (int b = 0; b < destination.batch(); b++) {
      for (int row = 0; row < Math.min(source.height(), height - top); row++) {
        for (int column = 0; column < Math.min(source.width(), width - left); column++) {
          int to = (b * height + top + row) * width + left + column;
          int from = ((source.batch() == 1 ? 0 : b) * source.height() + row) * source.width();
          values[to] = operation.apply(values[to], source.data()[from + column]);
        }
      }
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(0, Math.min(1, values[i]));
    }
    return NodeOutput.of(new MaskBatch(destination.batch(), height, width, values));
  }

  /** One value from one of each mask. */
  private interface Operation {
    float apply(float destination, float source);
  }

  private static Operation operation(String name) {
    return switch (name) {
      case "multiply" -> (d, s) -> d * s;
      case "add" -> (d, s) -> d + s;
      case "subtract" -> (d, s) -> d - s;
      case "and" -> (d, s) -> isSet(d) && isSet(s) ? 1 : 0;
      case "or" -> (d, s) -> isSet(d) || isSet(s) ? 1 : 0;
      default -> (d, s) -> isSet(d) != isSet(s) ? 1 : 0;
    };
  }

  private static boolean isSet(float value) {
    return Math.rint(value) != 0;
  }
}
