package io.atelier.image.codec;

import com.luciad.imageio.webp.WebPImageReaderSpi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Reads WebP with libwebp, and animations by painting their frames, which are WebP each. */
final class WebpDecoder {
  private static final int FILE_HEADER = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int FRAME_HEADER = 16;
  private static final int ALPHA_FLAG = 0x10;

  /** Some for each frame; a file of empty parts is none. */
  private static final int MAX_CHUNKS = 1 << 16;

  private WebpDecoder() {}

  /** A chunk of the file: where its data start and end. */
  private record Chunk(String type, int start, int end) {}

  static List<PictureFrame> decode(byte[] content, DecodeBudget budget) throws IOException {
    List<Chunk> chunks = chunks(content);
    int orientation = Exif.UPRIGHT;
    int flags = 0;
    List<Chunk> animation = new ArrayList<>();
    for (Chunk chunk : chunks) {
      switch (chunk.type) {
        case "EXIF" ->
            orientation = Exif.orientation(Arrays.copyOfRange(content, chunk.start, chunk.end));
        case "VP8X" -> flags = content[chunk.start];
        case "ANMF" -> {
          if (budget.wantsMoreThan(animation.size())) {
            budget.takeFrame();
            animation.add(chunk);
          }
        }
        default -> {
          // The pixels are libwebp's; other chunks do not matter.
        }
      }
    }
    boolean alpha = (flags & ALPHA_FLAG) != 0;
    List<PictureFrame> frames =
        animation.isEmpty()
            ? List.of(still(content, budget))
            : animation(content, chunks.get(0), animation, alpha, budget);
    int turn = orientation;
    return frames.stream().map(frame -> frame.oriented(turn)).toList();
  }

  private static List<Chunk> chunks(byte[] content) throws ImageFormatException {
    ByteBuffer buffer = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    List<Chunk> chunks = new ArrayList<>();
    int at = FILE_HEADER;
    while (at + CHUNK_HEADER <= content.length) {
      int length = buffer.getInt(at + 4);
      int data = at + CHUNK_HEADER;
      if (length < 0 || length > content.length - data) {
        break;
      }
      if (chunks.size() == MAX_CHUNKS) {
        throw new ImageFormatException("WebP of more than %d parts".formatted(MAX_CHUNKS));
      }
      String type = new String(content, at, 4, StandardCharsets.ISO_8859_1);
      chunks.add(new Chunk(type, data, data + length));
      at = data + length + (length & 1);
    }
    return chunks;
  }

  private static PictureFrame still(byte[] content, DecodeBudget budget) throws IOException {
    ImageReader reader = new WebPImageReaderSpi().createReaderInstance(null);
    try (ImageInputStream input = new PacedInput(content, budget)) {
      reader.setInput(input);
      budget.takePicture(reader.getWidth(0), reader.getHeight(0));
      return RasterDecoder.frame(reader.read(0));
    } finally {
      reader.dispose();
    }
  }

  private static List<PictureFrame> animation(
      byte[] content, Chunk header, List<Chunk> animation, boolean alpha, DecodeBudget budget)
      throws IOException {
    if (!header.type.equals("VP8X") || header.end - header.start < 10) {
      throw new ImageFormatException("WebP animation without a size");
    }
    int width = uint24(content, header.start + 4) + 1;
    int height = uint24(content, header.start + 7) + 1;
    budget.foresee(animation.size() + 1, width, height);
    budget.takePicture(width, height);
    Canvas canvas = new Canvas(width, height);
    List<PictureFrame> frames = new ArrayList<>();
    for (Chunk chunk : animation) {
      if (chunk.end - chunk.start < FRAME_HEADER) {
        throw new ImageFormatException("WebP frame is cut off");
      }
      budget.takePicture(width, height);
      int x = 2 * uint24(content, chunk.start);
      int y = 2 * uint24(content, chunk.start + 3);
      int flags = content[chunk.start + 15];
      PictureFrame frame = still(standalone(content, chunk), budget);
      if (!canvas.contains(x, y, frame.width(), frame.height())) {
        throw new ImageFormatException("a frame leaves the WebP's canvas");
      }
      frames.add(
          canvas.paint(
              new PictureFrame(frame.width(), frame.height(), frame.rgba(), alpha),
              x,
              y,
              (flags & 2) == 0 ? Canvas::over : Canvas::replace,
              (flags & 1) == 0 ? Canvas.Disposal.KEEP : Canvas.Disposal.CLEAR));
    }
    return frames;
  }

  /** A frame's chunks as a file of their own. */
  private static byte[] standalone(byte[] content, Chunk frame) {
    int start = frame.start + FRAME_HEADER;
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes("WEBP".getBytes(StandardCharsets.ISO_8859_1));
    if (content.length > start && content[start] == 'A') {
      ByteBuffer extended = ByteBuffer.allocate(18).order(ByteOrder.LITTLE_ENDIAN);
      extended.put("VP8X".getBytes(StandardCharsets.ISO_8859_1)).putInt(10).putInt(ALPHA_FLAG);
      extended.put(content, frame.start + 6, 6);
      body.writeBytes(extended.array());
    }
    body.write(content, start, frame.end - start);
    ByteBuffer file = ByteBuffer.allocate(8 + body.size()).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(body.size());
    return file.put(body.toByteArray()).array();
  }

  private static int uint24(byte[] content, int at) {
    return (content[at] & 255) | ((content[at + 1] & 255) << 8) | ((content[at + 2] & 255) << 16);
  }
}
