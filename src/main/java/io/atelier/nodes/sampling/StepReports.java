package io.atelier.nodes.sampling;

import io.atelier.diffusion.LatentPreview;
import io.atelier.diffusion.Model;
import io.atelier.diffusion.sampling.Sampling;
import io.atelier.node.NodeContext;
import io.atelier.node.Preview;
import io.atelier.tensor.Floats;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.jspecify.annotations.Nullable;

/** Tells clients of each step of sampling: how far it is, and what it looks like. */
final class StepReports implements Sampling.Listener {
  private static final float JPEG_QUALITY = 0.95f;

  private final Model model;
  private final NodeContext context;

  StepReports(Model model, NodeContext context) {
    this.model = model;
    this.context = context;
  }

  @Override
  public void checkInterrupted() {
    context.checkInterrupted();
  }

  @Override
  public void onStep(int step, int total, Floats x, Floats denoised) {
    context.progress(step, total, preview(denoised));
  }

  private @Nullable Preview preview(Floats denoised) {
    if (!model.store().settings().previews()) {
      return null;
    }
    byte[] rgb = LatentPreview.rgb(model.family(), denoised);
    BufferedImage small = picture(rgb, denoised.size(3), denoised.size(2));
    return new Preview(
        Preview.Format.JPEG, jpeg(fitted(small, model.store().settings().previewSize())));
  }

  private static BufferedImage picture(byte[] rgb, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int p = 0; p < width * height; p++) {
      int colour =
          (rgb[p * 3] & 0xFF) << 16 | (rgb[p * 3 + 1] & 0xFF) << 8 | (rgb[p * 3 + 2] & 0xFF);
      image.setRGB(p % width, p / width, colour);
    }
    return image;
  }

  /** The picture with its longer side of the given length. */
  private static BufferedImage fitted(BufferedImage small, int longer) {
    double scale = (double) longer / Math.max(small.getWidth(), small.getHeight());
    int width = Math.max(1, (int) Math.round(small.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(small.getHeight() * scale));
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(small, 0, 0, width, height, null);
    graphics.dispose();
    return image;
  }

  private static byte[] jpeg(BufferedImage image) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(JPEG_QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
