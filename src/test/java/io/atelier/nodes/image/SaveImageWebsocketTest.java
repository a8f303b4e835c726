package io.atelier.nodes.image;

import static io.atelier.testkit.PromptBuilder.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.message.Message;
import io.atelier.node.Preview;
import io.atelier.testkit.PromptBuilder;
import io.atelier.testkit.TestEngine;
import io.atelier.testkit.TestRun;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SaveImageWebsocketTest {
  private final TestEngine engine =
      TestEngine.classic().knowing(EmptyImage::new).knowing(SaveImageWebsocket::new);

  private static PromptBuilder twoPictures() {
    return prompt()
        .node("1", "EmptyImage")
        .with("1", "width", 700L)
        .with("1", "height", 3L)
        .with("1", "batch_size", 2L)
        .with("1", "color", 0xff8000L)
        .node("2", "SaveImageWebsocket")
        .with("2", "images", List.of("1", 0L));
  }

  private static List<Message.Progress> steps(TestRun run) {
    return run.bus().of(Message.Progress.class).stream()
        .filter(step -> step.preview() != null)
        .toList();
  }

  @Test
  void eachPictureIsAStepWithAPngInFullSize() throws IOException {
    TestRun run = engine.run(twoPictures());
    List<Message.Progress> steps = steps(run);
    assertThat(steps).extracting(step -> step.value().intValue()).containsExactly(0, 1);
    assertThat(steps).extracting(step -> step.max().intValue()).containsExactly(2, 2);
    for (Message.Progress step : steps) {
      Preview preview = Objects.requireNonNull(step.preview());
      assertThat(preview.format()).isEqualTo(Preview.Format.PNG);
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(preview.image()));
      assertThat(image.getWidth()).isEqualTo(700);
      assertThat(image.getRGB(699, 2) & 0xffffff).isEqualTo(0xff8000);
    }
    assertThat(run.inHistory()).isEmpty();
  }

  @Test
  void theSamePromptSendsThemAgain() {
    engine.run(twoPictures());
    TestRun again = engine.run(twoPictures());
    assertThat(again.executing()).contains("2").doesNotContain("1");
    assertThat(steps(again)).hasSize(2);
  }
}
