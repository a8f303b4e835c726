package io.atelier.nodes.latent;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.image.Crop;
import io.atelier.image.Latent;
import io.atelier.image.Resampling;
import io.atelier.image.ResizeMethod;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Output;
import io.atelier.node.SocketType;
import io.atelier.nodes.FloatArrays;
import io.atelier.nodes.Sockets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Batches of latents cut and joined into batches of another size. */
@AutoService(Node.class)
public final class RebatchLatents implements Node {
  private static final Input<Latent> LATENTS = Sockets.latent("latents");
  private static final Input<Long> BATCH_SIZE =
      Input.integer("batch_size").proposes(1).range(1, 4096);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("RebatchLatents")
          .module("comfy_extras.nodes_rebatch")
          .displayName("Rebatch Latents")
          .category("latent/batch")
          .inputs(LATENTS, BATCH_SIZE)
          .outputs(Output.of(SocketType.LATENT).asList())
          .inputIsList()
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  /** The original emits a full batch only when more follow, so sizes decide when one ends. */
  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    int size = Math.toIntExact(inputs.list(BATCH_SIZE).get(0));
    List<Latent> batches = new ArrayList<>();
    Latent current = null;
    int processed = 0;
    for (Latent given : inputs.list(LATENTS)) {
      Latent next = complete(given, processed);
      processed += BatchItems.indexes(next).size();
      if (current == null) {
        current = next;
      } else if (sameSize(current, next)) {
        current = join(current, next);
      } else {
        batches.add(part(current, 0, size));
        current = next;
      }
      int count = current.samples().size(0);
      if (count > size) {
        int full = count / size;
        for (int i = 0; i < full; i++) {
          batches.add(part(current, i * size, size));
        }
        current = full * size < count ? part(current, full * size, size) : null;
      }
    }
    if (current != null) {
      batches.add(part(current, 0, size));
    }
    return NodeOutput.of(batches.stream().map(RebatchLatents::withoutFullMask).toList());
  }

  private static boolean sameSize(Latent a, Latent b) {
    return a.samples().size(-1) == b.samples().size(-1)
        && a.samples().size(-2) == b.samples().size(-2);
  }

  /** The latent with an index for each item, and its mask, if any, at the size of pixels. */
  private static Latent complete(Latent latent, int firstIndex) {
    FloatArray samples = latent.samples();
    FloatArray mask = latent.noiseMask();
    if (mask != null) {
      int width = samples.size(-1) * 8;
      int height = samples.size(-2) * 8;
      if (mask.size(-1) != width || mask.size(-2) != height) {
        mask = Resampling.resize(mask, width, height, ResizeMethod.BILINEAR, Crop.DISABLED);
      }
      if (mask.size(0) < samples.size(0)) {
        mask = FloatArrays.repeatToBatch(mask, samples.size(0));
      }
    }
    return new Latent(samples, mask, BatchItems.indexes(latent, firstIndex));
  }

  private static Latent join(Latent a, Latent b) {
    FloatArray mask = null;
    if (a.noiseMask() != null || b.noiseMask() != null) {
      mask = FloatArrays.concat(maskOrOnes(a), maskOrOnes(b), 0);
    }
    List<Integer> indexes = new ArrayList<>(BatchItems.indexes(a));
    indexes.addAll(BatchItems.indexes(b));
    return new Latent(FloatArrays.concat(a.samples(), b.samples(), 0), mask, indexes);
  }

  private static FloatArray maskOrOnes(Latent latent) {
    FloatArray mask = latent.noiseMask();
    if (mask != null) {
      return mask;
    }
    FloatArray samples = latent.samples();
    FloatArray ones =
        FloatArray.zeros(samples.size(0), 1, samples.size(-2) * 8, samples.size(-1) * 8);
    Arrays.fill(ones.data(), 1);
    return ones;
  }

  private static Latent part(Latent latent, int start, int length) {
    return BatchItems.slice(latent, start, Math.min(length, latent.samples().size(0) - start));
  }

  private static Latent withoutFullMask(Latent latent) {
    FloatArray mask = latent.noiseMask();
    if (mask == null) {
      return latent;
    }
    double sum = 0;
    for (float value : mask.data()) {
      sum += value;
    }
    boolean full = (float) (sum / mask.data().length) == 1f;
    return new Latent(latent.samples(), full ? null : mask, latent.batchIndex());
  }
}
