package io.atelier.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Clients for ComfyUI as published on npm, unchanged; the tests are in src/test/clients. */
class PublishedClientsIT extends DeployedServer {
  @Test
  void theyConnectUploadQueueFollowFetchInterruptAndReadHistory()
      throws IOException, InterruptedException {
    NodeProject clients = new NodeProject(Path.of("src", "test", "clients"), base());
    clients.install();
    NodeProject.Outcome outcome = clients.run("test");
    assertThat(outcome.exitCode()).withFailMessage(outcome.output()).isZero();
  }
}
