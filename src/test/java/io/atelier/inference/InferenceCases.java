package io.atelier.inference;

import io.atelier.array.FloatArray;
import io.atelier.config.PreviewMethod;
import io.atelier.diffusion.autoencoder.LatentFormat;
import io.atelier.diffusion.autoencoder.LatentPreview;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.sampler.Sampler;
import io.atelier.diffusion.sampler.Samplers;
import io.atelier.diffusion.sampling.CfgGuider;
import io.atelier.diffusion.sampling.NoiseSource;
import io.atelier.diffusion.sampling.Sampling;
import io.atelier.diffusion.schedule.Schedulers;
import io.atelier.diffusion.schedule.Sigmas;
import io.atelier.diffusion.schedule.StepPlan;
import io.atelier.diffusion.store.DiffusionSettings;
import io.atelier.diffusion.store.ModelStore;
import io.atelier.diffusion.text.Embeddings;
import io.atelier.diffusion.text.Token;
import io.atelier.diffusion.text.Tokenizer;
import io.atelier.image.ImageBatch;
import io.atelier.image.Latent;
import io.atelier.image.MaskBatch;
import io.atelier.json.Json;
import io.atelier.node.NodeRegistry;
import io.atelier.node.Services;
import io.atelier.nodes.HostArrays;
import io.atelier.storage.FileStore;
import io.atelier.storage.ModelFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The recorded cases of a conformance folder, evaluated in this process on the synthetic models of
 * a base directory.
 */
final class InferenceCases implements AutoCloseable {
  private final Path folder;
  private final Path base;
  private final NodeRegistry registry =
      NodeRegistry.builder().addListed(InferenceCases.class.getClassLoader(), "nodes").build();
  private int seedOffset;
  private ModelStore store;

  /**
   * Cases.
   *
   * @param folder with cases, inputs and tensors
   * @param base a server's base directory with the synthetic models
   */
  InferenceCases(Path folder, Path base) throws IOException {
    this.folder = folder;
    this.base = base;
    this.store = newStore();
    copyInputs();
  }

  private ModelStore newStore() {
    DiffusionSettings standard = DiffusionSettings.standard();
    return new ModelStore(new DiffusionSettings(standard.memoryLimit(), 512, seedOffset));
  }

  private void copyInputs() throws IOException {
    Path inputs = base.resolve("input");
    Files.createDirectories(inputs);
    try (Stream<Path> files = Files.list(folder.resolve("inputs"))) {
      for (Path file : files.toList()) {
        Path target = inputs.resolve(file.getFileName());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** The names of all cases in the folder, those with the same noise for samplers together. */
  List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("cases"))) {
      files
          .map(file -> file.getFileName().toString().replace(".json", ""))
          .sorted()
          .forEach(names::add);
    }
    names.sort((a, b) -> Boolean.compare(a.contains("newer-noise"), b.contains("newer-noise")));
    return names;
  }

  /** How each result of a case compares; see {@link Expected#compare}. */
  List<String> run(String name) throws Exception {
    Map<?, ?> json =
        (Map<?, ?>) Json.parse(Files.readAllBytes(folder.resolve("cases/" + name + ".json")));
    setSeedOffset("plus1".equals(json.get("ancestral_noise_seed")) ? 1 : 0);
    List<?> results = (List<?>) json.get("results");
    if ("tokenize".equals(json.get("call"))) {
      return tokenize(results);
    }
    List<String> lines = new ArrayList<>();
    boolean call = "call".equals(json.get("kind"));
    CallCases calls =
        new CallCases(
            folder.resolve("inputs"),
            base.resolve("models/checkpoints/sd15-synthetic.safetensors"),
            store);
    Workflow workflow =
        call ? null : new Workflow((Map<?, ?>) json.get("workflow"), registry, services());
    List<Trace> trace = null;
    for (Object result : results) {
      Expected expected = Expected.read(folder, (Map<?, ?>) result);
      float[] ours;
      if (call) {
        ours =
            calls.result(
                (String) json.get("call"), (Map<?, ?>) json.get("arguments"), expected.what());
      } else if (expected.json().containsKey("slot")) {
        ours = value(workflow.values(expected.node()).get(expected.slot()), expected.what());
      } else {
        trace = trace == null ? trace(workflow, expected.node()) : trace;
        ours = traced(trace, expected.what());
      }
      lines.add(expected.compare(ours));
    }
    return lines;
  }

