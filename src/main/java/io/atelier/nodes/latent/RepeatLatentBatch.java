package io.atelier.nodes.latent;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.image.Latent;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import io.atelier.nodes.FloatArrays;
import io.atelier.nodes.Sockets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch of latents several times over; noise goes on where the last ended. */
@AutoService(Node.class)
public final class RepeatLatentBatch implements Node {
  private static final Input<Latent> SAMPLES = Sockets.latent("samples");
  private static final Input<Long> AMOUNT = Input.integer("amount").proposes(1).range(1, 64);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("RepeatLatentBatch")
          .module("nodes")
          .category("latent/batch")
          .displayName("Repeat Latent Batch")
          .inputs(SAMPLES, AMOUNT)
          .outputs(SocketType.LATENT)
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Latent latent = inputs.get(SAMPLES);
    int amount = inputs.getInt(AMOUNT);
    FloatArray samples = latent.samples();
    FloatArray mask = latent.noiseMask();
    if (mask != null && mask.size(0) > 1) {
      FloatArray whole =
          mask.size(0) < samples.size(0) ? FloatArrays.repeatToBatch(mask, samples.size(0)) : mask;
      mask = FloatArrays.tile(whole, amount);
    }
    return NodeOutput.of(
        new Latent(FloatArrays.tile(samples, amount), mask, repeated(latent, amount)));
  }

  private static @Nullable List<Integer> repeated(Latent latent, int amount) {
    List<Integer> indexes = latent.batchIndex();
    if (indexes == null || indexes.isEmpty()) {
      return indexes;
    }
    int offset = Collections.max(indexes) - Collections.min(indexes) + 1;
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < amount; i++) {
      for (int index : indexes) {
        all.add(index + i * offset);
      }
    }
    return all;
  }
}
