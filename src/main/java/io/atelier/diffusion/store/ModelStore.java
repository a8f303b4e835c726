package io.atelier.diffusion.store;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.atelier.diffusion.layer.Weights;
import io.atelier.memory.MachineMemory;
import io.atelier.tensor.ComputeDevice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The networks that are loaded, and the decision which to give up for another.
 *
 * <p>A value such as a model that nodes pass around only says where weights come from and how they
 * are patched ({@link WeightsKey}). Using it loads the weights unless they are there. Before
 * loading, networks that were not used for longest are unloaded until the new one fits the limit.
 * Patched weights lie over the unpatched ones, which they share; the latter stay as long as the
 * former. Where patches leave nothing as it was, as merging does, nothing is shared: the weights
 * are made one by one from the files, without loading any of the networks that they are made of.
 */
public final class ModelStore implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ModelStore.class.getName());

  private final DiffusionSettings settings;
  private final ComputePlan plan;
  private final LongSupplier freeMemory;
  private final List<Entry> entries = new ArrayList<>();
  private long clock;

  public ModelStore(DiffusionSettings settings) {
    this(settings, ComputePlan.STANDARD);
  }

  public ModelStore(DiffusionSettings settings, ComputePlan plan) {
    this(settings, plan, ModelStore::freeOnDevice);
  }

  /**
   * A store.
   *
   * @param freeMemory bytes that computations may take now
   */
  public ModelStore(DiffusionSettings settings, ComputePlan plan, LongSupplier freeMemory) {
    this.settings = settings;
    this.plan = plan;
    this.freeMemory = freeMemory;
  }

  /**
   * A network that is loaded.
   *
   * @param name of its file
   * @param bytes of native memory that it alone holds
   */
  public record Loaded(String name, long bytes) {}

  private static final class Entry {
    final WeightsKey key;
    final LoadedWeights weights;
    final @Nullable Entry base;
    @Nullable Object network;
    int users;
    long lastUse;

    Entry(WeightsKey key, LoadedWeights weights, @Nullable Entry base) {
      this.key = key;
      this.weights = weights;
      this.base = base;
    }
  }

  public DiffusionSettings settings() {
    return settings;
  }

  /** How networks are kept and computed. */
  public ComputePlan plan() {
    return plan;
  }

  private static long freeOnDevice() {
    ComputeDevice device = ComputeDevice.known();
    return device == null || device.isCpu() ? MachineMemory.available() : device.memory().free();
  }

  /** Bytes of weights that stay loaded at most: on a GPU, three quarters of its memory. */
  private long limit() {
    ComputeDevice device = ComputeDevice.known();
    return device == null || device.isCpu()
        ? settings.memoryLimit()
        : Math.min(settings.memoryLimit(), device.memory().total() / 4 * 3);
  }

  /** Bytes that computations may take now. */
  public long freeMemory() {
    return freeMemory.getAsLong();
  }

  /**
   * Computes with a network, which stays loaded at least as long. Where memory does not do, it is
   * tried once more with all other networks unloaded.
   *
   * @param build makes the network of its weights; asked once per loading
   * @param use changes nothing but what it returns
   * @throws DeviceMemoryError when memory does not do the second time either
   */
  public <N, R> R with(
      WeightsKey key, Class<N> type, Function<Weights, N> build, Function<N, R> use) {
    try {
      return compute(key, type, build, use);
    } catch (RuntimeException e) {
      if (!DeviceMemoryError.isBehind(e)) {
        throw e;
      }
      LOG.log(WARNING, "out of memory; idle networks are unloaded", e);
    }
    unloadAll();
    try {
      return compute(key, type, build, use);
    } catch (RuntimeException e) {
      if (DeviceMemoryError.isBehind(e)) {
        throw new DeviceMemoryError(e);
      }
      throw e;
    }
  }

  private <N, R> R compute(
      WeightsKey key, Class<N> type, Function<Weights, N> build, Function<N, R> use) {
    Entry entry = acquire(key, build);
    try {
      return use.apply(type.cast(entry.network));
    } finally {
      release(entry);
    }
  }

  private synchronized Entry acquire(WeightsKey key, Function<Weights, ?> build) {
    try {
      Entry entry = loaded(key);
      if (entry.network == null) {
        entry.network = build.apply(entry.weights.weights());
      }
      entry.users++;
      touch(entry);
      return entry;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + key.source() + ": " + e.getMessage(), e);
    }
  }

  private synchronized void release(Entry entry) {
    entry.users--;
  }

  private void touch(Entry entry) {
    entry.lastUse = ++clock;
    if (entry.base != null) {
      entry.base.lastUse = clock;
    }
  }

  private Entry loaded(WeightsKey key) throws IOException {
    Optional<Entry> found = entries.stream().filter(e -> e.key.equals(key)).findFirst();
    if (found.isPresent()) {
      return found.get();
    }
    Entry entry;
    if (key.patches().isEmpty() || !key.keepsSome()) {
      makeRoom(plan.bytes(key.source()));
      ComputePlan.Keeping keeping = plan.keeping(key.source(), limit());
      entry = new Entry(key, LoadedWeights.load(key, keeping), null);
    } else {
      Entry base = loaded(WeightsKey.of(key.source()));
      base.users++;
      try {
        makeRoom(key.patchedBytes());
        entry = new Entry(key, LoadedWeights.over(base.weights, key), base);
      } finally {
        base.users--;
      }
    }
    LOG.log(INFO, () -> "loaded %s, %d MB".formatted(key, entry.weights.bytes() / 1_000_000));
    entries.add(entry);
    return entry;
  }

  /** Unloads networks until so many bytes more are within the limit, or all others are in use. */
  private void makeRoom(long bytes) {
    while (loadedBytes() + bytes > limit()) {
      Optional<Entry> oldest =
          entries.stream().filter(this::isIdle).min(Comparator.comparingLong(e -> e.lastUse));
      if (oldest.isEmpty()) {
        return;
      }
      unload(oldest.get());
    }
  }

  private boolean isIdle(Entry entry) {
    return entry.users == 0 && entries.stream().noneMatch(e -> e.base == entry);
  }

  private void unload(Entry entry) {
    entries.remove(entry);
    entry.weights.close();
    LOG.log(INFO, () -> "unloaded " + entry.key);
  }

  private long loadedBytes() {
    return entries.stream().mapToLong(e -> e.weights.bytes()).sum();
  }

  /** What is loaded. */
  public synchronized List<Loaded> loaded() {
    return entries.stream()
        .map(e -> new Loaded(e.key.source().file().toString(), e.weights.bytes()))
        .toList();
  }

  /** Unloads everything that is not in use. */
  public synchronized void unloadAll() {
    Optional<Entry> idle = entries.stream().filter(this::isIdle).findFirst();
    while (idle.isPresent()) {
      unload(idle.get());
      idle = entries.stream().filter(this::isIdle).findFirst();
    }
  }

  @Override
  public void close() {
    unloadAll();
  }
}
