package io.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
  private static final Instant NOW = Instant.parse("2026-01-10T00:00:00Z");
  private static final Retention ONE_DAY = new Retention(Duration.ofDays(1), 0);

  @TempDir Path base;
  private Path folder = Path.of("");

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(base.resolve("output"));
  }

  private Path file(String name, Duration age, int size) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[size]);
    return Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
  }

  private Retention.Swept sweep(Retention retention) throws IOException {
    return retention.sweep(folder, NOW, NOW.minus(Duration.ofMinutes(10)));
  }

  @Test
  void whatIsTooOldGoesWithTheFoldersThatBecomeEmpty() throws IOException {
    Path old = file("a/b/old.png", Duration.ofHours(25), 10);
    Path young = file("a/young.png", Duration.ofHours(23), 10);
    Path emptyBefore = Files.createDirectory(folder.resolve("empty before"));

    assertThat(sweep(ONE_DAY)).isEqualTo(new Retention.Swept(1, 10));

    assertThat(old.getParent()).doesNotExist();
    assertThat(young).exists();
    assertThat(emptyBefore).exists();
    assertThat(folder).exists();
  }

  @Test
  void theFolderItselfStaysWhenAllGoes() throws IOException {
    file("old.png", Duration.ofDays(2), 1);

    sweep(ONE_DAY);

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void ofTooMuchTheOldestGo() throws IOException {
    Path oldest = file("1", Duration.ofHours(3), 100);
    Path middle = file("2", Duration.ofHours(2), 100);
    Path newest = file("3", Duration.ofHours(1), 100);

    assertThat(sweep(new Retention(Duration.ZERO, 200))).isEqualTo(new Retention.Swept(1, 100));
    assertThat(oldest).doesNotExist();
    assertThat(middle).exists();
    assertThat(newest).exists();
  }

  @Test
  void whatTheRunningPromptMayHaveMadeStays() throws IOException {
    Path fresh = file("fresh.png", Duration.ofMinutes(5), 1_000);
    Path unfinished = file(".spool1", Duration.ofDays(9), 1_000);

    assertThat(sweep(new Retention(Duration.ofMinutes(1), 1)).files()).isZero();
    assertThat(fresh).exists();
    assertThat(unfinished).exists();
  }

  @Test
  void linksAreNeitherFollowedNorDeleted() throws IOException {
    Path elsewhere = Files.createDirectory(base.resolve("elsewhere"));
    Path precious = Files.writeString(elsewhere.resolve("precious"), "x");
    Files.setLastModifiedTime(precious, FileTime.from(NOW.minus(Duration.ofDays(99))));
    Path toFolder = Files.createSymbolicLink(folder.resolve("way out"), elsewhere);
    Path toFile = Files.createSymbolicLink(folder.resolve("also"), precious);

    assertThat(sweep(ONE_DAY).files()).isZero();

    assertThat(precious).exists();
    assertThat(toFolder).exists();
    assertThat(toFile).exists();
  }

  @Test
  void theFolderMayBeALink() throws IOException {
    Path old = file("old.png", Duration.ofDays(2), 1);
    Path link = Files.createSymbolicLink(base.resolve("link"), folder);

    assertThat(ONE_DAY.sweep(link, NOW, NOW).files()).isEqualTo(1);
    assertThat(old).doesNotExist();
  }

  @Test
  void withoutLimitsNothingGoes() throws IOException {
    Path old = file("old.png", Duration.ofDays(10_000), 1);

    assertThat(sweep(new Retention(Duration.ZERO, 0)).files()).isZero();
    assertThat(old).exists();
  }
}
