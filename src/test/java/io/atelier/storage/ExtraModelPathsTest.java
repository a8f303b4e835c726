package io.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.storage.ExtraModelPaths.Entry;
import io.atelier.storage.ExtraModelPaths.Reading;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtraModelPathsTest {
  private static final Entry GOOD = new Entry("vae", Path.of("/good/v"), false);

  /** Ends every file of these tests, and must hold in each. */
  private static final String GOOD_SECTION = "\ngood:\n  base_path: /good\n  vae: v\n";

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("extra_model_paths.yaml");
  }

  private Reading read(String yaml) throws IOException {
    Path file = Files.writeString(file(), yaml);
    return ExtraModelPaths.read(file, Map.of("DISK", "/disk")::get);
  }

  private List<Entry> faultless(String yaml) throws IOException {
    Reading reading = read(yaml);
    assertThat(reading.warnings()).isEmpty();
    return reading.entries();
  }

  @Test
  void readsSectionsWithSeveralPathsAKindAndOldNames() throws IOException {
    assertThat(
            faultless(
                """
                a111:
                  base_path: /data/webui
                  checkpoints: models/Stable-diffusion
                  loras: |
                    models/Lora
                    models/LyCORIS
                  unet: /elsewhere/unet
                other:
                  is_default: true
                  clip: encoders
                """))
        .containsExactly(
            new Entry("checkpoints", Path.of("/data/webui/models/Stable-diffusion"), false),
            new Entry("loras", Path.of("/data/webui/models/Lora"), false),
            new Entry("loras", Path.of("/data/webui/models/LyCORIS"), false),
            new Entry("diffusion_models", Path.of("/elsewhere/unet"), false),
            new Entry("text_encoders", folder.resolve("encoders"), true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a:\n  vae: [\"/A\", \"/B\"]\n",
        "a:\n  vae:\n    - /A\n    - '/B'\n",
        "a:\n  vae:\n  - /A\n  - /B\n",
        "a:\n  vae: >-\n    /A\n\n    /B\n",
        "a: {vae: [/A, /B]}\n",
        "%YAML 9.0\n---\na:\n  vae: [/A, /B]\n",
        "a:\n  vae: &both [/A, /B]\n",
      })
  void aListIsSeveralFolders(String yaml) throws IOException {
    assertThat(faultless(yaml))
        .containsExactly(
            new Entry("vae", Path.of("/A"), false), new Entry("vae", Path.of("/B"), false));
  }

  @Test
  void homeAndVariablesAreKnownInEveryPath() throws IOException {
    String home = System.getProperty("user.home");
    assertThat(
            faultless(
                """
                a:
                  base_path: ~/m
                  vae: v
                b:
                  base_path: ${DISK}/x
                  vae: [~/w, $DISK/w, ~]
                  loras: |
                    ${DISK}/l
                    plain
                """))
        .extracting(Entry::folder)
        .containsExactly(
            Path.of(home, "m/v"),
            Path.of(home, "w"),
            Path.of("/disk/w"),
            Path.of(home),
            Path.of("/disk/l"),
            Path.of("/disk/x/plain"));
  }

  @ParameterizedTest
  @CsvSource({
    "true, true",
    "'\"true\"', true",
    "'''True''', true",
    "yes, true",
    "on, true",
    "1, true",
    "false, false",
    "'\"false\"', false",
    "no, false",
    "'\"\"', false",
  })
  void truthIsToldInManyWays(String word, boolean first) throws IOException {
    assertThat(faultless("a:\n  is_default: " + word + "\n  vae: /A\n"))
        .containsExactly(new Entry("vae", Path.of("/A"), first));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "a:|  vae: \"C:\\models\"#2#escape",
        "a:|\tvae: /x#2#TAB",
        "a:|  vae: /A|\tloras: /x#3#TAB",
        "a:#1#section a is empty",
        "a: null#1#section a is empty",
        "a: text#1#a is to be a section",
        "a: [1, 2]#1#a is to be a section",
        "a:|  vae:#2#vae has no path",
        "a:|  vae: {x: y}#2#vae is to be a path",
        "a:|  vae: [[/x]]#2#vae is to be a path",
        "a:|  vae: 'C:\\models'#2#path of Windows",
        "a:|  vae: \\\\\\\\host\\\\share#2#path of Windows",
        "a:|  vae: !!javax.script.ScriptEngineManager [x]#2#vae is to be a path",
        "a:|  is_default: perhaps#2#true or false",
        "a:|  base_path: [/x, /y]#2#base_path is to be one path",
        "a:|  vae: 'unclosed#2#end of stream",
        "a:|  vae: [/x, /y#2#expected ','",
        "a:|  vae: @x#2#cannot start",
        "a:|  vae: *unknown#2#undefined alias",
        "a:|  vae: x: y#2#mapping values",
        "a:|    vae: /A|   loras: /x#3#block end",
        "a:|  vae: /A\u0007#2#control character",
        "a:|  vae: \"/a\\0b\"#2#no path",
        "a:|  vae: $NOWHERE/x#2#NOWHERE is not set",
      })
  void aFaultIsToldWithItsLineAndTheRestHolds(String yaml, int line, String reason)
      throws IOException {
    Reading reading = read(yaml.replace('|', '\n') + GOOD_SECTION);
    assertThat(reading.entries()).contains(GOOD);
    assertThat(reading.warnings())
        .anySatisfy(
            warning -> {
              assertThat(warning.file()).isEqualTo(file());
              assertThat(warning.line()).isEqualTo(line);
              assertThat(warning.reason()).contains(reason);
            });
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Files.writeString(folder.resolve("model.safetensors"), "");
    Reading reading = read("a:\n  vae: [model.safetensors, other]\n");
    assertThat(reading.entries())
        .extracting(Entry::folder)
        .containsExactly(folder.resolve("other"));
    assertThat(reading.warnings()).extracting(FileWarning::line).containsExactly(2);
  }

  @Test
  void goodLinesOfAFaultySectionHold() throws IOException {
    Reading reading =
        read("a:\n  base_path: /A\n  vae: \"\\m\"\n  loras: l\n  gligen:\n  controlnet: c\n");
    assertThat(reading.entries())
        .containsExactly(
            new Entry("loras", Path.of("/A/l"), false),
            new Entry("controlnet", Path.of("/A/c"), false));
    assertThat(reading.warnings()).extracting(FileWarning::line).containsExactly(3, 5);
  }

  @Test
  void withoutAReadableBasePathNothingIsSoughtElsewhere() throws IOException {
    Reading reading =
        read("a:\n  base_path: \"C:\\models\"\n  vae: v\n  loras: /L\n" + GOOD_SECTION);
    assertThat(reading.entries()).containsExactly(new Entry("loras", Path.of("/L"), false), GOOD);
    assertThat(reading.warnings()).extracting(FileWarning::line).containsExactly(2, 3);
  }

  @Test
  void namesThatAppearTwiceCountBoth() throws IOException {
    Reading reading = read("a:\n  vae: /A\n  vae: /B\na:\n  vae: /C\n");
    assertThat(reading.entries())
        .extracting(Entry::folder)
        .containsExactly(Path.of("/A"), Path.of("/B"), Path.of("/C"));
    assertThat(reading.warnings())
        .extracting(FileWarning::toString)
        .containsExactlyInAnyOrder(
            file() + ":3: vae is in line 2 already", file() + ":4: section a is in line 1 already");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "UTF-8"})
  void everyUnicodeEncodingIsRead(String charset) throws IOException {
    Files.write(file(), "a:\n  vae: /modèles\n".getBytes(Charset.forName(charset)));
    assertThat(ExtraModelPaths.read(file()))
        .isEqualTo(new Reading(List.of(new Entry("vae", Path.of("/modèles"), false)), List.of()));
  }

  @Test
  void anOldEncodingIsGuessed() throws IOException {
    Files.write(file(), "a:\n  vae: /modèles\n".getBytes(Charset.forName("ISO-8859-1")));
    Reading reading = ExtraModelPaths.read(file());
    assertThat(reading.entries()).containsExactly(new Entry("vae", Path.of("/modèles"), false));
    assertThat(reading.warnings())
        .containsExactly(new FileWarning(file(), 2, "is not UTF-8 and was read as windows-1252"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "---\n...\n", "null\n"})
  void anEmptyFileNamesNone(String yaml) throws IOException {
    assertThat(faultless(yaml)).isEmpty();
  }

  @Test
  void whatIsNoFileIsSaidSo() throws IOException {
    assertThat(ExtraModelPaths.read(file()).warnings()).isEmpty();
    Files.createSymbolicLink(file(), folder.resolve("nowhere"));
    assertThat(ExtraModelPaths.read(file()).warnings()).hasSize(1);
    Files.delete(file());
    Files.createDirectory(file());
    assertThat(ExtraModelPaths.read(file()).warnings())
        .containsExactly(new FileWarning(file(), 0, "is no file"));
    assertThat(other("- a\n- b\n").warnings())
        .extracting(FileWarning::reason)
        .containsExactly("is to have sections with names and paths");
  }

  private Reading other(String yaml) throws IOException {
    return ExtraModelPaths.read(Files.writeString(folder.resolve("other.yaml"), yaml));
  }

  @Test
  void aliasesThatMultiplyAreNotCopied() throws IOException {
    StringBuilder yaml = new StringBuilder("a:\n  k0: &k0 [/x, /x]\n");
    for (int i = 1; i < 60; i++) {
      yaml.append("  k%d: &k%d [%s]\n".formatted(i, i, "*k%d, ".formatted(i - 1).repeat(9)));
    }
    Reading reading = read(yaml + GOOD_SECTION);
    assertThat(reading.entries()).contains(GOOD).hasSize(3);
    assertThat(reading.warnings()).hasSizeLessThan(1000);
    assertThat(read("a: &a [*a, *a]" + GOOD_SECTION).entries()).containsExactly(GOOD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{", "- ", "? ", "&a [", "!t ["})
  void deepNestingEndsWithAWarning(String opening) throws IOException {
    Reading reading = read("a: " + opening.repeat(100_000) + GOOD_SECTION);
    assertThat(reading.warnings()).isNotEmpty();
    assertThat(read("a:\n" + (opening + "\n").repeat(10_000)).warnings()).isNotEmpty();
  }
}
