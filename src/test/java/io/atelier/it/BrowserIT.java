package io.atelier.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page in a real browser, driven by a script of Node and Playwright in src/test/browser. */
class BrowserIT extends DeployedServer {
  @Test
  void aVisitorRunsAWorkflowAndSeesThePicture() throws IOException, InterruptedException {
    NodeProject browser = new NodeProject(Path.of("src", "test", "browser"), base());
    browser.install();
    NodeProject.Outcome outcome = browser.run("test");
    assertThat(outcome.exitCode()).withFailMessage(outcome.output()).isZero();
  }
}