  private void setSeedOffset(int offset) {
    if (offset != seedOffset) {
      store.close();
      seedOffset = offset;
      store = newStore();
    }
  }

  private Services services() {
    return Services.of(
        Map.of(
            FileStore.class,
            new FileStore(base),
            ModelFolders.class,
            new ModelFolders(base),
            PreviewMethod.class,
            PreviewMethod.LATENT2RGB,
            ModelStore.class,
            store));
  }

  private static float[] value(Object value, String what) {
    if (value instanceof Conditioning conditioning) {
      Conditioning.Entry first = conditioning.entries().get(0);
      return what.contains("pooled") ? first.pooled().data() : first.context().data();
    }
    if (value instanceof Latent latent) {
      return what.contains("mask") ? latent.noiseMask().data() : latent.samples().data();
    }
    if (value instanceof Sigmas sigmas) {
      return sigmas.values();
    }
    return value instanceof ImageBatch image ? image.data() : ((MaskBatch) value).data();
  }

  private record Trace(FloatArray x, FloatArray denoised) {}

  /** What a KSampler's steps see. */
  private static List<Trace> trace(Workflow workflow, String node) throws Exception {
    Map<String, Object> inputs = workflow.inputs(node);
    Model model = (Model) inputs.get("model");
    Sampler sampler = Samplers.get((String) inputs.get("sampler_name"));
    float[] sigmas =
        StepPlan.sigmas(
            Schedulers.get((String) inputs.get("scheduler")),
            model.levels(),
            ((Number) inputs.get("steps")).intValue(),
            1,
            sampler.dropsPenultimate());
    FloatArray latent = HostArrays.samples((Latent) inputs.get("latent_image"));
    long seed = ((Number) inputs.get("seed")).longValue();
    List<Trace> trace = new ArrayList<>();
    Sampling.run(
        new Sampling.Request(
            new CfgGuider(
                model,
                (Conditioning) inputs.get("positive"),
                (Conditioning) inputs.get("negative"),
                ((Number) inputs.get("cfg")).doubleValue()),
            sampler,
            sigmas,
            latent,
            null,
            NoiseSource.ofSeed(seed).noise(latent.shape(), null),
            seed),
        new Sampling.Listener() {
          @Override
          public void checkInterrupted() {}

          @Override
          public void onStep(int step, int total, FloatArray x, FloatArray denoised) {
            trace.add(new Trace(x, denoised));
          }
        });
    return trace;
  }

  private static float[] traced(List<Trace> trace, String what) {
    String number = what.replaceFirst(".*step (\\d+).*", "$1");
    Trace step = trace.get(Integer.parseInt(number));
    if (what.startsWith("latent2rgb")) {
      return CallCases.bytes(LatentPreview.rgb(LatentFormat.SD15, step.denoised()));
    }
    return (what.startsWith("denoised") ? step.denoised() : step.x()).data();
  }

  private static List<String> tokenize(List<?> results) {
    List<String> lines = new ArrayList<>();
    Tokenizer tokenizer = new Tokenizer(Embeddings.NONE, "l", 768, 49407);
    for (Object result : results) {
      Map<?, ?> row = (Map<?, ?>) result;
      List<List<Token>> ours = tokenizer.chunks((String) row.get("prompt"));
      List<?> chunks = (List<?>) row.get("chunks");
      boolean same = ours.size() == chunks.size();
      for (int c = 0; same && c < ours.size(); c++) {
        List<?> ids = (List<?>) ((Map<?, ?>) chunks.get(c)).get("ids");
        List<?> weights = (List<?>) ((Map<?, ?>) chunks.get(c)).get("weights");
        for (int t = 0; t < ids.size(); t++) {
          Token token = ours.get(c).get(t);
          same &= token.id() == ((Number) ids.get(t)).intValue();
          same &= Math.abs(token.weight() - ((Number) weights.get(t)).doubleValue()) < 1e-6;
        }
      }
      lines.add((same ? "ok " : "FAIL ") + row.get("prompt"));
    }
    return lines;
  }

  @Override
  public void close() {
    store.close();
  }
}
