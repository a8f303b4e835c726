package io.atelier.diffusion.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.array.FloatArray;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HintsTest {
  private static final Hint<FloatArray> VECTOR = Hint.byItem("vector");
  private static final Hint<String> METHOD = Hint.forAll("method", String.class);

  private static FloatArray vector(float... values) {
    return new FloatArray(new int[] {1, values.length}, values);
  }

  @Test
  void valuesOfItemsFollowEachOtherAndOneStandsForAll() {
    Hints joined =
        Hints.joined(
            List.of(
                Hints.NONE.with(VECTOR, vector(1, 2)),
                Hints.NONE.with(
                    VECTOR, new FloatArray(new int[] {2, 2}, new float[] {3, 4, 5, 6}))),
            2);
    FloatArray all = Objects.requireNonNull(joined.find(VECTOR));
    assertThat(all.shape()).containsExactly(4, 2);
    assertThat(all.data()).containsExactly(1, 2, 1, 2, 3, 4, 5, 6);
  }

  @Test
  void onlyVectorsOfOneWidthShareABatch() {
    Hints two = Hints.NONE.with(VECTOR, vector(1, 2));
    assertThat(two.fit(Hints.NONE.with(VECTOR, vector(3, 4)))).isTrue();
    assertThat(two.fit(Hints.NONE.with(VECTOR, vector(3, 4, 5)))).isFalse();
    assertThat(two.fit(Hints.NONE)).isFalse();
  }

  @Test
  void whatCountsForAllMustBeEqual() {
    Hints one = Hints.NONE.with(METHOD, "index");
    assertThat(one.fit(Hints.NONE.with(METHOD, "index"))).isTrue();
    assertThat(one.fit(Hints.NONE.with(METHOD, "offset"))).isFalse();
    assertThat(Hints.joined(List.of(one, one), 3).find(METHOD)).isEqualTo("index");
  }

  @Test
  void aLaterValueStandsInPlaceOfAnEarlierOne() {
    Hints hints = Hints.NONE.with(METHOD, "index").with(METHOD, "offset");
    assertThat(hints.find(METHOD)).isEqualTo("offset");
    assertThat(hints.find(VECTOR)).isNull();
    assertThat(hints).isEqualTo(Hints.NONE.with(METHOD, "offset"));
  }
}
