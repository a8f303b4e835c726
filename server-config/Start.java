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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Starts Payara Micro with Atelier at / in the foreground, as {@code mvn -Prun} does. Run as a
 * single source file:
 *
 * <pre>java server-config/Start.java payara-micro.jar ROOT.war</pre>
 *
 * <p>The port opens when the application is deployed. How long that takes depends on the machine,
 * so the launcher waits for as long as the server computes; it gives up on one that does nothing,
 * and starts a server once more that runs without the application, as Payara Micro now and then
 * does.
 *
 * <p>The environment variables ATELIER_LISTEN and ATELIER_PORT choose the address,
 * ATELIER_JAVA_OPTS adds options of the JVM, ATELIER_COMPRESS=true lets the container compress JSON
 * and plain text with gzip for clients that accept it, ATELIER_LOG_FORMAT=json has Payara Micro
 * write its log as JSON until the application, which writes it with fields of its own, is there.
 * What Payara Micro tells of itself is left out of the log unless it is a warning.
 *
 * <p>Ends with status 1 and one line when the address is taken or the application does not come.
 */
final class Start {
  /** The system property with the seconds that a starting server may do nothing. */
  private static final String PATIENCE = "atelier.start-patience";

  private static final long PATIENCE_SECONDS = 120;

  /** The share of that time that a server which does something computes at least. */
  private static final double LEAST_WORK = 0.02;

  /** For so long an open port may answer that nothing is deployed. */
  private static final long EMPTY_SECONDS = 10;

  private static final int STARTS = 2;
  private static final long PROBE_SECONDS = 5;
  private static final long STOP_SECONDS = 30;
  private static final long POLL_MILLIS = 250;
  private static final String NETWORK = "configs.config.server-config.network-config.";
  private static final String HTTP = NETWORK + "protocols.protocol.http-listener.http";
  private static final String LISTENER =
      NETWORK + "network-listeners.network-listener.http-listener";
  private static final String LOG_PROPERTIES = "MICRO-INF/domain/logging.properties";
  private static final String FORMATTER = "java.util.logging.ConsoleHandler.formatter=";
  private static final String LINES = "java.util.logging.SimpleFormatter";

