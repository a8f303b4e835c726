package io.atelier.nodes;

import io.atelier.image.ImageBatch;
import io.atelier.node.Expansion;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeId;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Preview;
import io.atelier.storage.FileStore;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node called by itself, over folders of a test's own. */
record DirectCall(FileStore files) implements NodeContext {
  static NodeOutput of(Node node, FileStore files, Map<String, @Nullable Object> inputs)
      throws Exception {
    NodeOutput output = node.run(new NodeInputs(inputs), new DirectCall(files));
    if (output == null) {
      throw new AssertionError("no output");
    }
    return output;
  }

  static ImageBatch image(Node node, FileStore files, Map<String, @Nullable Object> inputs)
      throws Exception {
    if (of(node, files, inputs).values().get(0) instanceof ImageBatch image) {
      return image;
    }
    throw new AssertionError("no image");
  }

  /** Pictures whose samples all have one value. */
  static ImageBatch grey(int batch, int height, int width, int channels, float value) {
    ImageBatch image = ImageBatch.zeros(batch, height, width, channels);
    java.util.Arrays.fill(image.data(), value);
    return image;
  }

  @Override
  public NodeId nodeId() {
    return new NodeId("1");
  }

  @Override
  public <T> T service(Class<T> type) {
    return type.cast(files);
  }

  @Override
  public void progress(Number value, Number max, @Nullable Preview preview) {}

  @Override
  public void text(String text) {}

  @Override
  public void checkInterrupted() {}

  @Override
  public Expansion.Builder newExpansion() {
    return new Expansion.Builder("1");
  }
}
