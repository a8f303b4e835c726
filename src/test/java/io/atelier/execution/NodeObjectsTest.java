package io.atelier.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.node.Node;
import io.atelier.node.NodeId;
import io.atelier.node.NodeType;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeObjectsTest {
  private static final OutputCache.Owner SUBMITTED =
      new OutputCache.Owner(new NodeId("1"), "Counting");
  private static final OutputCache.Owner EXPANDED =
      new OutputCache.Owner(new NodeId("1.0.0.1"), "Counting");
  private static final NodeType TYPE =
      new NodeType(new CountingNode().definition(), new CountingNode(), "test", CountingNode::new);

  private final NodeObjects objects = new NodeObjects();

  @Test
  void keepsObjectsWhileTheirNodeStays() {
    objects.begin(List.of(SUBMITTED));
    Node first = objects.get(SUBMITTED, SUBMITTED, TYPE);
    objects.begin(List.of(SUBMITTED));
    assertThat(objects.get(SUBMITTED, SUBMITTED, TYPE)).isSameAs(first);

    objects.begin(List.of());
    assertThat(objects.size()).isZero();
  }

  @Test
  void keepsObjectsOfExpandedNodesOverSomePromptsThatDoNotExpand() {
    objects.begin(List.of(SUBMITTED));
    Node first = objects.get(SUBMITTED, EXPANDED, TYPE);
    objects.begin(List.of(SUBMITTED));
    objects.begin(List.of(SUBMITTED));

    assertThat(objects.get(SUBMITTED, EXPANDED, TYPE)).isSameAs(first);
  }

  @Test
  void letsGoOfExpandedNodesThatNeverComeBack() {
    for (int i = 0; i < 100; i++) {
      objects.begin(List.of(SUBMITTED));
      objects.get(
          SUBMITTED, new OutputCache.Owner(new NodeId("1.0.0.random" + i), "Counting"), TYPE);
    }

    assertThat(objects.size()).isLessThanOrEqualTo(NodeObjects.EXPANDED_KEPT + 1);
  }
}
