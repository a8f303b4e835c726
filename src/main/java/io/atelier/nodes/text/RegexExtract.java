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
import org.jspecify.annotations.Nullable;

/** What a regular expression finds in a text, a line for each find. */
@AutoService(Node.class)
public final class RegexExtract implements Node {
  private static final Input<String> MODE =
      Input.choice("mode", "First Match", "All Matches", "First Group", "All Groups");
  private static final Input<Long> GROUP_INDEX =
      Input.integer("group_index").proposes(1).range(0, 100);

  private static final NodeDefinition DEFINITION =
      PatternInputs.definition("RegexExtract")
          .displayName("Regex Extract")
          .inputs(
              PatternInputs.STRING,
              PatternInputs.REGEX_PATTERN,
              MODE,
              PatternInputs.CASE_INSENSITIVE,
              PatternInputs.MULTILINE,
              PatternInputs.DOTALL,
              GROUP_INDEX)
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
      regex = PatternInputs.compile(inputs);
    } catch (PatternSyntaxException e) {
      return NodeOutput.of("");
    }
    int groups = regex.groups();
    int group = inputs.getInt(GROUP_INDEX);
    boolean hasGroup = groups >= group;
    String string = inputs.get(PatternInputs.STRING);
    return switch (inputs.get(MODE)) {
      case "All Matches" -> NodeOutput.of(all(regex, string, context, Math.min(groups, 1), true));
      case "First Group" -> NodeOutput.of(hasGroup ? first(regex, string, context, group) : "");
      case "All Groups" ->
          NodeOutput.of(hasGroup && groups > 0 ? all(regex, string, context, group, false) : "");
      default -> NodeOutput.of(first(regex, string, context, 0));
    };
  }

  /** The group in the first match: empty without a match, null when it had no part in it. */
  private static @Nullable String first(
      PythonRegex regex, String string, NodeContext context, int group) {
    return regex.search(string, context, m -> Holder.of(m.next() ? m.group(group) : "")).value();
  }

  private static String all(
      PythonRegex regex, String string, NodeContext context, int group, boolean emptyIfAbsent) {
    return regex.search(
        string,
        context,
        finds -> {
          LongText lines = new LongText();
          String separator = "";
          while (finds.next()) {
            String found = finds.group(group);
            if (found == null && !emptyIfAbsent) {
              throw new NodeException(
                  "TypeError", "group " + group + " has no part in one of the matches");
            }
            lines.append(separator).append(found == null ? "" : found);
            separator = "\n";
          }
          return lines.toString();
        });
  }

  /** A text or null. */
  private record Holder(@Nullable String value) {
    static Holder of(@Nullable String value) {
      return new Holder(value);
    }
  }
}
