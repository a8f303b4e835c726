import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;

/**
 * Starts Payara Micro with Atelier at / in the foreground, as {@code mvn -Prun} does. Run as a
 * single source file:
 *
 * <pre>java server-config/Start.java payara-micro.jar ROOT.war</pre>
 *
 * <p>The environment variables ATELIER_LISTEN and ATELIER_PORT choose the address,
 * ATELIER_JAVA_OPTS adds options of the JVM, ATELIER_COMPRESS=true lets the container compress JSON
 * and plain text with gzip for clients that accept it, ATELIER_LOG_FORMAT=json has Payara Micro
 * write its log as JSON until the application, which writes it with fields of its own, is there.
 * Ends with status 1 and one line when the address is taken.
 */
final class Start {
  private static final long START_SECONDS = 90;
  private static final long STOP_SECONDS = 30;
  private static final long POLL_MILLIS = 250;
  private static final String HTTP =
      "configs.config.server-config.network-config.protocols.protocol.http-listener.http";
  private static final String LOG_PROPERTIES = "MICRO-INF/domain/logging.properties";
  private static final String FORMATTER = "java.util.logging.ConsoleHandler.formatter=";
  private static final String JSON_FORMATTER =
      "fish.payara.enterprise.server.logging.JSONLogFormatter";

  private final Path payara;
  private final Path war;
  private final String listen = variable("ATELIER_LISTEN", "127.0.0.1");
  private final String port = variable("ATELIER_PORT", "8188");

  private Start(Path payara, Path war) {
    this.payara = payara;
    this.war = war;
  }

  public static void main(String[] args) throws Exception {
    if (args.length != 2) {
      System.err.println("usage: java server-config/Start.java payara-micro.jar ROOT.war");
      System.exit(2);
    }
    System.exit(new Start(Path.of(args[0]), Path.of(args[1])).run());
  }

  private int run() throws IOException, InterruptedException {
    String trouble = troubleWithAddress();
    if (trouble != null) {
      System.err.println(trouble);
      return 1;
    }
    Path commands = preBootCommands();
    Path logging = variable("ATELIER_LOG_FORMAT", "text").equals("json") ? jsonLogging() : null;
    try {
      Process server = start(commands, logging);
      if (!answers(server) && server.isAlive()) {
        System.err.println("Payara Micro runs without the application: starting it again.");
        stop(server);
        server = start(commands, logging);
        answers(server);
      }
      return server.waitFor();
    } finally {
      Files.deleteIfExists(commands);
      if (logging != null) {
        Files.deleteIfExists(logging);
      }
    }
  }

  private Process start(Path commands, Path logging) throws IOException {
    Process server = new ProcessBuilder(command(commands, logging)).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
    return server;
  }

  /** Waits for the application and says where it is; false when it does not come or has ended. */
  private boolean answers(Process server) throws InterruptedException {
    String host =
        listen.equals("0.0.0.0") ? "127.0.0.1" : listen.contains(":") ? "[" + listen + "]" : listen;
    URI page = URI.create("http://" + host + ":" + port + "/");
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest probe = HttpRequest.newBuilder(page.resolve("prompt")).build();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (server.isAlive() && System.nanoTime() < end) {
      try {
        if (client.send(probe, BodyHandlers.discarding()).statusCode() == 200) {
          System.out.println("Atelier is ready: " + page + " (Ctrl-C stops it)");
          return true;
        }
      } catch (IOException e) {
        // Not listening yet.
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    return false;
  }

  /** One line on why the server cannot listen; null when it can. */
  private String troubleWithAddress() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(listen), Integer.parseInt(port)));
      return null;
    } catch (IOException e) {
      return "Atelier cannot listen on %s port %s (%s): set ATELIER_PORT or ATELIER_LISTEN to another."
          .formatted(listen, port, e.getMessage());
    } catch (IllegalArgumentException e) {
      return "ATELIER_PORT is no port: " + port;
    }
  }

  /** The commands in pre-boot.asadmin beside this file, and the one that sets the address. */
  private Path preBootCommands() throws IOException {
    List<String> commands =
        new ArrayList<>(Files.readAllLines(Path.of("server-config", "pre-boot.asadmin")));
    commands.add(
        "set configs.config.server-config.network-config.network-listeners"
            + ".network-listener.http-listener.address="
            + listen);
    if (variable("ATELIER_COMPRESS", "false").equals("true")) {
      commands.add("set " + HTTP + ".compression=on");
      commands.add("set " + HTTP + ".compressable-mime-type=application/json,text/plain");
    }
    return Files.write(Files.createTempFile("atelier", ".asadmin"), commands);
  }

  /** Payara Micro's own logging properties with its JSON formatter. */
  private Path jsonLogging() throws IOException {
    try (ZipFile jar = new ZipFile(payara.toFile())) {
      String own =
          new String(
              jar.getInputStream(jar.getEntry(LOG_PROPERTIES)).readAllBytes(),
              StandardCharsets.ISO_8859_1);
      return Files.writeString(
          Files.createTempFile("atelier", ".properties"),
          own.replaceAll("(?m)^" + FORMATTER + ".*$", FORMATTER + JSON_FORMATTER));
    }
  }

  private List<String> command(Path commands, Path logging) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String option : variable("ATELIER_JAVA_OPTS", "-Xmx2g").split("\\s+")) {
      if (!option.isEmpty()) {
        command.add(option);
      }
    }
    command.add("-Datelier.exit-on-failure=true");
    command.addAll(List.of("-jar", payara.toString(), "--deploy", war.toString()));
    command.addAll(List.of("--contextroot", "/", "--port", port));
    command.addAll(List.of("--nohazelcast", "--disablephonehome"));
    command.addAll(List.of("--prebootcommandfile", commands.toString()));
    if (logging != null) {
      command.addAll(List.of("--logproperties", logging.toString()));
    }
    return command;
  }

  /** Asks the server to stop, and makes it when it takes too long. */
  private static void stop(Process server) {
    server.destroy();
    try {
      long drain = Long.parseLong(variable("ATELIER_DRAIN", "5"));
      if (!server.waitFor(STOP_SECONDS + drain, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    } catch (InterruptedException e) {
      server.destroyForcibly();
    }
  }

  private static String variable(String name, String otherwise) {
    String value = System.getenv(name);
    return value == null || value.isBlank() ? otherwise : value.strip();
  }
}
