package io.atelier.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The application server's JVM describes all nodes but has no LibTorch on its class path. */
class NodesWithoutNativesTest {
  @Test
  void everyNodeIsDescribedWithoutLibTorchOnTheClassPath() throws Exception {
    try (URLClassLoader loader = new URLClassLoader(withoutLibTorch(), null)) {
      assertThatThrownBy(() -> loader.loadClass("org.bytedeco.pytorch.Tensor"))
          .isInstanceOf(ClassNotFoundException.class);
      Class<?> node = loader.loadClass("io.atelier.node.Node");
      List<String> described = new ArrayList<>();
      for (Object prototype : ServiceLoader.load(node, loader)) {
        Object definition = node.getMethod("definition").invoke(prototype);
        described.add((String) definition.getClass().getMethod("classType").invoke(definition));
      }
      assertThat(described).contains("KSampler", "VAEDecode", "CheckpointLoaderSimple", "FreeU");
    }
  }

  private static URL[] withoutLibTorch() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!entry.contains("bytedeco")) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    return urls.toArray(URL[]::new);
  }
}
