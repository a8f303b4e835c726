package io.atelier.app;

import io.atelier.config.WorkerSettings;
import io.atelier.setup.EngineSetup;
import io.atelier.worker.process.ChildCommand;
import io.atelier.worker.process.ProcessWorker;
import io.atelier.worker.process.Supervision;
import io.atelier.worker.process.WorkerCounts;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Chooses where prompts run, by the settings and by what is installed, and makes the process worker
 * with the classes of the unpacked WAR.
 */
@ApplicationScoped
public class WorkerChoice {
  private static final Logger LOG = Logger.getLogger(WorkerChoice.class.getName());
  private static final String LIBTORCH = "pytorch-*.jar";

  @Inject ServletContext context;
  @Inject MetricRegistry metrics;
  @Resource ManagedThreadFactory threads;

  /** The process worker, its child starting; empty when prompts are to run in this JVM. */
  public Optional<ProcessWorker> process() {
    Config config = ConfigProvider.getConfig();
    WorkerSettings settings =
        WorkerSettings.read(name -> config.getOptionalValue(name, String.class).orElse(null));
    String webInf = context.getRealPath("/WEB-INF");
    if (!isWanted(settings, webInf)) {
      LOG.info("prompts run in the server's JVM");
      return Optional.empty();
    }
    if (webInf == null) {
      throw new IllegalStateException(
          "ATELIER_WORKER is process, but this application server does not unpack the WAR");
    }
    Path root = Path.of(webInf);
    List<String> classPath =
        List.of(
            root.resolve("classes").toString(),
            root.resolve("lib").resolve("*").toString(),
            libraries(settings, webInf).resolve("*").toString());
    ProcessWorker worker =
        new ProcessWorker(
            ChildCommand.of(classPath, settings.javaOptions()),
            childSettings(config),
            Supervision.of(settings.retry()),
            threads);
    measure(worker.counts());
    worker.startAhead();
    return Optional.of(worker);
  }

  private static boolean isWanted(WorkerSettings settings, @Nullable String webInf) {
    return switch (settings.kind()) {
      case EMBEDDED -> false;
      case PROCESS -> true;
      case AUTO -> webInf != null && hasLibTorch(libraries(settings, webInf));
    };
  }

  private static Path libraries(WorkerSettings settings, String webInf) {
    return settings.libraries().orElse(Path.of(webInf).resolve("worker"));
  }

  private static boolean hasLibTorch(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, LIBTORCH)) {
      return jars.iterator().hasNext();
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of LibTorch cannot be read", e);
    }
  }

  private static Map<String, String> childSettings(Config config) {
    Map<String, String> given = new LinkedHashMap<>();
    EngineSetup.SETTINGS.forEach(
        setting ->
            config
                .getOptionalValue(setting.property(), String.class)
                .ifPresent(value -> given.put(setting.property(), value)));
    return given;
  }

  private void measure(WorkerCounts counts) {
    gauge("atelier_worker_starts", counts, WorkerCounts::starts);
    gauge("atelier_worker_deaths", counts, WorkerCounts::deaths);
    gauge("atelier_worker_hangs", counts, WorkerCounts::hangs);
    gauge("atelier_worker_retries", counts, WorkerCounts::retries);
  }

  private void gauge(String name, WorkerCounts counts, ToDoubleFunction<WorkerCounts> value) {
    metrics.gauge(name, counts, value::applyAsDouble);
  }
}
