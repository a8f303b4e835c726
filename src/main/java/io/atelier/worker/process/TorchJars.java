package io.atelier.worker.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds LibTorch among jars by their names, such as {@code pytorch-2.10.0-1.5.13.jar}. */
public final class TorchJars {
  private static final Pattern NAME = Pattern.compile("pytorch-(\\d+(?:\\.\\d+)*)[-.].*jar");
  private static final String ALL_JARS = "*";

  private TorchJars() {}

  /**
   * The version of LibTorch in a folder; empty when it has none, or is none.
   *
   * @throws UncheckedIOException when the folder cannot be read
   */
  public static Optional<String> version(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(TorchJars::versionOf).flatMap(Optional::stream).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of LibTorch cannot be read", e);
    }
  }

  /** The version of LibTorch in an element of a class path: a jar, or all jars of a folder. */
  static Optional<String> versionIn(String element) {
    Path path = Path.of(element);
    Path parent = path.getParent();
    return path.endsWith(ALL_JARS) && parent != null ? version(parent) : versionOf(path);
  }

  private static Optional<String> versionOf(Path jar) {
    Matcher name = NAME.matcher(String.valueOf(jar.getFileName()));
    return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
  }
}
