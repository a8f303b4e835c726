package io.atelier.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.json.Json;
import io.atelier.node.Services;
import io.atelier.storage.FileStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class LatentNodesTest {
  private static final Set<String> COVERED =
      Set.of(
          "EmptyAceStepLatentAudio",
          "EmptyChromaRadianceLatentImage",
          "EmptyCosmosLatentVideo",
          "EmptyHunyuanImageLatent",
          "EmptyHunyuanLatentVideo",
          "EmptyLTXVLatentVideo",
          "EmptyLatentAudio",
          "EmptyLatentHunyuan3Dv2",
          "EmptyLatentImage",
          "EmptyMochiLatentVideo",
          "EmptySD3LatentImage",
          "LatentAdd",
          "LatentApplyOperation",
          "LatentBatch",
          "LatentBatchSeedBehavior",
          "LatentBlend",
          "LatentComposite",
          "LatentCompositeMasked",
          "LatentConcat",
          "LatentCrop",
          "LatentCut",
          "LatentFlip",
          "LatentFromBatch",
          "LatentInterpolate",
          "LatentMultiply",
          "LatentOperationSharpen",
          "LatentOperationTonemapReinhard",
          "LatentRotate",
          "LatentSubtract",
          "LatentUpscale",
          "LatentUpscaleBy",
          "LoadLatent",
          "RebatchLatents",
          "RepeatLatentBatch",
          "SaveLatent",
          "SetLatentNoiseMask",
          "StableCascade_EmptyLatentImage",
          "TrimVideoLatent",
          "VAEEncodeForInpaint");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> giveWhatWasRecorded() {
    return NodeCases.of("latent", COVERED);
  }

  @TestFactory
  Stream<DynamicTest> describeThemselvesAsRecorded() throws IOException {
    Services services = Services.of(java.util.Map.of(FileStore.class, new FileStore(folder)));
    return NodeCatalogue.recorded("nodes/catalogue-latent.json").entrySet().stream()
        .map(
            recorded ->
                DynamicTest.dynamicTest(
                    recorded.getKey(),
                    () ->
                        assertThat(Json.write(NodeCatalogue.ours(recorded.getKey(), services)))
                            .isEqualTo(
                                Json.write(NodeCatalogue.withoutFiles(recorded.getValue())))));
  }
}
