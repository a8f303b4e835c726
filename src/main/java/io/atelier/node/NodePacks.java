package io.atelier.node;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;

/**
 * The node packs of third parties: the jars of one folder, each with a class loader of its own
 * whose parent is the server's. A pack sees the server's classes and its own, never another pack's.
 *
 * <p>Nothing that is wrong with a pack keeps the server, or another pack, from starting: it becomes
 * a {@link Problem} and a warning in the log.
 */
public final class NodePacks implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(NodePacks.class.getName());
  private static final String ORIGIN = "custom_nodes.";
  private static final String JAR = ".jar";

  private final Path folder;
  private final ClassLoader parent;
  private final List<URLClassLoader> loaders = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  /** Why a pack, or one of its nodes, is not there. */
  public record Problem(String pack, String reason) {}

  /**
   * @param folder where the jars lie; it need not exist
   * @param parent sees the classes that packs are made against
   */
  public NodePacks(Path folder, ClassLoader parent) {
    this.folder = folder;
    this.parent = parent;
  }

  /**
   * Loads the jars, in order of their names, and adds their nodes. Those that the registry has
   * already are not replaced.
   */
  public void addTo(NodeRegistry.Builder registry) {
    for (Path jar : jars()) {
      String name = jar.getFileName().toString();
      String pack = name.substring(0, name.length() - JAR.length());
      try {
        add(pack, open(pack, jar), registry);
      } catch (IOException e) {
        report(pack, "cannot be read", e);
      }
    }
  }

  private List<Path> jars() {
    List<Path> jars = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + JAR)) {
        files.forEach(jars::add);
      } catch (IOException e) {
        report(folder.toString(), "cannot be listed", e);
      }
    }
    Collections.sort(jars);
    return jars;
  }

  private URLClassLoader open(String pack, Path jar) throws IOException {
    new JarFile(jar.toFile()).close();
    URLClassLoader loader =
        new URLClassLoader(ORIGIN + pack, new URL[] {jar.toUri().toURL()}, parent);
    loaders.add(loader);
    return loader;
  }

  private void add(String pack, ClassLoader loader, NodeRegistry.Builder registry) {
    Iterator<ServiceLoader.Provider<Node>> listed =
        ServiceLoader.load(Node.class, loader).stream().iterator();
    boolean more = true;
    int nodes = 0;
    while (more) {
      try {
        more = listed.hasNext();
        if (more) {
          ServiceLoader.Provider<Node> provider = listed.next();
          if (provider.type().getClassLoader() == loader) {
            add(provider, pack, registry);
            nodes++;
          }
        }
      } catch (RuntimeException
          | ServiceConfigurationError
          | LinkageError
          | AssertionError failure) {
        report(pack, "has a node that cannot be loaded", failure);
      }
    }
    LOG.log(Level.INFO, "node pack {0} has {1} nodes", new Object[] {pack, nodes});
  }

  private static void add(
      ServiceLoader.Provider<Node> provider, String pack, NodeRegistry.Builder registry) {
    String classType = provider.get().definition().classType();
    if (registry.has(classType)) {
      throw new IllegalStateException("there is a node " + classType + " already");
    }
    registry.add(provider, ORIGIN + pack);
  }

  private void report(String pack, String what, Throwable cause) {
    problems.add(new Problem(pack, what + ": " + cause.getMessage()));
    LOG.log(Level.WARNING, "node pack " + pack + " " + what, cause);
  }

  /** What went wrong, in order. */
  public List<Problem> problems() {
    return Collections.unmodifiableList(problems);
  }

  /** Lets go of the jars; to be called when no node will run any more. */
  @Override
  public void close() throws IOException {
    for (URLClassLoader loader : loaders) {
      loader.close();
    }
  }
}
