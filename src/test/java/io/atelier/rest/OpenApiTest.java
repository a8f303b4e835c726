package io.atelier.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The description of the routes says what the resource classes have, no more and no less. */
class OpenApiTest {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /** Names of user files may hold slashes, so one method tells the two apart by itself. */
  private static final String WRITE = "post /userdata/{file}";

  private static final String MOVE = WRITE + "/move/{dest}";

  @Test
  void describesEveryRouteOfTheClassicProtocol() throws IOException {
    Set<String> routes = implemented();
    assertThat(routes).contains(WRITE);
    routes.add(MOVE);
    assertThat(described()).isEqualTo(routes);
  }

  private static Set<String> described() throws IOException {
    Set<String> routes = new TreeSet<>();
    paths()
        .forEach(
            (path, operations) -> {
              for (Object method : ((Map<?, ?>) operations).keySet()) {
                if (METHODS.contains(method)) {
                  routes.add(method + " " + path);
                }
              }
            });
    return routes;
  }

  @Test
  void everyAnswerAndJsonBodyHasAnExample() throws IOException {
    assertThat(paths().values())
        .allSatisfy(
            operations ->
                assertThat(((Map<?, ?>) operations).values())
                    .allSatisfy(operation -> assertThat(jsonContents(operation)).isNotNull()));
  }

  /** The JSON contents within an operation, all of which have an example. */
  private static Object jsonContents(Object part) {
    if (part instanceof Map<?, ?> map) {
      if (map.get("application/json") instanceof Map<?, ?> content) {
        assertThat(content.containsKey("example")).as("%s", map).isTrue();
      }
      map.values().forEach(OpenApiTest::jsonContents);
    }
    return part;
  }

  private static Map<?, ?> paths() throws IOException {
    try (InputStream yaml = OpenApiTest.class.getResourceAsStream("/META-INF/openapi.yaml")) {
      Object document = new Load(LoadSettings.builder().build()).loadFromInputStream(yaml);
      return (Map<?, ?>) java.util.Objects.requireNonNull(((Map<?, ?>) document).get("paths"));
    }
  }

  private static Set<String> implemented() {
    Set<String> routes = new TreeSet<>();
    for (JavaClass resource :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(OpenApiTest.class.getPackageName())) {
      if (resource.getPackageName().equals(OpenApiTest.class.getPackageName())
          && resource.isAnnotatedWith(Path.class)
          && !resource.isEquivalentTo(AssetResource.class)) {
        String base = resource.getAnnotationOfType(Path.class).value();
        for (JavaMethod method : resource.getMethods()) {
          addRoute(base, method, routes);
        }
      }
    }
    return routes;
  }

  private static void addRoute(String base, JavaMethod method, Set<String> routes) {
    for (Annotation annotation : method.reflect().getAnnotations()) {
      HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (http != null) {
        Path path = method.reflect().getAnnotation(Path.class);
        String whole = "/" + base + (path == null ? "" : "/" + path.value());
        String plain = whole.replaceAll("/+", "/").replaceAll("\\{(\\w+):[^}]*}", "{$1}");
        routes.add(http.value().toLowerCase(Locale.ROOT) + " " + plain);
      }
    }
  }
}
