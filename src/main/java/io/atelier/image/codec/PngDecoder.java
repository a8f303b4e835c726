package io.atelier.image.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads PNG and animated PNG of every kind. Files that are cut off give what they hold; checksums
 * are not looked at.
 */
final class PngDecoder {
  private static final byte[] NOTHING = {};

  private final DecodeBudget budget;
  private final List<PictureFrame> frames = new ArrayList<>();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private byte[] palette = NOTHING;
  private byte[] transparency = NOTHING;
  private int orientation = Exif.UPRIGHT;
  private boolean animated;
  private @Nullable PngHeader header;
  private @Nullable FrameControl control;
  private @Nullable Canvas canvas;

  private PngDecoder(DecodeBudget budget) {
    this.budget = budget;
  }

  /** Where and how a frame of an animation is painted (fcTL). */
  private record FrameControl(int width, int height, int x, int y, int disposal, int blend) {
    static FrameControl parse(ByteBuffer chunk) throws ImageFormatException {
      if (chunk.remaining() < 26) {
        throw new ImageFormatException("APNG contains truncated fcTL chunk");
      }
      int p = chunk.position();
      return new FrameControl(
          chunk.getInt(p + 4),
          chunk.getInt(p + 8),
          chunk.getInt(p + 12),
          chunk.getInt(p + 16),
          chunk.get(p + 24),
          chunk.get(p + 25));
    }
  }

  static List<PictureFrame> decode(byte[] file, DecodeBudget budget) throws ImageFormatException {
    PngDecoder decoder = new PngDecoder(budget);
    PngChunks chunks = new PngChunks(file);
    while (chunks.hasNext() && budget.wantsMoreThan(decoder.frames.size())) {
      PngChunks.Chunk chunk = chunks.next();
      decoder.chunk(chunk.type(), chunk.data());
    }
    return decoder.finish();
  }

  private void chunk(String type, ByteBuffer chunk) throws ImageFormatException {
    switch (type) {
      case "IHDR" -> {
        header = PngHeader.parse(chunk);
        budget.takePicture(header.width(), header.height());
      }
      case "PLTE" -> palette = bytes(chunk);
      case "tRNS" -> transparency = bytes(chunk);
      case "eXIf" -> orientation = Exif.orientation(bytes(chunk));
      case "acTL" -> animated = true;
      case "fcTL" -> {
        if (animated) {
          endFrame();
          control = FrameControl.parse(chunk);
        }
      }
      case "IDAT" -> data.writeBytes(bytes(chunk));
      case "fdAT" -> {
        if (chunk.remaining() > 4) {
          data.writeBytes(bytes(chunk.position(4)));
        }
      }
      default -> {
        // Other chunks say nothing about the pixels.
      }
    }
  }

  private static byte[] bytes(ByteBuffer chunk) {
    byte[] bytes = new byte[chunk.remaining()];
    chunk.get(bytes);
    return bytes;
  }

  private List<PictureFrame> finish() throws ImageFormatException {
    endFrame();
    if (frames.isEmpty()) {
      throw new ImageFormatException("PNG without pixels");
    }
    return frames.stream().map(frame -> frame.oriented(orientation)).toList();
  }

  private void endFrame() throws ImageFormatException {
    if (data.size() == 0) {
      return;
    }
    byte[] deflated = data.toByteArray();
    data.reset();
    if (header == null) {
      throw new ImageFormatException("PNG without header");
    }
    if (control == null) {
      frames.add(decode(header, deflated));
      return;
    }
    budget.takeFrame();
    if (!frames.isEmpty()) {
      budget.takePicture(header.width(), header.height());
    }
    if (canvas == null) {
      canvas = new Canvas(header.width(), header.height());
    }
    FrameControl where = control;
    if (!canvas.contains(where.x, where.y, where.width, where.height)) {
      throw new ImageFormatException("APNG contains invalid frames");
    }
    PictureFrame frame = decode(header.sized(where.width, where.height), deflated);
    boolean restores = where.disposal == 2 && !frames.isEmpty();
    frames.add(
        canvas.paint(
            frame,
            where.x,
            where.y,
            where.blend == 1 && canvasIsPainted() ? Canvas::mix : Canvas::replace,
            restores
                ? Canvas.Disposal.RESTORE
                : where.disposal == 0 ? Canvas.Disposal.KEEP : Canvas.Disposal.CLEAR));
  }

  private boolean canvasIsPainted() {
    return !frames.isEmpty();
  }

  private PictureFrame decode(PngHeader picture, byte[] deflated) throws ImageFormatException {
    PngPixels pixels = new PngPixels(picture, palette, transparency, budget);
    return new PictureFrame(
        picture.width(), picture.height(), pixels.decode(deflated), pixels.masked());
  }
}
