package io.atelier.testingpack;

import com.google.auto.service.AutoService;
import io.atelier.image.ImageBatch;
import io.atelier.node.AsyncNode;
import io.atelier.node.Hidden;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Inverts pictures one after the other, telling how many are done. */
@AutoService(Node.class)
public final class TestAsyncBatchProcessing implements AsyncNode {
  private static final Input<ImageBatch> IMAGES =
      Input.socket("images", SocketType.IMAGE, ImageBatch.class);
  private static final Input<Double> SECONDS_PER_ITEM =
      Input.floating("process_time_per_item").proposes(0.1).range(0.01, 1.0);
  private static final Input<String> UNIQUE_ID =
      Input.hidden("unique_id", Hidden.UNIQUE_ID, String.class);

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("TestAsyncBatchProcessing")
        .displayName("Test Async Batch Processing")
        .category("_for_testing/async")
        .inputs(IMAGES, SECONDS_PER_ITEM, UNIQUE_ID)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public CompletionStage<@Nullable NodeOutput> start(NodeInputs inputs, NodeContext context) {
    ImageBatch images = inputs.get(IMAGES);
    float[] data = images.data().clone();
    CompletableFuture<@Nullable Void> items = CompletableFuture.completedFuture(null);
    for (int i = 0; i < images.batch(); i++) {
      int item = i;
      items =
          items
              .thenCompose(before -> Delay.ofSeconds(inputs.get(SECONDS_PER_ITEM)))
              .thenAccept(
                  waited -> {
                    int from = item * images.itemLength();
                    for (int j = from; j < from + images.itemLength(); j++) {
                      data[j] = 1 - data[j];
                    }
                    context.progress(item + 1L, (long) images.batch());
                  });
    }
    return items.thenApply(
        all ->
            NodeOutput.of(
                new ImageBatch(
                    images.batch(), images.height(), images.width(), images.channels(), data)));
  }
}
