package io.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadNameTest {
  @ParameterizedTest
  @CsvSource({
    "a.png, '', a.png",
    "d/e/f.png, d/e, f.png",
    "d\\e\\f.png, d/e, f.png",
    "d//e/./f.png, d/e, f.png",
    "v1..2.png, '', v1..2.png",
    "..hidden, '', ..hidden",
    "a..b/c..png, a..b, c..png",
    ".hidden, '', .hidden",
    "' leading.png', '', ' leading.png'",
    "C:\\fakepath\\a.png, '', a.png",
    "c:/Users/me/a.png, '', a.png",
    "ü\uD83D\uDE00.png, '', ü\uD83D\uDE00.png",
  })
  void foldersOfTheNameAreFolders(String text, String subfolder, String name) {
    assertThat(UploadName.parse(text)).isEqualTo(new UploadName(subfolder, name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "./.",
        "a/",
        "a/.",
        "   ",
        "a/ /b.png",
        "a.png.",
        "a.png ",
        "...",
        "d./a.png",
        "a\0b.png",
        "a\nb.png",
        "a\u007fb.png",
        "a\u0085b.png",
        "\uD800.png",
        "C:\\"
      })
  void whatCannotBeAFileOnEveryPlatformIsRefused(String text) {
    assertThatThrownBy(() -> UploadName.parse(text)).isInstanceOf(UnusableNameException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"..", "../a.png", "a/../b.png", "..\\a.png", "/abs/a.png", "\\\\server\\a.png"})
  void whatLeadsElsewhereIsAnEscape(String text) {
    assertThatThrownBy(() -> UploadName.parse(text)).isInstanceOf(PathEscapeException.class);
  }

  @Test
  void aPartHas255BytesAndNotOneMore() {
    String longest = "é".repeat(125) + "a.png";
    assertThat(UploadName.parse("d/" + longest).name()).isEqualTo(longest);
    assertThatThrownBy(() -> UploadName.parse("d/é" + longest))
        .isInstanceOf(UnusableNameException.class);
    assertThatThrownBy(() -> UploadName.parse("d/".repeat(600) + "a"))
        .isInstanceOf(UnusableNameException.class);
  }

  @Test
  void aNumberedNameKeepsItsEndingAndItsRoom() {
    assertThat(new UploadName("", "a.png").numbered(3)).isEqualTo("a (3).png");
    assertThat(new UploadName("", ".hidden").numbered(1)).isEqualTo(".hidden (1)");
    String shortened = new UploadName("", "é".repeat(125) + "a.png").numbered(12);
    assertThat(shortened).startsWith("éé").endsWith(" (12).png");
    assertThat(shortened.getBytes(java.nio.charset.StandardCharsets.UTF_8)).hasSizeLessThan(256);
  }

  @Test
  void onlyAPartOfTwoDotsClimbs() {
    assertThat(FileName.climbs("a/../b")).isTrue();
    assertThat(FileName.climbs("..")).isTrue();
    assertThat(FileName.climbs("a\\..")).isTrue();
    assertThat(FileName.climbs("v1..2.png")).isFalse();
    assertThat(FileName.climbs("..hidden/...")).isFalse();
  }
}
