package io.atelier.nodes.text;

import com.google.auto.service.AutoService;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.Output;
import io.atelier.node.SocketType;
import java.util.regex.PatternSyntaxException;

/** Whether a regular expression is found in a text. */
@AutoService(Node.class)
public final class RegexMatch implements Node {
  private static final Input<String> STRING = Input.text("string").multiline();
  private static final Input<String> REGEX_PATTERN = Input.text("regex_pattern").multiline();
  private static final Input<Boolean> CASE_INSENSITIVE =
      Input.bool("case_insensitive").proposes(true);
  private static final Input<Boolean> MULTILINE = Input.bool("multiline").proposes(false);
  private static final Input<Boolean> DOTALL = Input.bool("dotall").proposes(false);

  private static final NodeDefinition DEFINITION =
      NodeDefinition.v3("RegexMatch")
          .module("comfy_extras.nodes_string")
          .category("utils/string")
          .displayName("Regex Match")
          .inputs(STRING, REGEX_PATTERN, CASE_INSENSITIVE, MULTILINE, DOTALL)
          .outputs(Output.named("matches", SocketType.BOOLEAN))
          .build();

  @Override
  public NodeDefinition definition() {
    return DEFINITION;
  }

  @Override
  public NodeOutput run(NodeInputs inputs, NodeContext context) {
    PythonRegex regex;
    try {
      regex =
          PythonRegex.compile(
              inputs.get(REGEX_PATTERN),
              inputs.get(CASE_INSENSITIVE),
              inputs.get(MULTILINE),
              inputs.get(DOTALL));
    } catch (PatternSyntaxException e) {
      return NodeOutput.of(false);
    }
    boolean found = regex.search(inputs.get(STRING), context, RegexFinds::next);
    return NodeOutput.of(found);
  }
}
