package io.atelier.image.codec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads GIF: each frame is painted over what the frames before left of the screen; its place is
 * then kept, cleared or given back, as it says. Whether there is a mask is up to the first frame,
 * as in Pillow.
 */
final class GifDecoder {
  private final byte[] content;
  private final GifFile file;
  private final DecodeBudget budget;
  private final List<PictureFrame> frames = new ArrayList<>();
  private @Nullable Canvas canvas;

  private GifDecoder(byte[] content, DecodeBudget budget) throws ImageFormatException {
    this.content = content;
    this.file = new GifFile(content);
    this.budget = budget;
  }

  static List<PictureFrame> decode(byte[] content, DecodeBudget budget)
      throws ImageFormatException {
    GifDecoder decoder = new GifDecoder(content, budget);
    decoder.foresee();
    for (GifFrame next = decoder.file.next();
        next != null && budget.wantsMoreThan(decoder.frames.size());
        next = decoder.file.next()) {
      decoder.paint(next);
    }
    if (decoder.frames.isEmpty()) {
      throw new ImageFormatException("GIF without a picture");
    }
    boolean masked = decoder.frames.get(0).masked();
    return decoder.frames.stream()
        .map(frame -> new PictureFrame(frame.width(), frame.height(), frame.rgba(), masked))
        .toList();
  }

  /** Counts the frames, unless the first will do. */
  private void foresee() throws ImageFormatException {
    GifFile ahead = new GifFile(content);
    int count = 0;
    while (budget.wantsMoreThan(1) && ahead.next() != null) {
      budget.foresee(++count, ahead.width(), ahead.height());
    }
  }

  private void paint(GifFrame frame) throws ImageFormatException {
    budget.takeFrame();
    Canvas screen = canvas;
    boolean first = screen == null;
    if (screen == null) {
      screen = screen(frame);
      canvas = screen;
    } else {
      budget.takePicture(screen.width(), screen.height());
    }
    long pixels = (long) frame.width() * frame.height();
    if (pixels > (long) screen.width() * screen.height()) {
      throw new ImageFormatException("a frame of the GIF is larger than its screen");
    }
    budget.takeWork(1, pixels);
    byte[] indices = GifPixels.unpack(content, frame.data(), (int) pixels);
    boolean masked = frame.transparent() >= 0;
    screen.clearTo(frame.colour(masked ? frame.transparent() : file.background()));
    frames.add(
        screen.paint(
            new PictureFrame(frame.width(), frame.height(), frame.rgba(indices), masked),
            frame.x(),
            frame.y(),
            first ? Canvas::replace : Canvas::replaceVisible,
            frame.disposal()));
  }

  /** The screen of the animation, which is as large as its first frame at least. */
  private Canvas screen(GifFrame first) throws ImageFormatException {
    int width = Math.max(file.width(), first.x() + first.width());
    int height = Math.max(file.height(), first.y() + first.height());
    budget.takePicture(width, height);
    Canvas screen = new Canvas(width, height);
    screen.fill(first.colour(Math.max(0, first.transparent())));
    return screen;
  }
}
