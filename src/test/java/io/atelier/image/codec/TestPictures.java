package io.atelier.image.codec;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/** The picture files among the test resources. */
public final class TestPictures {
  private TestPictures() {}

  public static Path path(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(TestPictures.class.getResource("/pictures/" + name), name)
              .toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
