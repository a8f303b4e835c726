package io.atelier.inference;

import io.atelier.diffusion.store.ModelStore;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The calls of recorded family cases, by name. */
final class FamilyCalls implements FamilyCall {
  private final Map<String, FamilyCall> calls = new HashMap<>();

  FamilyCalls(FamilyFolder folder, ModelStore store) {
    CaseModels models = new CaseModels(folder, store);
    calls.putAll(new UNetCalls(models).all());
    calls.putAll(new FluxCalls(models).all());
    calls.putAll(new TextCalls(models).all());
    calls.putAll(new LatentCalls(models).all());
    calls.putAll(new SamplingCalls(models).all());
    calls.putAll(ScheduleCalls.all());
    calls.putAll(new EightBitCalls(models).all());
  }

  @Override
  public float[] result(Map<?, ?> json, String what) throws IOException {
    FamilyCall call = calls.get((String) json.get("call"));
    if (call == null) {
      throw new IllegalStateException("no such call: " + json.get("call"));
    }
    return call.result(json, what);
  }
}
