package io.atelier.nodes.image;

import com.google.auto.service.AutoService;
import io.atelier.image.Crop;
import io.atelier.image.ImageBatch;
import io.atelier.image.Resampling;
import io.atelier.image.ResizeMethod;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Two pictures side by side. */
@AutoService(Node.class)
public final class ImageStitch implements Node {
  private static final Input<ImageBatch> IMAGE_1 = Images.input("image1");
  private static final Input<String> DIRECTION =
      Input.choice("direction", "right", "down", "left", "up").proposes("right");
  private static final Input<Boolean> MATCH = Input.bool("match_image_size").proposes(true);
  private static final Input<Long> SPACING =
      Input.integer("spacing_width").proposes(0).range(0, 1024).step(2);
  private static final Input<String> COLOR =
      Input.choice("spacing_color", "white", "black", "red", "green", "blue").proposes("white");
  private static final Input<ImageBatch> IMAGE_2 = Images.input("image2").optional();

  @Override
  public NodeDefinition definition() {
    return NodeDefinition.of("ImageStitch")
        .module("comfy_extras.nodes_images")
        .displayName("Image Stitch")
        .category("image/transform")
        .description(
            "Puts a second picture beside, above or below the first; without a "
                + "second one the first is passed on.")
        .inputs(IMAGE_1, DIRECTION, MATCH, SPACING, COLOR, IMAGE_2)
        .outputs(SocketType.IMAGE)
        .build();
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    ImageBatch first = inputs.get(IMAGE_1);
    ImageBatch second = inputs.find(IMAGE_2).orElse(null);
    if (second == null) {
      return NodeOutput.of(first);
    }
    String direction = inputs.get(DIRECTION);
    boolean horizontal = direction.equals("left") || direction.equals("right");
    String color = inputs.get(COLOR);
    int batch = Math.max(first.batch(), second.batch());
    first = extended(first, batch);
    second = extended(second, batch);
    int channels = Math.max(first.channels(), second.channels());
    if (inputs.get(MATCH)) {
      second = matched(first, second, horizontal);
    } else {
      int width = horizontal ? 0 : Math.max(first.width(), second.width());
      int height = horizontal ? Math.max(first.height(), second.height()) : 0;
      float padding = color.equals("white") ? 1f : 0f;
      first = padded(Images.sameChannels(first, channels), width, height, padding);
      second = padded(Images.sameChannels(second, channels), width, height, padding);
    }
    first = Images.sameChannels(first, channels);
    second = Images.sameChannels(second, channels);
    int spacing = inputs.getInt(SPACING);
    spacing += spacing % 2;
    boolean swapped = direction.equals("left") || direction.equals("up");
    return NodeOutput.of(
        joined(swapped ? second : first, swapped ? first : second, horizontal, spacing, color));
  }

  /** The batch with its last picture repeated to a length. */
  private static ImageBatch extended(ImageBatch images, int batch) {
    if (images.batch() == batch) {
      return images;
    }
    int last = images.batch() - 1;
    List<ImageBatch> parts = new ArrayList<>(List.of(images));
    while (parts.size() < batch - last) {
      parts.add(Images.item(images, last));
    }
    return Images.concatenate(parts);
  }

  /** The second resized to the first one's side where they touch. */
  private static ImageBatch matched(ImageBatch first, ImageBatch second, boolean horizontal) {
    double aspect = (double) second.width() / second.height();
    int width = horizontal ? (int) (first.height() * aspect) : first.width();
    int height = horizontal ? first.height() : (int) (first.width() / aspect);
    return Resampling.resize(second, width, height, ResizeMethod.LANCZOS, Crop.DISABLED);
  }

  /** The picture in the middle of at least these sides; what is beside it is opaque. */
  private static ImageBatch padded(ImageBatch image, int width, int height, float padding) {
    int newWidth = Math.max(width, image.width());
    int newHeight = Math.max(height, image.height());
    ImageBatch result = ImageBatch.zeros(image.batch(), newHeight, newWidth, image.channels());
    Arrays.fill(result.data(), padding);
    for (int alpha = 3; image.channels() == 4 && alpha < result.data().length; alpha += 4) {
      result.data()[alpha] = 1f;
    }
    Images.place(image, result, (newWidth - image.width()) / 2, (newHeight - image.height()) / 2);
    return result;
  }

  private static ImageBatch joined(
      ImageBatch one, ImageBatch two, boolean horizontal, int spacing, String color) {
    int channels = one.channels();
    int stripWidth = horizontal ? spacing : one.width();
    int stripHeight = horizontal ? one.height() : spacing;
    ImageBatch result =
        ImageBatch.zeros(
            one.batch(),
            horizontal ? one.height() : one.height() + spacing + two.height(),
            horizontal ? one.width() + spacing + two.width() : one.width(),
            channels);
    ImageBatch strip = ImageBatch.zeros(one.batch(), stripHeight, stripWidth, channels);
    float[] pixel = {
      color.equals("white") || color.equals("red") ? 1f : 0f,
      color.equals("white") || color.equals("green") ? 1f : 0f,
      color.equals("white") || color.equals("blue") ? 1f : 0f,
      1f
    };
    for (int i = 0; i < strip.data().length; i++) {
      strip.data()[i] = pixel[i % channels];
    }
    Images.place(one, result, 0, 0);
    Images.place(strip, result, horizontal ? one.width() : 0, horizontal ? 0 : one.height());
    Images.place(
        two,
        result,
        horizontal ? one.width() + spacing : 0,
        horizontal ? 0 : one.height() + spacing);
    return result;
  }
}
