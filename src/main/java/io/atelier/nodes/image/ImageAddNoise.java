package io.atelier.nodes.image;

import com.google.auto.service.AutoService;
import io.atelier.image.ImageBatch;
import io.atelier.image.TorchRandom;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import java.math.BigInteger;

/** Pictures with normal noise on them, alpha included. */
@AutoService(Node.class)
public final class ImageAddNoise implements Node {
  private static final BigInteger LARGEST_SEED =
      BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);
  private static final Input<ImageBatch> IMAGE = Images.input("image");
  private static final Input<Long> SEED =
      Input.integer("seed")
          .tooltip("Chooses the noise; the same seed gives the same noise.")
          .proposes(0)
          .range(0, LARGEST_SEED)
          .with("control_after_generate", true);
  private static final Input<Double> STRENGTH =
      Input.floating("strength").proposes(0.5).range(0.0, 1.0).step(0.01);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("ImageAddNoise")
        .module("comfy_extras.nodes_images")
        .category("image")
        .inputs(IMAGE, SEED, STRENGTH)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch image = inputs.get(IMAGE);
    float strength = inputs.get(STRENGTH).floatValue();
    float[] noisy = new TorchRandom(inputs.get(SEED)).normal(image.data().length);
    for (int i = 0; i < noisy.length; i++) {
      float value = image.data()[i] + strength * noisy[i];
      noisy[i] = Math.min(Math.max(value, 0f), 1f);
    }
    return NodeOutput.of(
        new ImageBatch(image.batch(), image.height(), image.width(), image.channels(), noisy));
  }
}
