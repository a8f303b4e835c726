package io.atelier.rest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The routes at the root that clients of the classic protocol use, of the resources as they are.
 */
class ResourceRoutesTest {
  private final RootRoutes routes =
      new RootRoutes(
          new ClassFileImporter()
                  .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                  .importPackages("io.atelier")
                  .stream()
                  .filter(type -> type.isAnnotatedWith(Path.class))
                  .<Class<?>>map(JavaClass::reflect)
                  .toList());

  @Test
  void classicRoutesAreAtTheRoot() {
    Stream<String> segments =
        Stream.of(
                "prompt queue history interrupt free object_info view view_metadata upload"
                    .split(" "),
                "system_stats features embeddings models experiment users settings userdata i18n"
                    .split(" "),
                "internal global_subgraphs node_replacements openapi jobs".split(" "))
            .flatMap(Stream::of);
    assertThat(segments)
        .hasSize(23)
        .allMatch(segment -> routes.has("/" + segment) && routes.has("/" + segment + "/x"));
  }

  @Test
  void someHaveFilesBelow() {
    assertThat(List.of("/extensions", "/workflow_templates", "/v2/userdata"))
        .allMatch(path -> routes.has(path) && !routes.has(path + "/x") && !routes.has(path + "/"));
  }

  @Test
  void filesOfThePageAreNoRoutes() {
    assertThat(List.of("/", "/atelier", "/atelier/", "/atelier/queue", "/assets/index.js", "/tags"))
        .noneMatch(routes::has);
  }

  @Test
  void internalRoutesAreAtTheRootAlone() {
    assertThat(List.of("/api/internal", "/api/internal/logs", "/queue/", "/api/queue/"))
        .allMatch(routes::excludes);
    assertThat(List.of("/internal", "/internal/logs", "/api/queue", "/atelier/"))
        .noneMatch(routes::excludes);
  }
}
