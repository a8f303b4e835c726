package io.atelier.nodes.text;

import com.google.auto.service.AutoService;
import io.atelier.node.Input;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.SocketType;
import java.util.regex.PatternSyntaxException;

/** A text with what a regular expression finds replaced. */
@AutoService(Node.class)
public final class RegexReplace implements Node {
  private static final Input<String> REPLACE = Input.text("replace").multiline();
  private static final Input<Boolean> CASE_INSENSITIVE =
      Input.bool("case_insensitive").proposes(true).optional();
  private static final Input<Boolean> MULTILINE =
      Input.bool("multiline").proposes(false).optional();
  private static final Input<Boolean> DOTALL =
      Input.bool("dotall").tooltip("Lets a dot match line breaks too.").proposes(false).optional();
  private static final Input<Long> COUNT =
      Input.integer("count")
          .tooltip("How many finds to replace at most; 0 for all of them.")
          .proposes(0)
          .range(0, 100)
          .optional();

  private static final NodeDefinition DEFINITION =
      PatternInputs.definition("RegexReplace")
          .description(
              "Replaces what a regular expression finds in a text; the replacement "
                  + "may name groups.")
          .displayName("Regex Replace")
          .inputs(
              PatternInputs.STRING,
              PatternInputs.REGEX_PATTERN,
              REPLACE,
              CASE_INSENSITIVE,
              MULTILINE,
              DOTALL,
              COUNT)
          .outputs(SocketType.STRING)
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
              inputs.get(PatternInputs.REGEX_PATTERN),
              inputs.getOr(CASE_INSENSITIVE, true),
              inputs.getOr(MULTILINE, false),
              inputs.getOr(DOTALL, false));
    } catch (PatternSyntaxException e) {
      throw new NodeException(
          "re.PatternError", e.getDescription() + " at position " + e.getIndex(), e);
    }
    ReplacementTemplate template = new ReplacementTemplate(inputs.get(REPLACE), regex);
    long count = inputs.getOr(COUNT, 0L);
    String string = inputs.get(PatternInputs.STRING);
    String result = regex.search(string, context, m -> replaced(string, m, template, count));
    return NodeOutput.of(result);
  }

  private static String replaced(
      String string, RegexFinds finds, ReplacementTemplate template, long count) {
    LongText result = new LongText();
    int done = 0;
    for (long i = 0; (count == 0 || i < count) && finds.next(); i++) {
      result.append(string, done, finds.start());
      template.append(result, finds);
      done = finds.end();
    }
    return result.append(string, done, string.length()).toString();
  }
}
