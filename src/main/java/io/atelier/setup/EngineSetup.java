package io.atelier.setup;

import io.atelier.config.AtelierSettings;
import io.atelier.config.Setting;
import io.atelier.execution.ClassicCache;
import io.atelier.execution.EngineOptions;
import io.atelier.execution.LruCache;
import io.atelier.execution.MeasuredMemory;
import io.atelier.execution.NoCache;
import io.atelier.execution.OutputCache;
import io.atelier.execution.PromptExecutor;
import io.atelier.execution.RamPressureCache;
import io.atelier.execution.ResultSizer;
import io.atelier.log.LogContext;
import io.atelier.node.NodePacks;
import io.atelier.node.NodeRegistry;
import io.atelier.node.Services;
import io.atelier.storage.ExtraModelPaths;
import io.atelier.storage.FileStore;
import io.atelier.storage.ModelFolders;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * How the engine and what it uses are made from the settings, alike in the server and in a worker
 * process.
 */
public final class EngineSetup {
  private static final double GIBIBYTE = 1 << 30;

  /** The settings that matter here, all that a worker process is told. */
  public static final List<Setting> SETTINGS =
      List.of(
          Setting.BASE_DIRECTORY,
          Setting.CACHE,
          Setting.PARALLELISM,
          Setting.PREVIEW_METHOD,
          Setting.DEVICES,
          Setting.MODEL_MEMORY,
          Setting.EXTRA_MODEL_PATHS);

  private EngineSetup() {}

  public static FileStore files(AtelierSettings settings) {
    return new FileStore(settings.baseDirectory());
  }

  /** The folders of models, and what was found of the file that names further ones. */
  public record Models(ModelFolders folders, ExtraModelPaths.Reading extra) {}

  public static Models models(AtelierSettings settings) {
    ExtraModelPaths.Reading extra = ExtraModelPaths.read(settings.extraModelPaths());
    return new Models(new ModelFolders(settings.baseDirectory(), extra.entries()), extra);
  }

  /** What nodes are lent where no networks are computed. */
  public static Services services(FileStore files, ModelFolders models) {
    return Services.of(Map.of(FileStore.class, files, ModelFolders.class, models));
  }

  public static NodePacks packs(AtelierSettings settings) {
    return new NodePacks(
        settings.baseDirectory().resolve("custom_nodes"), EngineSetup.class.getClassLoader());
  }

  /** The built-in nodes and those of the packs. */
  public static NodeRegistry registry(NodePacks packs) {
    NodeRegistry.Builder registry =
        NodeRegistry.builder().addListed(EngineSetup.class.getClassLoader(), "nodes");
    packs.addTo(registry);
    return registry.build();
  }

  /**
   * The engine.
   *
   * @param pool runs nodes when several may run at a time
   */
  public static PromptExecutor executor(
      AtelierSettings settings, NodeRegistry registry, Services services, Executor pool) {
    EngineOptions options =
        settings.parallelism() > 1
            ? EngineOptions.parallel(settings.parallelism(), LogContext.carriedBy(pool))
            : EngineOptions.sequential();
    return new PromptExecutor(registry, services, cache(settings.cache()), options);
  }

  private static OutputCache cache(AtelierSettings.CacheKind kind) {
    return switch (kind.type()) {
      case CLASSIC -> new ClassicCache();
      case LRU -> new LruCache((int) kind.amount());
      case NONE -> new NoCache();
      case RAM ->
          new RamPressureCache(
              new MeasuredMemory(),
              new ResultSizer(ValueSizes::of),
              (long) (kind.amount() * GIBIBYTE));
    };
  }
}
