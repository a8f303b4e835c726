package io.atelier.image.codec;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.w3c.dom.Node;

/**
 * Reads GIF with ImageIO and paints the frames of animations on one canvas. Whether there is a mask
 * is up to the first frame, as in Pillow.
 */
final class GifDecoder {
  private GifDecoder() {}

  static List<Frame> decode(byte[] content, PixelBudget budget) throws IOException {
    if (content.length < 10) {
      throw new ImageFormatException("GIF header is cut off");
    }
    int width = ((content[7] & 255) << 8) | (content[6] & 255);
    int height = ((content[9] & 255) << 8) | (content[8] & 255);
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream input =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
      reader.setInput(input);
      budget.take(width, height);
      Canvas canvas = new Canvas(width, height);
      List<Frame> frames = new ArrayList<>();
      int count = reader.getNumImages(true);
      for (int i = 0; i < count; i++) {
        if (i > 0) {
          budget.take(width, height);
        }
        frames.add(paint(canvas, reader, i));
      }
      if (frames.isEmpty()) {
        throw new ImageFormatException("GIF without a picture");
      }
      boolean masked = frames.get(0).masked();
      return frames.stream()
          .map(frame -> new Frame(frame.width(), frame.height(), frame.rgba(), masked))
          .toList();
    } finally {
      reader.dispose();
    }
  }

  private static Frame paint(Canvas canvas, ImageReader reader, int index) throws IOException {
    IIOMetadata metadata = reader.getImageMetadata(index);
    Node root = metadata.getAsTree(metadata.getNativeMetadataFormatName());
    IIOMetadataNode place = child(root, "ImageDescriptor");
    int x = Integer.parseInt(place.getAttribute("imageLeftPosition"));
    int y = Integer.parseInt(place.getAttribute("imageTopPosition"));
    int width = Integer.parseInt(place.getAttribute("imageWidth"));
    int height = Integer.parseInt(place.getAttribute("imageHeight"));
    if (!canvas.contains(x, y, width, height)) {
      throw new ImageFormatException("a frame leaves the GIF's canvas");
    }
    BufferedImage image = reader.read(index);
    String disposal = child(root, "GraphicControlExtension").getAttribute("disposalMethod");
    if (index == 0 && image.getColorModel() instanceof IndexColorModel palette) {
      byte[] colour = new byte[Frame.PIXEL];
      RasterDecoder.putArgb(palette.getRGB(Math.max(0, palette.getTransparentPixel())), colour, 0);
      canvas.fill(colour);
    }
    return canvas.paint(
        RasterDecoder.frame(image),
        x,
        y,
        index == 0 ? Canvas::replace : Canvas::replaceVisible,
        switch (disposal) {
          case "restoreToBackgroundColor" -> Canvas.Disposal.CLEAR;
          case "restoreToPrevious" -> Canvas.Disposal.RESTORE;
          default -> Canvas.Disposal.KEEP;
        });
  }

  /** The child element of the name, an empty one when there is none. */
  private static IIOMetadataNode child(Node root, String name) {
    for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof IIOMetadataNode element && node.getNodeName().equals(name)) {
        return element;
      }
    }
    return new IIOMetadataNode(name);
  }
}
