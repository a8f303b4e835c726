package io.atelier.rest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RootRoutesTest {
  @Path("tree/below")
  private static class Tree {}

  @Path("two/parts")
  @AtRoot(AtRoot.Reach.EXACT)
  private static class Exact {}

  @Path("inside")
  @AtRoot(AtRoot.Reach.ONLY)
  private static class Only {}

  @Path("{any: hidden|veiled}")
  @AtRoot(AtRoot.Reach.NEVER)
  private static class Never {}

  @Path("")
  @SuppressWarnings("UnusedMethod") // read by reflection
  private static class Several {
    @Path("one/{id}")
    void one() {}

    @Path("files")
    @AtRoot(AtRoot.Reach.EXACT)
    void files() {}

    @Path("files/{name}")
    @AtRoot(AtRoot.Reach.NEVER)
    void file() {}
  }

  @Path("{any}")
  private static class Pattern {}

  private final RootRoutes routes =
      new RootRoutes(List.of(Tree.class, Exact.class, Only.class, Never.class, Several.class));

  @Test
  void allBelowAFirstSegmentIsARoute() {
    assertThat(List.of("/tree", "/tree/below", "/tree/x/y", "/one", "/one/1"))
        .allMatch(routes::has);
    assertThat(List.of("/", "", "/trees", "/below", "/hidden", "/{any: hidden|veiled}"))
        .noneMatch(routes::has);
  }

  @Test
  void exactRoutesHaveFilesBelow() {
    assertThat(List.of("/two/parts", "/files")).allMatch(routes::has);
    assertThat(List.of("/two", "/two/parts/x", "/files/x")).noneMatch(routes::has);
  }

  @Test
  void someAreAtTheRootAlone() {
    assertThat(routes.has("/inside/x")).isTrue();
    assertThat(List.of("/api/inside", "/api/inside/x")).allMatch(routes::excludes);
    assertThat(List.of("/inside", "/api/insides", "/api/tree")).noneMatch(routes::excludes);
  }

  @Test
  void noRouteEndsWithASlash() {
    assertThat(List.of("/tree/", "/api/tree/", "/one/1/", "/api/one/1/"))
        .allMatch(routes::excludes);
    assertThat(List.of("/", "/api/", "/files/", "/other/")).noneMatch(routes::excludes);
  }

  @Test
  void aPatternIsNoFirstSegment() {
    assertThatThrownBy(() -> new RootRoutes(List.of(Pattern.class)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("{any}");
  }
}
