package io.atelier.nodes.conditioning;

import com.google.auto.service.AutoService;
import io.atelier.array.FloatArray;
import io.atelier.diffusion.autoencoder.Vae;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.conditioning.Gligen;
import io.atelier.diffusion.text.TextEncoder;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.nodes.Sockets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing more in a rectangle of the picture. */
@AutoService(Node.class)
public final class GLIGENTextBoxApply implements Node {
  private static final Input<Conditioning> CONDITIONING_TO =
      Sockets.conditioning("conditioning_to");
  private static final Input<TextEncoder> CLIP = Sockets.clip("clip");
  private static final Input<Gligen> GLIGEN_TEXTBOX_MODEL = Sockets.gligen("gligen_textbox_model");
  private static final Input<String> TEXT =
      Input.text("text").multiline().with("dynamicPrompts", true);
  private static final Input<Long> WIDTH = side("width");
  private static final Input<Long> HEIGHT = side("height");
  private static final Input<Long> X = Input.integer("x").proposes(0).range(0, 16384).step(8);
  private static final Input<Long> Y = Input.integer("y").proposes(0).range(0, 16384).step(8);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("GLIGENTextBoxApply")
          .module("nodes")
          .category("conditioning/gligen")
          .needsDevice()
          .inputs(CONDITIONING_TO, CLIP, GLIGEN_TEXTBOX_MODEL, TEXT, WIDTH, HEIGHT, X, Y)
          .outputs(Sockets.CONDITIONING)
          .build();

  private static Input<Long> side(String name) {
    return Input.integer(name).proposes(64).range(8, 16384).step(8);
  }

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    Gligen net = inputs.get(GLIGEN_TEXTBOX_MODEL);
    Gligen.Box box =
        new Gligen.Box(
            text(inputs, net),
            inputs.getInt(HEIGHT) / Vae.SCALE,
            inputs.getInt(WIDTH) / Vae.SCALE,
            inputs.getInt(Y) / Vae.SCALE,
            inputs.getInt(X) / Vae.SCALE);
    return NodeOutput.of(
        inputs
            .get(CONDITIONING_TO)
            .map(
                entry ->
                    entry.withExtras(
                        entry.extras().withBoxes(more(net, entry.extras().boxes(), box)))));
  }

  private static FloatArray text(NodeInputs inputs, Gligen net) {
    FloatArray pooled = inputs.get(CLIP).encode(inputs.get(TEXT)).pooled();
    if (pooled == null || pooled.size(1) != net.textWidth()) {
      throw new NodeException(
          "ValueError",
          "GLIGEN takes texts of a text encoder of width %d, that of Stable Diffusion 1.5."
              .formatted(net.textWidth()));
    }
    return pooled;
  }

  private static Gligen.Boxes more(Gligen net, Gligen.@Nullable Boxes before, Gligen.Box box) {
    List<Gligen.Box> all = new ArrayList<>(before == null ? List.of() : before.boxes());
    all.add(box);
    return new Gligen.Boxes(net, all);
  }
}
