package io.atelier.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticModelsTest {
  @TempDir Path base;

  @Test
  void smallFilesAreThoseThatTheNumbersWereRecordedWith() throws Exception {
    Files.createDirectories(base.resolve("models/checkpoints"));
    Files.createFile(base.resolve("models/checkpoints/sd15-synthetic.safetensors"));
    SyntheticModels.createMissing(base);
    assertThat(data("loras/lora-synthetic.safetensors"))
        .isEqualTo("db79785a6c30d05faaf07307fce10e351cc6d4ade3643be0acd66132f4a0ae28");
    assertThat(data("embeddings/synthetic-emb.safetensors"))
        .isEqualTo("9505a1e7d85078e651571d9c3bec811561133e1ae4660dae9648203dbb92a132");
  }

  /** The hash of what follows the header. */
  private String data(String name) throws IOException, java.security.GeneralSecurityException {
    byte[] file = Files.readAllBytes(base.resolve("models").resolve(name));
    int header =
        8
            + Math.toIntExact(
                java.nio.ByteBuffer.wrap(file).order(java.nio.ByteOrder.LITTLE_ENDIAN).getLong());
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(file, header, file.length - header);
    return HexFormat.of().formatHex(digest.digest());
  }
}
