package io.atelier.app;

import io.atelier.config.Setting;
import io.atelier.config.WorkerSettings;
import io.atelier.diffusion.store.DiffusionSettings;
import io.atelier.rest.http.WebRoot;
import io.atelier.setup.EngineSetup;
import io.atelier.worker.Workers;
import io.atelier.worker.process.ChildCommand;
import io.atelier.worker.process.ProcessWorker;
import io.atelier.worker.process.Supervision;
import io.atelier.worker.process.TorchJars;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Chooses where prompts run, by the settings and by what is installed, and makes process workers
 * with the classes of the unpacked WAR.
 */
@ApplicationScoped
public class WorkerChoice {
  private static final System.Logger LOG = System.getLogger(WorkerChoice.class.getName());

  private static final long GIBIBYTE = 1L << 30;

  @Inject WebRoot web;
  @Resource ManagedThreadFactory threads;

  /** A process worker for each device, its child starting; none when prompts run in this JVM. */
  public List<ProcessWorker> processes() {
    Config config = ConfigProvider.getConfig();
    WorkerSettings settings =
        WorkerSettings.read(name -> config.getOptionalValue(name, String.class).orElse(null));
    Path root = web.folder().resolve("WEB-INF");
    if (!isWanted(settings, root)) {
      LOG.log(Level.INFO, "prompts run in the server's JVM");
      return List.of();
    }
    List<String> classPath =
        List.of(
            root.resolve("classes").toString(),
            root.resolve("lib").resolve("*").toString(),
            libraries(settings, root).resolve("*").toString());
    ChildCommand command = ChildCommand.of(classPath, settings.javaOptions());
    List<ProcessWorker> workers =
        settings.devices().stream()
            .map(device -> childSettings(config, settings, device))
            .map(
                given ->
                    new ProcessWorker(command, given, Supervision.of(settings.retry()), threads))
            .toList();
    workers.forEach(ProcessWorker::startAhead);
    return workers;
  }

  /** Those that are processes. */
  static List<ProcessWorker> processesOf(Workers workers) {
    return workers.all().stream()
        .filter(ProcessWorker.class::isInstance)
        .map(ProcessWorker.class::cast)
        .toList();
  }

  private static boolean isWanted(WorkerSettings settings, Path webInf) {
    return switch (settings.kind()) {
      case EMBEDDED -> false;
      case PROCESS -> true;
      case AUTO -> TorchJars.version(libraries(settings, webInf)).isPresent();
    };
  }

  private static Path libraries(WorkerSettings settings, Path webInf) {
    return settings.libraries().orElse(webInf.resolve("worker"));
  }

  private static Map<String, String> childSettings(
      Config config, WorkerSettings settings, String device) {
    Map<String, String> given = new LinkedHashMap<>();
    EngineSetup.SETTINGS.forEach(
        setting ->
            config
                .getOptionalValue(setting.property(), String.class)
                .ifPresent(value -> given.put(setting.property(), value)));
    given.put(Setting.DEVICES.property(), device);
    if (settings.modelBytes() == 0) {
      double all = (double) DiffusionSettings.standard().memoryLimit() / GIBIBYTE;
      given.put(Setting.MODEL_MEMORY.property(), Double.toString(all / settings.devices().size()));
    }
    return given;
  }
}
