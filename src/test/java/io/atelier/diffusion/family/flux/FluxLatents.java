package io.atelier.diffusion.family.flux;

import io.atelier.diffusion.autoencoder.LatentFormat;
import io.atelier.diffusion.autoencoder.TinyVae;
import java.util.List;

/** The latents of Flux.1. */
final class FluxLatents {
  static final LatentFormat FORMAT =
      new LatentFormat(
          "Flux",
          16,
          4,
          0.3611,
          0.1159,
          new LatentFormat.Preview(
              List.of(
                  List.of(-0.0346, 0.0244, 0.0681),
                  List.of(0.0034, 0.0210, 0.0687),
                  List.of(0.0275, -0.0668, -0.0433),
                  List.of(-0.0174, 0.0160, 0.0617),
                  List.of(0.0859, 0.0721, 0.0329),
                  List.of(0.0004, 0.0383, 0.0115),
                  List.of(0.0405, 0.0861, 0.0915),
                  List.of(-0.0236, -0.0185, -0.0259),
                  List.of(-0.0245, 0.0250, 0.1180),
                  List.of(0.1008, 0.0755, -0.0421),
                  List.of(-0.0515, 0.0201, 0.0011),
                  List.of(0.0428, -0.0012, -0.0036),
                  List.of(0.0817, 0.0765, 0.0749),
                  List.of(-0.1264, -0.0522, -0.1103),
                  List.of(-0.0280, -0.0881, -0.0499),
                  List.of(-0.1262, -0.0982, -0.0778)),
              List.of(-0.0329, -0.0718, -0.0851)),
          TinyVae.Kind.TAEF1);

  private FluxLatents() {}
}
