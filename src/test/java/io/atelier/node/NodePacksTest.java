package io.atelier.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.testkit.TestNodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodePacksTest {
  private static final String CODE = "io.atelier.testingpack.";

  @TempDir Path folder;

  /** Sees the server's classes, but not those that packs bring. */
  private final ClassLoader parent =
      new ClassLoader(TestNodes.class.getClassLoader()) {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
          if (name.startsWith(CODE)) {
            throw new ClassNotFoundException(name);
          }
          return super.loadClass(name, resolve);
        }

        @Override
        public Enumeration<URL> getResources(String name) {
          return Collections.emptyEnumeration();
        }
      };

  private void jar(String name, String... nodes) throws IOException {
    try (OutputStream file = Files.newOutputStream(folder.resolve(name));
        JarOutputStream jar = new JarOutputStream(file)) {
      jar.putNextEntry(new JarEntry("META-INF/services/io.atelier.node.Node"));
      for (String node : nodes) {
        jar.write((CODE + node + "\n").getBytes(StandardCharsets.UTF_8));
      }
      for (String node : nodes) {
        String path = (CODE + node).replace('.', '/') + ".class";
        try (InputStream code = TestNodes.class.getClassLoader().getResourceAsStream(path)) {
          if (code != null) {
            jar.putNextEntry(new JarEntry(path));
            code.transferTo(jar);
          }
        }
      }
    }
  }

  private List<NodePacks.Problem> load(NodeRegistry.Builder registry) throws IOException {
    try (NodePacks packs = new NodePacks(folder, parent)) {
      packs.addTo(registry);
      return packs.problems();
    }
  }

  @Test
  void addsTheNodesOfEachJarUnderItsName() throws IOException {
    jar("first.jar", "StubFloat", "TestAsyncError");
    jar("second.jar", "TestSyncError");
    NodeRegistry.Builder registry = NodeRegistry.builder();

    assertThat(load(registry)).isEmpty();

    NodeRegistry built = registry.build();
    assertThat(built.all()).hasSize(3);
    NodeType type = Objects.requireNonNull(built.find("StubFloat"));
    assertThat(NodeInfo.of(type, Services.NONE))
        .containsEntry("python_module", "custom_nodes.first");
    assertThat(type.prototype().getClass().getClassLoader().getName())
        .isEqualTo("custom_nodes.first");
  }

  @Test
  void goesOnAfterABrokenJarAndABrokenNode() throws IOException {
    Files.writeString(folder.resolve("a-broken.jar"), "this is no jar");
    jar("b-half.jar", "NoSuchNode", "TestSyncError");
    NodeRegistry.Builder registry = NodeRegistry.builder();

    assertThat(load(registry))
        .extracting(NodePacks.Problem::pack)
        .containsExactly("a-broken", "b-half");
    assertThat(registry.build().all())
        .extracting(NodeType::classType)
        .containsExactly("TestSyncError");
  }

  @Test
  void doesNotLetAPackReplaceANode() throws IOException {
    jar("first.jar", "TestSyncError");
    jar("second.jar", "TestSyncError");
    NodeRegistry.Builder registry = NodeRegistry.builder();

    assertThat(load(registry)).extracting(NodePacks.Problem::pack).containsExactly("second");
    assertThat(registry.build().all())
        .extracting(NodeType::module)
        .containsExactly("custom_nodes.first");
  }

  @Test
  void needsNoFolder() throws IOException {
    Files.delete(folder);
    NodeRegistry.Builder registry = NodeRegistry.builder();

    assertThat(load(registry)).isEmpty();
    assertThat(registry.build().all()).isEmpty();
  }
}
