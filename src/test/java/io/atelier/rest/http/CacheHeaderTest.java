package io.atelier.rest.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheHeaderTest {
  @ParameterizedTest
  @CsvSource({
    "/x.png, 404, 'public, max-age=3600'",
    "api/userdata/x.PNG, 404, 'public, max-age=3600'",
    "/x.webp, 200, 'public, max-age=86400'",
    "/x.jpg, 206, 'public, max-age=86400'",
    "/x.tiff, 302, no-cache",
    "/x.png, 304, ",
    "/x.png, 403, ",
    "/x.gif, 200, ",
    "/queue, 200, ",
    "/a.js, 404, no-cache",
    "/a.css, 200, no-cache",
    "/templates/index.de.json, 200, no-cache",
    "/templates/other.json, 200, ",
  })
  void followsThePathAndTheStatus(String path, int status, @Nullable String value) {
    assertThat(CacheHeader.of(path, status).orElse(null)).isEqualTo(value);
  }
}
