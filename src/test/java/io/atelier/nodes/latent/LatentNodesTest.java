package io.atelier.nodes.latent;

import io.atelier.nodes.NodeFamilyContract;
import java.util.Set;

class LatentNodesTest extends NodeFamilyContract {
  LatentNodesTest() {
    super(
        "latent",
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
            "VAEEncodeForInpaint"));
  }
}
