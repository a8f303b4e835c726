package io.atelier.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.testkit.NodeApi;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Packs compile with the artifact {@code atelier-node-api} alone: with its classes, the libraries
 * that its pom.xml names, the annotation that lists nodes, and JUnit and AssertJ for their tests.
 */
class NodeApiTest {
  private static final Path SOURCES = Path.of("src", "test", "java");
  private static final List<String> LIBRARIES =
      List.of(
          "jspecify",
          "jackson-core",
          "auto-service-annotations",
          "junit-jupiter-api",
          "apiguardian",
          "assertj");

  @TempDir Path api;
  @TempDir Path compiled;

  @BeforeEach
  void copyTheArtifactsClasses() throws IOException, URISyntaxException {
    Path classes = Path.of(Node.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<PathMatcher> matchers =
        NodeApi.patterns().stream()
            .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
            .toList();
    for (Path file : files(classes)) {
      Path name = classes.relativize(file);
      if (matchers.stream().anyMatch(matcher -> matcher.matches(name))) {
        Path target = api.resolve(name);
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void theExamplePackIsMadeWithTheArtifactAlone() throws IOException {
    assertThat(complaints(files(SOURCES.resolve("com/example/captions")))).isEmpty();
  }

  @Test
  void theTestingPackIsMadeWithTheArtifactAlone() throws IOException {
    assertThat(complaints(files(SOURCES.resolve("io/atelier/testingpack")))).isEmpty();
  }

  @Test
  void aPackThatUsesMoreDoesNotCompile() throws IOException {
    JavaFileObject source =
        new SimpleJavaFileObject(URI.create("string:///Pack.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreErrors) {
            return "class Pack { io.atelier.execution.PromptExecutor engine; }";
          }
        };
    try (StandardJavaFileManager manager = compiler().getStandardFileManager(null, null, null)) {
      assertThat(complaints(manager, List.of(source)))
          .contains("package io.atelier.execution does not exist");
    }
  }

  private String complaints(List<Path> sources) throws IOException {
    try (StandardJavaFileManager manager = compiler().getStandardFileManager(null, null, null)) {
      return complaints(manager, manager.getJavaFileObjectsFromPaths(sources));
    }
  }

  /** What the compiler says; nothing when all is well. */
  private String complaints(
      StandardJavaFileManager manager, Iterable<? extends JavaFileObject> sources) {
    StringWriter said = new StringWriter();
    List<String> options =
        List.of("-proc:none", "-Xlint:-options", "-cp", classPath(), "-d", compiled.toString());
    boolean well = compiler().getTask(said, manager, null, options, null, sources).call();
    assertThat(well).as(said.toString()).isEqualTo(said.toString().isEmpty());
    return said.toString();
  }

  private static JavaCompiler compiler() {
    return ToolProvider.getSystemJavaCompiler();
  }

  private String classPath() {
    List<String> path = new ArrayList<>(List.of(api.toString()));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      String file = String.valueOf(Path.of(entry).getFileName());
      if (LIBRARIES.stream().anyMatch(file::startsWith)) {
        path.add(entry);
      }
    }
    return String.join(File.pathSeparator, path);
  }
}
