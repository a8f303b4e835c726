package io.atelier.diffusion.model;

import io.atelier.diffusion.family.ModelFamily;
import io.atelier.diffusion.schedule.Parameterization;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a model file says of itself in its metadata. See <a
 * href="https://github.com/Stability-AI/ModelSpec">the Stability.AI model metadata standard</a>.
 */
public final class ModelSpec {
  private ModelSpec() {}

  /** What there is to say of a model, by its keys. */
  public static Map<String, String> of(Model model, String title) {
    Map<String, String> spec = new LinkedHashMap<>();
    spec.put("modelspec.sai_model_spec", "1.0.0");
    spec.put("modelspec.architecture", model.architecture().family().specification());
    spec.put("modelspec.implementation", "sgm");
    spec.put("modelspec.title", title);
    if (model.parameterization() == Parameterization.EPS) {
      spec.put(ModelFamily.PREDICTION, "epsilon");
    } else if (model.parameterization() == Parameterization.V) {
      spec.put(ModelFamily.PREDICTION, "v");
    }
    return spec;
  }
}
