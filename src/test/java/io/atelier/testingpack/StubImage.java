package io.atelier.testingpack;

import com.google.auto.service.AutoService;
import io.atelier.image.ImageBatch;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import java.util.concurrent.ThreadLocalRandom;

/** Pictures that are white, black or noise. */
@AutoService(Node.class)
public final class StubImage implements Node {
  private static final Input<String> CONTENT = Input.choice("content", "WHITE", "BLACK", "NOISE");
  private static final Input<Long> HEIGHT = Sizes.height();
  private static final Input<Long> WIDTH = Sizes.width();
  private static final Input<Long> BATCH_SIZE = Sizes.batch();

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("StubImage")
        .displayName("Stub Image")
        .category("Testing/Stub Nodes")
        .inputs(CONTENT, HEIGHT, WIDTH, BATCH_SIZE)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    String content = inputs.get(CONTENT);
    ImageBatch image =
        Pictures.plain(
            "WHITE".equals(content) ? 1 : 0,
            inputs.getInt(HEIGHT),
            inputs.getInt(WIDTH),
            inputs.getInt(BATCH_SIZE));
    if ("NOISE".equals(content)) {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      for (int i = 0; i < image.data().length; i++) {
        image.data()[i] = random.nextFloat();
      }
    }
    return NodeOutput.of(image);
  }
}
