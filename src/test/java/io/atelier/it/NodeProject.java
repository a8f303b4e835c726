package io.atelier.it;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A folder of Node tests with its own packages, run by npm against a server.
 *
 * @param environment what its scripts find beside ATELIER_BASE
 */
record NodeProject(Path folder, URI base, Map<String, String> environment) {
  NodeProject(Path folder, URI base) {
    this(folder, base, Map.of());
  }

  /** How a script ended, and what it printed. */
  record Outcome(int exitCode, String output) {}

  /** Installs the packages of the lockfile unless they are there. */
  void install() throws IOException, InterruptedException {
    Path installed = folder.resolve("node_modules").resolve(".package-lock.json");
    Path wanted = folder.resolve("package-lock.json");
    boolean current =
        Files.exists(installed)
            && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted))
                >= 0;
    if (!current) {
      Outcome outcome = npm(List.of("ci", "--no-audit", "--no-fund"));
      if (outcome.exitCode() != 0) {
        throw new IOException(outcome.output());
      }
    }
  }

  Outcome run(String script) throws IOException, InterruptedException {
    return npm(List.of("run", script));
  }

  private Outcome npm(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("npm"));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("ATELIER_BASE", base.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output);
  }
}
