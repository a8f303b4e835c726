package io.atelier.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atelier.it.ServerProcess;
import io.atelier.launcher.OddServer.Behaviour;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StartTest {
  private static final long PATIENCE_SECONDS = 3;
  private static final String READY = "Atelier is ready";

  @TempDir Path folder;
  private Path output = Path.of("");
  private Path starts = Path.of("");
  private @Nullable Process launcher;

  @BeforeEach
  void places() {
    output = folder.resolve("output.txt");
    starts = folder.resolve("starts.txt");
  }

  private void launch(Behaviour behaviour, int port) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Datelier.start-patience=" + PATIENCE_SECONDS,
                "server-config/Start.java",
                serverJar().toString(),
                "ROOT.war")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("ATELIER_PORT", Integer.toString(port));
    builder.environment().put("ATELIER_JAVA_OPTS", "-Xmx64m");
    builder.environment().put(OddServer.BEHAVIOUR, behaviour.name());
    builder.environment().put(OddServer.STARTS, starts.toString());
    launcher = builder.start();
  }

  private Path serverJar() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, OddServer.class.getName());
    Path jar = folder.resolve("payara-micro.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest)) {
      for (Class<?> type :
          new Class<?>[] {
            OddServer.class, Behaviour.class, Class.forName(OddServer.class.getName() + "$1")
          }) {
        String name = type.getName().replace('.', '/') + ".class";
        entries.putNextEntry(new JarEntry(name));
        try (InputStream in =
            Objects.requireNonNull(type.getClassLoader().getResourceAsStream(name))) {
          in.transferTo(entries);
        }
      }
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
    return jar;
  }

  private Process launcher() {
    return Objects.requireNonNull(launcher);
  }

  private String said() throws IOException {
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  private long startsSoFar() throws IOException {
    try (Stream<String> lines = Files.lines(starts)) {
      return lines.count();
    }
  }

  private int awaitEnd() throws InterruptedException {
    assertThat(launcher().waitFor(2, TimeUnit.MINUTES)).isTrue();
    return launcher().exitValue();
  }

  @AfterEach
  void end() throws InterruptedException {
    Process started = launcher;
    if (started != null) {
      Stream.concat(started.descendants(), Stream.of(started.toHandle()))
          .forEach(ProcessHandle::destroyForcibly);
      started.waitFor();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SLOW", "STARTING", "EMPTY_ONCE"})
  void serversThatComeInTheEndAreWaitedFor(Behaviour behaviour) throws IOException {
    launch(behaviour, ServerProcess.freePort());
    await().atMost(2, TimeUnit.MINUTES).until(() -> said().contains(READY));

    assertThat(startsSoFar()).isEqualTo(behaviour == Behaviour.EMPTY_ONCE ? 2 : 1);
    assertThat(launcher().isAlive()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"EMPTY", "IDLE"})
  void serversThatDoNotComeAreStartedTwiceAndGivenUp(Behaviour behaviour)
      throws IOException, InterruptedException {
    launch(behaviour, ServerProcess.freePort());

    assertThat(awaitEnd()).isEqualTo(1);
    assertThat(startsSoFar()).isEqualTo(2);
    assertThat(said()).contains("Atelier did not start").doesNotContain(READY);
  }

  @Test
  void theStatusOfAServerThatFailsIsTheLaunchers() throws IOException, InterruptedException {
    launch(Behaviour.FAILING, ServerProcess.freePort());

    assertThat(awaitEnd()).isEqualTo(3);
    assertThat(startsSoFar()).isEqualTo(1);
  }

  @Test
  void aTakenPortIsToldInOneLine() throws IOException, InterruptedException {
    try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      launch(Behaviour.FAILING, taken.getLocalPort());

      assertThat(awaitEnd()).isEqualTo(1);
    }
    assertThat(said().lines()).hasSize(1).first().asString().contains("ATELIER_PORT");
    assertThat(starts).doesNotExist();
  }
}
