package io.atelier.nodes.text;

import com.google.auto.service.AutoService;
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

  private static final NodeDefinition DEFINITION =
      PatternInputs.definition("RegexMatch")
          .displayName("Regex Match")
          .inputs(
              PatternInputs.STRING,
              PatternInputs.REGEX_PATTERN,
              PatternInputs.CASE_INSENSITIVE,
              PatternInputs.MULTILINE,
              PatternInputs.DOTALL)
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
      regex = PatternInputs.compile(inputs);
    } catch (PatternSyntaxException e) {
      return NodeOutput.of(false);
    }
    boolean found = regex.search(inputs.get(PatternInputs.STRING), context, RegexFinds::next);
    return NodeOutput.of(found);
  }
}
