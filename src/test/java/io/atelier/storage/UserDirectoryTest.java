package io.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserDirectoryTest {
  @TempDir Path folder;

  private final FileWarnings warnings = new FileWarnings();

  @Test
  void aServerWithoutProfilesHasOneForAll() {
    UserDirectory users = new UserDirectory(folder, false, warnings);
    assertThat(users.find(null)).contains("default");
    assertThat(users.find("../x")).contains("default");
  }

  @Test
  void profilesAreKnownByTheIdThatTheyGot() throws IOException {
    UserDirectory users = new UserDirectory(folder, true, warnings);
    String id = users.add(" Bob X!! ").orElseThrow();
    assertThat(id).matches("Bob-X-_[0-9a-f-]{36}");
    assertThat(users.users()).isEqualTo(Map.of(id, "Bob X!!"));
    assertThat(users.find(id)).contains(id);
    assertThat(users.find("Bob X!!")).isEmpty();
    assertThat(users.find(null)).isEmpty();
    assertThat(users.add("Bob X!!")).isEmpty();
    assertThat(new UserDirectory(folder, true, warnings).find(id)).contains(id);
  }

  @Test
  void reservedAndHostileNamesMakeHarmlessIds() throws IOException {
    UserDirectory users = new UserDirectory(folder, true, warnings);
    assertThat(users.add("__system").orElseThrow()).startsWith("_system_");
    assertThat(users.add("../../etc\r\nx").orElseThrow()).startsWith("-etc-x_");
    Files.writeString(folder.resolve("users.json"), "{\"__secret\": \"s\", \"../x\": \"y\"}");
    assertThat(users.find("__secret")).isEmpty();
  }

  @Test
  void settingsAreMergedAndKept() throws IOException {
    UserDirectory users = new UserDirectory(folder, false, warnings);
    assertThat(users.settings("default")).isEmpty();
    users.changeSettings("default", Map.of("a", 1L, "b", Map.of("x", 2L)));
    users.changeSettings("default", Collections.singletonMap("a", null));
    assertThat(users.settings("default"))
        .containsEntry("a", null)
        .containsEntry("b", Map.of("x", 2L));
  }

  @Test
  void lineBreaksInSettingsStayInTheirText() throws IOException {
    UserDirectory users = new UserDirectory(folder, false, warnings);
    users.changeSettings("default", Map.of("a\r\nb", "c\r\nSet-Cookie: d"));
    assertThat(users.settings("default")).isEqualTo(Map.of("a\r\nb", "c\r\nSet-Cookie: d"));
  }

  @Test
  void aBrokenSettingsFileCountsAsEmpty() throws IOException {
    UserDirectory users = new UserDirectory(folder, false, warnings);
    users.changeSettings("default", Map.of("a", 1L));
    Files.writeString(folder.resolve("default/comfy.settings.json"), "{broken");
    assertThat(users.settings("default")).isEmpty();
  }

  @Test
  void aBrokenFileIsToldOfAndKeptWhenItIsReplaced() throws IOException {
    UserDirectory users = new UserDirectory(folder, false, warnings);
    Path file = folder.resolve("default/comfy.settings.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{\n  \"a\": 1,\n  b\n}");
    assertThat(users.settings("default")).isEmpty();
    assertThat(warnings.all())
        .singleElement()
        .satisfies(warning -> assertThat(warning.toString()).startsWith(file + ":3: is no JSON"));
    users.changeSettings("default", Map.of("c", 2L));
    assertThat(users.settings("default")).isEqualTo(Map.of("c", 2L));
    assertThat(warnings.all()).isEmpty();
    assertThat(file.resolveSibling("comfy.settings.json.broken")).content().contains("\"a\": 1");
  }

  @Test
  void otherFaultsOfTheFileAreToldToo() throws IOException {
    UserDirectory users = new UserDirectory(folder, true, warnings);
    Path file = folder.resolve("users.json");
    Files.writeString(file, "[1]");
    assertThat(users.users()).isEmpty();
    assertThat(warnings.all())
        .extracting(FileWarning::reason)
        .first()
        .asString()
        .contains("object");
    Files.writeString(file, "[".repeat(100_000));
    assertThat(users.users()).isEmpty();
    Files.delete(file);
    Files.createDirectory(file);
    assertThat(users.users()).isEmpty();
    assertThat(warnings.all()).hasSize(1);
  }
}
