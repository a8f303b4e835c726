package io.atelier.inference;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.conditioning.FluxHints;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The conditionings that the arguments of a case describe. */
record CaseConditioning(FamilyFolder folder, Map<?, ?> arguments) {
  /**
   * A conditioning.
   *
   * @param side 0 for what is wanted, 1 for what is not
   */
  Conditioning of(String name, int side) throws IOException {
    Conditioning.Entry entry = features(arguments.get(name), side);
    if (arguments.get("size_keys") instanceof Map<?, ?> size) {
      entry = entry.withSize(size(size));
    }
    if (arguments.get("concat_latent_image") instanceof Map<?, ?> shown) {
      FloatArray mask =
          arguments.get("concat_mask") instanceof String text ? CaseInputs.mask(text) : null;
      entry = entry.withInpaint(new Conditioning.Inpaint(CaseInputs.array(shown), mask));
    }
    if (arguments.containsKey("guidance")) {
      entry = entry.withFlux(hints -> hints.withGuidance(guidance(arguments.get("guidance"))));
    }
    if (arguments.get("reference_latents") instanceof List<?> references) {
      for (Object reference : references) {
        entry = entry.withFlux(hints -> hints.withReference(CaseInputs.array(reference)));
      }
    }
    return Conditioning.of(entry);
  }

  /** What a prompt was made into, or values that are computed. */
  private Conditioning.Entry features(Object given, int side) throws IOException {
    if (given instanceof String prompt) {
      requireUsualEncoders();
      return Conditioning.Entry.of(folder.text(prompt, "cond"), folder.text(prompt, "pooled"));
    }
    FloatArray pooled =
        arguments.get("pooled") instanceof List<?> both ? CaseInputs.array(both.get(side)) : null;
    return Conditioning.Entry.of(CaseInputs.array(given), pooled);
  }

  /** Prompts are recorded without LoRA only. */
  private void requireUsualEncoders() throws IOException {
    if (arguments.get("lora") instanceof String lora
        && folder.model(lora).tensors().keySet().stream().anyMatch(k -> k.startsWith("lora_te"))) {
      throw new IllegalStateException("no recorded features of prompts with " + lora);
    }
  }

  private static FluxHints.Guidance guidance(Object said) {
    if (said instanceof Number value) {
      return FluxHints.Guidance.of(value.doubleValue());
    }
    return said == null ? FluxHints.Guidance.DISABLED : FluxHints.Guidance.UNSAID;
  }

  private static Conditioning.Size size(Map<?, ?> json) {
    int width = (int) CaseInputs.number(json, "width", 0);
    int height = (int) CaseInputs.number(json, "height", 0);
    return new Conditioning.Size(
        height,
        width,
        (int) CaseInputs.number(json, "crop_h", 0),
        (int) CaseInputs.number(json, "crop_w", 0),
        (int) CaseInputs.number(json, "target_height", height),
        (int) CaseInputs.number(json, "target_width", width),
        json.get("aesthetic_score") instanceof Number score ? score.doubleValue() : null);
  }
}
