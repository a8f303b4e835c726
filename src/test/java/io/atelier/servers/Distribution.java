package io.atelier.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An application server as it is published, unpacked by the build, with the WAR put into it. */
enum Distribution {
  WILDFLY {
    @Override
    void install(Path home, Path war, Path work) throws IOException {
      Path deployments = home.resolve("standalone").resolve("deployments");
      try (Stream<Path> before = Files.list(deployments)) {
        for (Path file : before.filter(name -> name.toString().contains("ROOT.war")).toList()) {
          Files.delete(file);
        }
      }
      copy(war, deployments.resolve("ROOT.war"));
    }

    @Override
    List<String> command(Path home, int port) {
      return List.of(
          home.resolve("bin").resolve("standalone.sh").toString(),
          "-c",
          "standalone-microprofile.xml",
          "-b",
          "127.0.0.1",
          "-Djboss.http.port=" + port,
          "-Djboss.https.port=0",
          "-Djboss.management.http.port=0");
    }

    @Override
    Map<String, String> environment(Path work) {
      return Map.of("JAVA_OPTS", "-Xmx1g");
    }
  },

  OPEN_LIBERTY {
    @Override
    void install(Path home, Path war, Path work) throws IOException {
      Path server = work.resolve("servers").resolve("atelier");
      Files.createDirectories(server.resolve("apps"));
      copy(Path.of("server-config", "open-liberty", "server.xml"), server.resolve("server.xml"));
      copy(war, server.resolve("apps").resolve("ROOT.war"));
    }

    @Override
    List<String> command(Path home, int port) {
      return List.of(
          home.resolve("bin").resolve("server").toString(),
          "run",
          "atelier",
          "--",
          "--atelier.port=" + port);
    }

    @Override
    Map<String, String> environment(Path work) {
      return Map.of("WLP_USER_DIR", work.toString(), "JVM_ARGS", "-Xmx1g");
    }
  };

  /**
   * Puts the WAR where the server deploys it from.
   *
   * @param work a folder for what belongs to this run
   */
  abstract void install(Path home, Path war, Path work) throws IOException;

  abstract List<String> command(Path home, int port);

  abstract Map<String, String> environment(Path work);

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }
}
