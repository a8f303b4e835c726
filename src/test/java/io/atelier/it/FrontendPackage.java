package io.atelier.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The official frontend as it is published, brought by pip and unpacked below the build folder. */
final class FrontendPackage {
  private static final System.Logger LOG = System.getLogger(FrontendPackage.class.getName());
  private static final String STATIC = "comfyui_frontend_package/static/";

  private FrontendPackage() {}

  /** The folder with the page of a version; empty where pip or the index cannot be reached. */
  static Optional<Path> ofVersion(String version) throws IOException, InterruptedException {
    Path folder = Path.of("target", "frontend", version).toAbsolutePath();
    Path page = folder.resolve("static");
    if (Files.exists(page.resolve("index.html"))) {
      return Optional.of(page);
    }
    if (!download(version, folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      Path wheel = files.filter(file -> file.toString().endsWith(".whl")).findFirst().orElseThrow();
      unpack(wheel, page);
    }
    return Optional.of(page);
  }

  private static boolean download(String version, Path folder)
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            "python3",
            "-m",
            "pip",
            "download",
            "--no-deps",
            "--disable-pip-version-check",
            "--quiet",
            "--dest",
            folder.toString(),
            "comfyui-frontend-package==" + version);
    try {
      Process pip = new ProcessBuilder(command).redirectErrorStream(true).start();
      pip.getOutputStream().close();
      String said = new String(pip.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (pip.waitFor() == 0) {
        return true;
      }
      LOG.log(System.Logger.Level.WARNING, "pip cannot bring frontend {0}: {1}", version, said);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "there is no Python to bring the frontend", e);
    }
    return false;
  }

  private static void unpack(Path wheel, Path page) throws IOException {
    try (InputStream in = Files.newInputStream(wheel);
        ZipInputStream entries = new ZipInputStream(in)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        String name = entry.getName();
        if (name.startsWith(STATIC) && !entry.isDirectory()) {
          Path target = page.resolve(name.substring(STATIC.length())).normalize();
          if (!target.startsWith(page)) {
            throw new IOException("the wheel leads out of its folder: " + name);
          }
          Files.createDirectories(target.getParent());
          Files.copy(entries, target);
        }
      }
    }
  }
}