  /** Certificates of authorities that have expired are no matter of ours. */
  private static final String OWN_LOGGING =
      """

      io.atelier.level=INFO
      jakarta.enterprise.web.level=WARNING
      javax.enterprise.system.security.ssl.level=SEVERE
      java.util.logging.SimpleFormatter.format=%1$tF %1$tT.%1$tL %4$-7s %3$s: %5$s%6$s%n
      """;

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
    Path folder = Files.createTempDirectory("atelier");
    try {
      return run(command(folder));
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private int run(List<String> command) throws IOException, InterruptedException {
    for (int attempt = 1; attempt <= STARTS; attempt++) {
      Process server = start(command);
      switch (awaitStart(server)) {
        case READY -> {
          System.out.println("Atelier is ready: " + page() + " (Ctrl-C stops it)");
          return server.waitFor();
        }
        case ENDED -> {
          return server.waitFor();
        }
        case EMPTY -> System.err.println("Payara Micro runs without the application.");
        case STALLED -> System.err.println("Payara Micro does nothing and is not ready.");
      }
      stop(server);
    }
    System.err.println("Atelier did not start: the log above says why.");
    return 1;
  }

  /** What became of a server that was started. */
  private enum Outcome {
    READY,
    ENDED,
    EMPTY,
    STALLED
  }

  private static Process start(List<String> command) throws IOException {
    Process server = new ProcessBuilder(command).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
    return server;
  }

  private Outcome awaitStart(Process server) throws InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    Progress progress = new Progress(server.toHandle(), Long.getLong(PATIENCE, PATIENCE_SECONDS));
    long empty = 0;
    while (server.isAlive()) {
      int status = status(client);
      if (status == 200) {
        return Outcome.READY;
      }
      boolean hasNothing = status > 0 && status != 503;
      empty = !hasNothing ? 0 : empty == 0 ? System.nanoTime() : empty;
      if (empty != 0 && System.nanoTime() - empty > TimeUnit.SECONDS.toNanos(EMPTY_SECONDS)) {
        return Outcome.EMPTY;
      }
      if (progress.hasStopped()) {
        return Outcome.STALLED;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    return Outcome.ENDED;
  }

  /** What a route of the application answers; 0 when nothing does. */
  private int status(HttpClient client) throws InterruptedException {
    HttpRequest probe =
        HttpRequest.newBuilder(page().resolve("prompt"))
            .timeout(Duration.ofSeconds(PROBE_SECONDS))
            .build();
    try {
      return client.send(probe, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  private URI page() {
    String host =
        listen.equals("0.0.0.0") ? "127.0.0.1" : listen.contains(":") ? "[" + listen + "]" : listen;
    return URI.create("http://" + host + ":" + port + "/");
  }

  /** Whether a process has computed anything lately. */
  private static final class Progress {
    private final ProcessHandle process;
    private final long window;
    private long since = System.nanoTime();
    private long work;

    /**
     * @param seconds how long it may do nothing
     */
    Progress(ProcessHandle process, long seconds) {
      this.process = process;
      this.window = TimeUnit.SECONDS.toNanos(seconds);
      this.work = work();
    }

    /** False too where the system does not tell how long processes compute. */
    boolean hasStopped() {
      long now = System.nanoTime();
      if (now - since < window) {
        return false;
      }
      long done = work();
      boolean stopped = done >= 0 && done - work < LEAST_WORK * (now - since);
      since = now;
      work = done;
      return stopped;
    }

    /** Nanoseconds computed so far; −1 for unknown. */
    private long work() {
      return process.info().totalCpuDuration().map(Duration::toNanos).orElse(-1L);
    }
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

  /**
   * The commands in pre-boot.asadmin beside this file, those that the environment asks for, and a
   * closed port.
   */
  private List<String> preBootCommands() throws IOException {
    List<String> commands =
        new ArrayList<>(Files.readAllLines(Path.of("server-config", "pre-boot.asadmin")));
    commands.add("set " + LISTENER + ".address=" + listen);
    commands.add("set " + LISTENER + ".enabled=false");
    if (variable("ATELIER_COMPRESS", "false").equals("true")) {
      commands.add("set " + HTTP + ".compression=on");
      commands.add("set " + HTTP + ".compressable-mime-type=application/json,text/plain");
    }
    return commands;
  }

  /**
   * Payara Micro's own logging properties, but what it tells of itself is left out below warnings,
   * and a record is a line, or a JSON object if the environment says so.
   */
  private String logging() throws IOException {
    boolean json = variable("ATELIER_LOG_FORMAT", "text").equals("json");
    try (ZipFile jar = new ZipFile(payara.toFile())) {
      ZipEntry entry = jar.getEntry(LOG_PROPERTIES);
      String own =
          entry == null
              ? ""
              : new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
      return own.replaceAll("(?m)level=INFO$", "level=WARNING")
              .replaceAll("(?m)^" + FORMATTER + ".*$", FORMATTER + (json ? JSON_FORMATTER : LINES))
          + OWN_LOGGING;
    }
  }

  /**
   * The command that starts the server.
   *
   * @param folder for the files that it reads
   */
  private List<String> command(Path folder) throws IOException {
    Path preBoot = Files.write(folder.resolve("pre-boot.asadmin"), preBootCommands());
    // The port opens when there is something behind it.
    Path postDeploy =
        Files.writeString(
            folder.resolve("post-deploy.asadmin"), "set " + LISTENER + ".enabled=true\n");
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
    command.addAll(List.of("--prebootcommandfile", preBoot.toString()));
    command.addAll(List.of("--postdeploycommandfile", postDeploy.toString()));
    Path logging = Files.writeString(folder.resolve("logging.properties"), logging());
    command.addAll(List.of("--logproperties", logging.toString()));
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
