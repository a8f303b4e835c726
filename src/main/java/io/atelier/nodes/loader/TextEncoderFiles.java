package io.atelier.nodes.loader;

import io.atelier.diffusion.store.ModelFile;
import io.atelier.node.Input;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.nodes.Sockets;

/** What the nodes that open text encoders from files of their own have in common. */
final class TextEncoderFiles {
  static final Input<String> DEVICE =
      Input.choice("device", "default", "cpu").with("advanced", true).optional();

  private static final String FOLDER = "text_encoders";

  private TextEncoderFiles() {}

  /** The name of a file. */
  static Input<String> name(String input) {
    return Input.choice(input, ModelFiles.choices(FOLDER));
  }

  /** A node of this kind. */
  static NodeDefinition.Builder definition(String classType) {
    return NodeDefinition.of(classType)
        .module("nodes")
        .category("advanced/loaders")
        .outputs(Sockets.CLIP);
  }

  /**
   * Nothing, for the type that is known.
   *
   * @throws NodeException for every other
   */
  static void requireType(String type, String known) {
    if (!type.equals(known)) {
      throw new NodeException(
          "ValueError", "text encoders of type '%s' are not known here".formatted(type));
    }
  }

  /** Reads a file of the folder. */
  static ModelFile read(NodeContext context, String name) {
    return ModelFiles.read(context, FOLDER, name);
  }
}
