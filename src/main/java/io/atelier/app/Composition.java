package io.atelier.app;

import io.atelier.app.metrics.Meters;
import io.atelier.config.AtelierSettings;
import io.atelier.message.Message;
import io.atelier.node.NodePacks;
import io.atelier.node.NodeRegistry;
import io.atelier.node.Services;
import io.atelier.prompt.PromptValidator;
import io.atelier.queue.Admission;
import io.atelier.queue.AnnouncedQueue;
import io.atelier.queue.History;
import io.atelier.queue.Interrupts;
import io.atelier.queue.PromptCounts;
import io.atelier.queue.PromptQueue;
import io.atelier.queue.QueueLoop;
import io.atelier.queue.QueueLoops;
import io.atelier.queue.Submissions;
import io.atelier.queue.Watchdog;
import io.atelier.rest.Operations;
import io.atelier.rest.ServerFeatures;
import io.atelier.rest.ServerLog;
import io.atelier.rest.http.MetricsPage;
import io.atelier.setup.EngineSetup;
import io.atelier.storage.FileStore;
import io.atelier.storage.FileWarnings;
import io.atelier.storage.ModelFolders;
import io.atelier.storage.PackFolders;
import io.atelier.storage.UserDirectory;
import io.atelier.websocket.SendLoop;
import io.atelier.websocket.SessionLimits;
import io.atelier.websocket.SessionRegistry;
import io.atelier.wire.ErrorJson;
import io.atelier.worker.EmbeddedWorker;
import io.atelier.worker.Models;
import io.atelier.worker.Workers;
import io.atelier.worker.process.ProcessWorker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** How the server is put together: which implementation stands behind each port. */
@ApplicationScoped
public class Composition {
  private static final System.Logger LOG = System.getLogger(Composition.class.getName());

  @Produces
  @Singleton
  public AtelierSettings settings() {
    Config config = ConfigProvider.getConfig();
    return AtelierSettings.read(name -> config.getOptionalValue(name, String.class).orElse(null));
  }

  @Produces
  @Singleton
  public FileStore files(AtelierSettings settings) {
    return EngineSetup.files(settings);
  }

  @Produces
  @Singleton
  public FileWarnings fileWarnings() {
    return new FileWarnings();
  }

  @Produces
  @Singleton
  public ModelFolders models(AtelierSettings settings, FileWarnings warnings) {
    EngineSetup.Models models = EngineSetup.models(settings);
    warnings.set(settings.extraModelPaths(), models.extra().warnings());
    return models.folders();
  }

  @Produces
  @Singleton
  public UserDirectory users(AtelierSettings settings, FileWarnings warnings) {
    return new UserDirectory(
        settings.baseDirectory().resolve("user"), settings.multiUser(), warnings);
  }

  @Produces
  @Singleton
  public PackFolders packFolders(AtelierSettings settings, FileWarnings warnings) {
    return new PackFolders(settings.baseDirectory().resolve("custom_nodes"), warnings);
  }

  @Produces
  @Singleton
  public ServerLog log(SessionRegistry sessions) {
    return new ServerLog(sessions);
  }

  @Produces
  @Singleton
  public Services services(FileStore files, ModelFolders models) {
    return EngineSetup.services(files, models);
  }

  @Produces
  @Singleton
  public NodePacks packs(AtelierSettings settings) {
    return EngineSetup.packs(settings);
  }

  void close(@Disposes NodePacks packs) throws IOException {
    packs.close();
  }

  @Produces
  @Singleton
  public NodeRegistry registry(NodePacks packs) {
    return EngineSetup.registry(packs);
  }

  @Produces
  @Singleton
  public PromptValidator validator(NodeRegistry registry, Services services) {
    return new PromptValidator(registry, services, ErrorJson::length);
  }

  @Produces
  @Singleton
  public SendLoop sendLoop() {
    return new SendLoop();
  }

  @Produces
  @Singleton
  public SessionRegistry sessions(AtelierSettings settings, SendLoop sender) {
    return new SessionRegistry(
        new Message.FeatureFlags(ServerFeatures.of(settings)), SessionLimits.DEFAULT, sender);
  }

  @Produces
  @Singleton
  public Stores stores(AtelierSettings settings) {
    return Stores.open(settings);
  }

  void close(@Disposes Stores stores) {
    stores.close();
  }

  @Produces
  @Singleton
  public Meters meters() {
    return Meters.ofThisServer();
  }

  @Produces
  @Singleton
  public MetricsPage metricsPage(Meters meters) {
    return meters::page;
  }

  @Produces
  @Singleton
  public PromptCounts promptCounts() {
    return new PromptCounts();
  }

  @Produces
  @Singleton
  public Delivery delivery(Stores stores, SessionRegistry sessions) {
    return new Delivery(stores, sessions);
  }

  @Produces
  @Singleton
  public AnnouncedQueue queue(Stores stores, Delivery delivery, PromptCounts counts) {
    return new AnnouncedQueue(stores.queue(), delivery.bus(), counts);
  }

  @Produces
  @Singleton
  public Interrupts interrupts(Stores stores, Workers workers) {
    return id -> {
      workers.interrupt(id);
      stores.askToInterrupt(id);
    };
  }

  @Produces
  @Singleton
  public History history(Stores stores) {
    return stores.history();
  }

  @Produces
  @Singleton
  public Operations operations(Stores stores) {
    return new Operations(stores.control());
  }

  @Produces
  @Singleton
  public Admission admission(AtelierSettings settings, PromptQueue queue, PromptCounts counts) {
    return new Admission(queue, settings.queue().maxQueue(), counts);
  }

  @Produces
  @Singleton
  public Submissions submissions(
      PromptValidator validator,
      Admission admission,
      PromptQueue queue,
      Stores stores,
      Interrupts interrupts,
      PromptCounts counts) {
    return new Submissions(
        validator, admission, queue, stores.history(), stores.statuses(), interrupts, counts);
  }

  @Produces
  @Singleton
  public Watchdog watchdog(AtelierSettings settings, QueueLoops loops, Workers workers) {
    return new Watchdog(loops, workers, settings.queue().timeLimit());
  }

  @Produces
  @Singleton
  public Workers workers(
      AtelierSettings settings,
      NodeRegistry registry,
      Services services,
      NodePool pool,
      WorkerChoice choice) {
    try {
      List<ProcessWorker> processes = choice.processes();
      return processes.isEmpty()
          ? new Workers(
              List.of(
                  new EmbeddedWorker(
                      EngineSetup.executor(settings, registry, services, pool), Models.NONE)))
          : new Workers(processes);
    } catch (RuntimeException e) {
      // The container tells nobody of what fails at start-up.
      LOG.log(Level.ERROR, "the worker cannot be made", e);
      throw e;
    }
  }

  @Produces
  @Singleton
  public QueueLoops loops(
      PromptQueue queue, History history, Workers workers, Delivery delivery, Timings timings) {
    return new QueueLoops(
        workers.all().stream()
            .map(
                worker ->
                    new QueueLoop(
                        queue, history, worker, delivery.bus(), timings, Clock.systemUTC()))
            .toList());
  }
}
