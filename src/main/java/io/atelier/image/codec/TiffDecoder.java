package io.atelier.image.codec;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads TIFF and BigTIFF. The structure is read and checked here; a library unpacks one picture
 * after the other, each as a file that holds nothing else.
 */
final class TiffDecoder {
  private TiffDecoder() {}

  static List<PictureFrame> decode(byte[] content, DecodeBudget budget) throws IOException {
    TiffFile file = new TiffFile(content, budget);
    List<PictureFrame> frames = new ArrayList<>();
    while (file.hasNext() && budget.wantsMoreThan(frames.size())) {
      TiffDirectory directory = file.next();
      TiffBlocks blocks = new TiffBlocks(content, directory);
      blocks.spend(budget);
      byte[] alone = TiffRewriter.rewrite(directory, blocks, file.order(), budget);
      PictureFrame frame = decode(alone, directory, budget);
      frames.add(frame.oriented((int) directory.get(TiffDirectory.ORIENTATION, Exif.UPRIGHT)));
    }
    if (frames.isEmpty()) {
      throw new ImageFormatException("TIFF file without a picture");
    }
    return frames;
  }

  private static PictureFrame decode(byte[] alone, TiffDirectory directory, DecodeBudget budget)
      throws IOException {
    ImageReader reader = new TIFFImageReaderSpi().createReaderInstance(null);
    try (ImageInputStream input = new PacedInput(alone, budget)) {
      reader.setInput(input);
      return TiffPixels.frame(reader.read(0), directory);
    } finally {
      reader.dispose();
    }
  }
}
