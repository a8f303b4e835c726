package io.atelier.rest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class DecodedBodyTest {
  private static final int LIMIT = 1 << 20;

  private static byte[] gzip(int zeros) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream zipped = new GZIPOutputStream(out)) {
      zipped.write(new byte[zeros]);
    }
    return out.toByteArray();
  }

  private static DecodedBody body(byte[] sent) {
    FakeRequest request =
        new FakeRequest("POST", sent)
            .with("Content-Encoding", "gzip")
            .with("Content-Length", String.valueOf(sent.length))
            .with("Content-Type", "application/json");
    return new DecodedBody(new LimitedBody(request.request(), LIMIT), ContentCoding.GZIP, LIMIT);
  }

  @Test
  void isLikeARequestThatWasNeverEncoded() throws IOException {
    DecodedBody body = body(gzip(1000));
    assertThat(body.getInputStream().readAllBytes()).hasSize(1000).containsOnly(0);
    assertThat(body.getInputStream().isFinished()).isTrue();
    assertThat(body.getHeader("content-encoding")).isNull();
    assertThat(Collections.list(body.getHeaders("Content-Length"))).isEmpty();
    assertThat(Collections.list(body.getHeaderNames())).containsExactly("Content-Type");
    assertThat(body.getIntHeader("Content-Length")).isEqualTo(-1);
    assertThat(body.getContentLengthLong()).isEqualTo(-1);
    assertThat(body.getContentLength()).isEqualTo(-1);
    assertThat(body.getHeader("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void theLimitHoldsForWhatIsUnpacked() throws IOException {
    assertThat(body(gzip(LIMIT)).getInputStream().readAllBytes()).hasSize(LIMIT);
    DecodedBody bomb = body(gzip(200 * LIMIT));
    assertThatThrownBy(() -> bomb.getInputStream().readAllBytes())
        .isInstanceOf(BodyTooLargeException.class);
  }

  @Test
  void whatIsBrokenIsTheClientsFault() throws IOException {
    byte[] whole = gzip(1000);
    for (byte[] sent :
        new byte[][] {
          Arrays.copyOf(whole, whole.length / 2), {1, 2, 3}, {0x1f}, {0x1f, (byte) 0x8b}
        }) {
      assertThatThrownBy(() -> body(sent).getInputStream().readAllBytes())
          .isInstanceOf(BrokenBodyException.class);
    }
    assertThat(body(new byte[0]).getInputStream().read()).isEqualTo(-1);
  }
}
