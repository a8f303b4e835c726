package io.atelier.nodes.sampling;

import io.atelier.array.FloatArray;
import io.atelier.config.PreviewMethod;
import io.atelier.diffusion.autoencoder.LatentPreview;
import io.atelier.diffusion.autoencoder.RgbPicture;
import io.atelier.diffusion.autoencoder.TinyPreview;
import io.atelier.diffusion.autoencoder.TinyVae;
import io.atelier.diffusion.model.Model;
import io.atelier.diffusion.sampling.Sampling;
import io.atelier.node.NodeContext;
import io.atelier.node.Preview;
import io.atelier.node.PromptExtras;
import io.atelier.nodes.loader.TinyVaeFiles;
import org.jspecify.annotations.Nullable;

/** Tells clients of each step of sampling: how far it is, and what it looks like. */
final class StepReports implements Sampling.Listener {
  /** What a prompt may send along to choose a {@link PreviewMethod} for itself. */
  private static final String CHOICE = "preview_method";

  private final Model model;
  private final NodeContext context;
  private final PreviewMethod method;
  private final @Nullable TinyPreview tiny;

  StepReports(Model model, NodeContext context) {
    this.model = model;
    this.context = context;
    this.method = method(context);
    TinyVae.Kind kind = model.latent().tinyVae();
    this.tiny =
        method == PreviewMethod.TAESD && kind != null
            ? TinyVaeFiles.preview(context, kind).orElse(null)
            : null;
  }

  /** The prompt's choice, else the server's. */
  private static PreviewMethod method(NodeContext context) {
    return context.service(PromptExtras.class).get(CHOICE) instanceof String name
        ? PreviewMethod.find(name).orElseGet(() -> context.service(PreviewMethod.class))
        : context.service(PreviewMethod.class);
  }

  @Override
  public void checkInterrupted() {
    context.checkInterrupted();
  }

  @Override
  public void onStep(int step, int total, FloatArray x, FloatArray denoised) {
    context.progress(step, total, preview(denoised));
  }

  private @Nullable Preview preview(FloatArray denoised) {
    if (method == PreviewMethod.NONE) {
      return null;
    }
    RgbPicture picture =
        tiny == null
            ? new RgbPicture(
                LatentPreview.rgb(model.latent(), denoised), denoised.size(-1), denoised.size(-2))
            : tiny.picture(denoised);
    return PreviewPicture.of(picture, model.store().settings().previewSize());
  }
}
