package io.atelier.rest.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LimitedBodyTest {
  private final AtomicLong clock = new AtomicLong();

  private LimitedBody.Allowance allowance(long limit) {
    return new LimitedBody.Allowance(limit, clock::get);
  }

  @Test
  void bodyLimitAByteTooManyEndsTheBody() {
    LimitedBody.Allowance allowance = allowance(10);
    allowance.use(10);
    allowance.use(-1);
    assertThatThrownBy(() -> allowance.use(1)).isInstanceOf(BodyTooLargeException.class);
  }

  @Test
  void slowClientsLoseTheirRequestAfterAGrace() {
    LimitedBody.Allowance allowance = allowance(Long.MAX_VALUE);
    clock.addAndGet(TimeUnit.SECONDS.toNanos(29));
    assertThatCode(() -> allowance.use(1)).doesNotThrowAnyException();
    clock.addAndGet(TimeUnit.SECONDS.toNanos(2));
    assertThatThrownBy(() -> allowance.use(1)).isInstanceOf(SlowBodyException.class);
  }

  @Test
  void aSteadyBodyMayTakeHours() {
    LimitedBody.Allowance allowance = allowance(Long.MAX_VALUE);
    for (int second = 0; second < 7200; second++) {
      clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
      allowance.use(2048);
    }
  }
}
