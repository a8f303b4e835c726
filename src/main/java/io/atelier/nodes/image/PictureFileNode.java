package io.atelier.nodes.image;

import io.atelier.node.ChangeFingerprint;
import io.atelier.node.Input;
import io.atelier.node.InputValidation;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeInputs;
import io.atelier.node.Services;
import io.atelier.storage.FileStore;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** A node that reads a picture file: it is to be there, and a change of its content counts. */
interface PictureFileNode extends Node, ChangeFingerprint, InputValidation {
  /** The input that names the file. */
  Input<String> file();

  @Override
  default String fingerprint(NodeInputs inputs, NodeContext context) throws IOException {
    return ImageFiles.fingerprint(inputs.get(file()), context.service(FileStore.class));
  }

  @Override
  default Set<String> validatedInputs() {
    return Set.of(file().name());
  }

  @Override
  default Verdict validate(NodeInputs inputs, Map<String, String> linkTypes, Services services) {
    return ImageFiles.check(inputs.get(file()), services.get(FileStore.class));
  }
}
