package io.atelier.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.array.FloatArray;
import io.atelier.diffusion.conditioning.Conditioning;
import io.atelier.diffusion.conditioning.FluxHints;
import io.atelier.image.Latent;
import io.atelier.node.Node;
import io.atelier.node.harness.NodeHarness;
import io.atelier.nodes.conditioning.ConditioningSetTimestepRange;
import io.atelier.nodes.conditioning.ConditioningTimestepsRange;
import io.atelier.nodes.conditioning.FluxDisableGuidance;
import io.atelier.nodes.conditioning.FluxGuidance;
import io.atelier.nodes.conditioning.FluxKontextMultiReferenceLatentMethod;
import io.atelier.nodes.conditioning.ReferenceLatent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nodes that say something beyond the common in every entry of a conditioning. */
class FurtherConditioningTest {
  private final Conditioning text =
      Conditioning.of(
          Conditioning.Entry.of(FloatArray.zeros(1, 7, 24), null),
          Conditioning.Entry.of(FloatArray.zeros(1, 7, 24), null).withStrength(2));

  private static List<Object> run(Node node, Map<String, Object> inputs) {
    return NodeHarness.of(node).linked(inputs).run().returned().values();
  }

  private static List<FluxHints> flux(Object conditioning) {
    return ((Conditioning) conditioning)
        .entries().stream().map(entry -> entry.extras().flux()).toList();
  }

  @Test
  void guidanceIsToldAndTakenBackInEveryEntry() throws Exception {
    Object guided = run(new FluxGuidance(), Map.of("conditioning", text, "guidance", 2.5)).get(0);
    assertThat(flux(guided))
        .extracting(FluxHints::guidance)
        .containsExactly(FluxHints.Guidance.of(2.5), FluxHints.Guidance.of(2.5));
    Object disabled = run(new FluxDisableGuidance(), Map.of("conditioning", guided)).get(0);
    assertThat(flux(disabled))
        .extracting(FluxHints::guidance)
        .containsOnly(FluxHints.Guidance.DISABLED);
    assertThat(flux(text)).containsOnly(FluxHints.NONE);
    assertThat(((Conditioning) disabled).entries().get(1).strength()).isEqualTo(2);
  }

  @Test
  void referencesFollowEachOther() throws Exception {
    Latent one = Latent.of(FloatArray.zeros(1, 4, 2, 3));
    Latent two = Latent.of(FloatArray.zeros(1, 4, 5, 6));
    Object first = run(new ReferenceLatent(), Map.of("conditioning", text, "latent", one)).get(0);
    Object both = run(new ReferenceLatent(), Map.of("conditioning", first, "latent", two)).get(0);
    for (FluxHints hints : flux(both)) {
      assertThat(hints.references())
          .extracting(FloatArray::shape)
          .containsExactly(new int[] {1, 4, 2, 3}, new int[] {1, 4, 5, 6});
    }
    assertThat(run(new ReferenceLatent(), Map.of("conditioning", text))).containsExactly(text);
  }

  @Test
  void referencesArePlacedAsNamed() throws Exception {
    for (FluxHints.Placement placement : FluxHints.Placement.values()) {
      Map<String, Object> inputs =
          Map.of("conditioning", text, "reference_latents_method", placement.wireName());
      assertThat(flux(run(new FluxKontextMultiReferenceLatentMethod(), inputs).get(0)))
          .extracting(FluxHints::placement)
          .containsOnly(placement);
    }
  }

  @Test
  void saidIsKeptThroughOtherNodes() throws Exception {
    Object guided = run(new FluxGuidance(), Map.of("conditioning", text, "guidance", 2.5)).get(0);
    Object ranged =
        run(
                new ConditioningSetTimestepRange(),
                Map.of("conditioning", guided, "start", 0.1, "end", 0.5))
            .get(0);
    assertThat(flux(ranged)).isEqualTo(flux(guided));
  }

  @Test
  void aRangeComesWithWhatIsBeforeAndAfterIt() throws Exception {
    assertThat(
            run(new ConditioningTimestepsRange(), Map.of("start_percent", 0.2, "end_percent", 0.7)))
        .containsExactly(
            new Conditioning.Range(0.2, 0.7),
            new Conditioning.Range(0, 0.2),
            new Conditioning.Range(0.7, 1));
  }
}
