package io.atelier.inference;

import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.store.WeightSource;
import io.atelier.diffusion.text.ClipFiles;
import io.atelier.diffusion.text.ClipKind;
import io.atelier.diffusion.text.ClipText;
import io.atelier.diffusion.text.Embeddings;
import io.atelier.diffusion.text.TextEncoder;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Calls of text encoders. */
record TextCalls(CaseModels models) {
  Map<String, FamilyCall> all() {
    return Map.of("sd2_encode", this::openClip);
  }

  private float[] openClip(Map<?, ?> json, String what) throws IOException {
    String layout = json.get("config") + "-layout.json";
    WeightSource clip =
        ClipFiles.below(models.folder().model(layout), List.of("cond_stage_model.model."));
    Map<?, ?> config =
        (Map<?, ?>) models.folder().layout(layout).config().get("clip_h_model_config");
    int headWidth =
        (int)
            (CaseInputs.number(config, "hidden_size", 64)
                / CaseInputs.number(config, "num_attention_heads", 1));
    TextEncoder encoder =
        TextEncoder.of(
            models.store(), Embeddings.NONE, ClipText.of(ClipKind.H, clip).withHeads(headWidth));
    Conditioning.Entry entry = encoder.encode((String) FamilyCall.arguments(json).get("prompt"));
    return (what.equals("pooled") ? entry.pooled() : entry.context()).data();
  }
}
