package io.atelier.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserdataPathTest {
  private static final Set<String> FILES = Set.of("a.json", "w/a.json", "w/move/b.json");

  private static UserdataPath of(String path, boolean empty) {
    return UserdataPath.of("userdata/" + path, FILES::contains, empty);
  }

  @ParameterizedTest
  @CsvSource({
    "a.json/move/b.json, a.json, b.json",
    "w%2Fa.json/move/w%2Fb.json, w/a.json, w/b.json",
    "w/a.json/move/w/b.json, w/a.json, w/b.json",
    "w/a.json/move/move/b.json, w/a.json, move/b.json",
    "w/move/b.json/move/c.json, w/move/b.json, c.json",
    "none/move/b.json, none, b.json",
    "w/none/move/x/b.json, w/none, x/b.json",
    "a.json, a.json, ",
    "w/a.json, w/a.json, ",
    "move, move, ",
    "move/a.json, move/a.json, ",
    "w/move, w/move, ",
    "w%2Fmove%2Fnew.json, w/move/new.json, ",
    "a%2Bb+c%20d.json, a+b+c d.json, ",
    "w%252Fa.json, w/a.json, ",
    "50%25.json, 50%.json, ",
  })
  void withoutContentItIsAMoveWhereItCanBeOne(
      String path, String file, @Nullable String destination) {
    assertThat(of(path, true)).isEqualTo(new UserdataPath(file, destination));
  }

  @Test
  void withContentItIsAWriteUnlessTheFileToMoveIsThere() {
    assertThat(of("w/move/new.json", false)).isEqualTo(new UserdataPath("w/move/new.json", null));
    assertThat(of("a.json/move/b.json", false)).isEqualTo(new UserdataPath("a.json", "b.json"));
  }

  @Test
  void aPathIsANameWhereNothingMoves() {
    assertThat(UserdataPath.name("userdata/w/userdata/a.json")).isEqualTo("w/userdata/a.json");
    assertThat(UserdataPath.name("userdata/a;b=c.json")).isEqualTo("a;b=c.json");
  }
}
