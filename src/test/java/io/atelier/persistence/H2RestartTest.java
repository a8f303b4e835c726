package io.atelier.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class H2RestartTest extends RestartContract {
  @Override
  protected TestDatabase create(Path folder) {
    return TestDatabase.h2(folder);
  }

  /** Nobody else can have the file open, so the new server takes over at once. */
  @Override
  DurableStore restarted(DurableStore.Options options) {
    crash();
    return store(options);
  }

  @Test
  void noSecretIsInTheFiles() throws Exception {
    DurableStore store = store();
    store.queue().add(withSecret("hush"));
    finish(store, store.queue().take(Duration.ofMillis(1)).orElseThrow());
    crash();

    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(bytes).doesNotContain("hush");
      }
    }
  }
}
