package io.atelier.nodes.latent;

import com.google.auto.service.AutoService;
import io.atelier.image.Latent;
import io.atelier.node.ChangeFingerprint;
import io.atelier.node.Input;
import io.atelier.node.InputValidation;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Services;
import io.atelier.node.SocketType;
import io.atelier.storage.FileName;
import io.atelier.storage.FileStore;
import io.atelier.storage.Folder;
import io.atelier.storage.PathEscapeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Loads a latent from a file of the input folder. */
@AutoService(Node.class)
public final class LoadLatent implements Node, ChangeFingerprint, InputValidation {
  private static final Input<String> LATENT = Input.choice("latent", LoadLatent::files);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.of("LoadLatent")
          .module("nodes")
          .category("_for_testing")
          .inputs(LATENT)
          .outputs(SocketType.LATENT)
          .build();

  private static List<Object> files(Services services) {
    return services.get(FileStore.class).names(Folder.INPUT).stream()
        .filter(name -> name.endsWith(".latent"))
        .<Object>map(name -> name)
        .toList();
  }

  private static Path path(FileStore files, String name) {
    FileName file = FileName.parse(name, Folder.INPUT);
    return files.resolve(file.folder(), file.name());
  }

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) throws IOException {
    Path path = path(context.service(FileStore.class), inputs.get(LATENT));
    return NodeOutput.of(Latent.of(LatentFiles.read(path)));
  }

  @Override
  public Object fingerprint(NodeInputs inputs, NodeContext context) throws Exception {
    Path path = path(context.service(FileStore.class), inputs.get(LATENT));
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public Set<String> validatedInputs() {
    return Set.of(LATENT.name());
  }

  @Override
  public Verdict validate(NodeInputs inputs, Map<String, String> linkTypes, Services services) {
    return inputs
        .find(LATENT)
        .filter(name -> !exists(services.get(FileStore.class), name))
        .map(name -> Verdict.failed("Invalid latent file: " + name))
        .orElse(Verdict.PASSED);
  }

  private static boolean exists(FileStore files, String name) {
    try {
      return Files.isRegularFile(path(files, name));
    } catch (PathEscapeException e) {
      return false;
    }
  }
}
