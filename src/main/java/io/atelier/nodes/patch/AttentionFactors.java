package io.atelier.nodes.patch;

import io.atelier.node.Input;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.nodes.Factors;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What the nodes that multiply the projections of attention have in common. */
final class AttentionFactors {
  static final Input<Double> Q = Factors.input("q", 1.0);
  static final Input<Double> K = Factors.input("k", 1.0);
  static final Input<Double> V = Factors.input("v", 1.0);
  static final Input<Double> OUT = Factors.input("out", 1.0);

  private AttentionFactors() {}

  /** A node of this kind. */
  static NodeDefinition.Builder definition(String classType) {
    return NodeDefinition.v3(classType)
        .module("comfy_extras.nodes_attention_multiply")
        .category("_for_testing/attention_experiments")
        .experimental();
  }

  /** The factors of weights by their names, given the ends of the four layers' names. */
  static ToDoubleFunction<String> of(
      NodeInputs inputs, String query, String key, String value, String out) {
    return LayerFactors.byEnding(
        Map.of(
            query, inputs.get(Q), key, inputs.get(K), value, inputs.get(V), out, inputs.get(OUT)));
  }
}
