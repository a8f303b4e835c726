package io.atelier.image.codec;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/** The JDK's own readers, whatever other plug-ins a server or a library registers. */
final class JdkReaders {
  private JdkReaders() {}

  static ImageReader of(String format) throws IOException {
    Iterator<ImageReaderSpi> found =
        IIORegistry.getDefaultInstance()
            .getServiceProviders(
                ImageReaderSpi.class,
                provider ->
                    provider.getClass().getModule().equals(ImageIO.class.getModule())
                        && Arrays.asList(((ImageReaderSpi) provider).getFormatNames())
                            .contains(format),
                false);
    return found.next().createReaderInstance();
  }
}
