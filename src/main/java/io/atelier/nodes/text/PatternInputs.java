package io.atelier.nodes.text;

import io.atelier.node.Input;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;

/** What the nodes that look for a regular expression in a text have in common. */
final class PatternInputs {
  static final Input<String> STRING = Input.text("string").multiline();
  static final Input<String> REGEX_PATTERN = Input.text("regex_pattern").multiline();
  static final Input<Boolean> CASE_INSENSITIVE = Input.bool("case_insensitive").proposes(true);
  static final Input<Boolean> MULTILINE = Input.bool("multiline").proposes(false);
  static final Input<Boolean> DOTALL = Input.bool("dotall").proposes(false);

  private PatternInputs() {}

  /** A node of this kind. */
  static NodeDefinition.Builder definition(String classType) {
    return NodeDefinition.v3(classType)
        .module("comfy_extras.nodes_string")
        .category("utils/string");
  }

  /**
   * The expression with its flags.
   *
   * @throws java.util.regex.PatternSyntaxException when it is none
   */
  static PythonRegex compile(NodeInputs inputs) {
    return PythonRegex.compile(
        inputs.get(REGEX_PATTERN),
        inputs.get(CASE_INSENSITIVE),
        inputs.get(MULTILINE),
        inputs.get(DOTALL));
  }
}
