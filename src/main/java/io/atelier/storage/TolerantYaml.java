package io.atelier.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * YAML that people wrote by hand: a line that cannot be read is told of and left out, with the
 * lines that belong to it, and the rest is read. Nothing in the text can name a Java class, since
 * only nodes are made of it.
 */
final class TolerantYaml {
  private static final int MOST_FAULTS = 50;
  private static final int DEEPEST = 100;
  private static final char NEXT_LINE = 0x85;

  /** Nodes that aliases name are shared, not copied, so there may be many. */
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setMaxAliasesForCollections(Integer.MAX_VALUE).build();

  private final List<String> lines;
  private final ObjIntConsumer<String> faults;
  private final Map<Integer, String> left = new HashMap<>();

  /**
   * @param faults is told why a line was left out, and which, counted from 1; 0 for all
   */
  TolerantYaml(String text, ObjIntConsumer<String> faults) {
    this.lines = new ArrayList<>(Arrays.asList(text.split("\\R", -1)));
    this.faults = faults;
  }

  /** The document, or as much of it as can be read. */
  Optional<Node> read() {
    skipDirectives();
    leaveOutHostileLines();
    for (int fault = 0; fault < MOST_FAULTS; fault++) {
      try {
        return new Compose(SETTINGS).composeString(String.join("\n", lines));
      } catch (MarkedYamlEngineException e) {
        leaveOut(lineOf(e), reason(e));
      } catch (YamlEngineException e) {
        faults.accept("cannot be read: " + e.getMessage(), 0);
        return Optional.empty();
      }
    }
    faults.accept("has too many faults to be read", 0);
    return Optional.empty();
  }

  /** Whether a line of the section that begins at a line was left out. */
  boolean leftOut(int section) {
    return left.keySet().stream().anyMatch(line -> sectionOf(line) == section);
  }

  /** Whether a line of this section, which begins at a line, was left out and began with a key. */
  boolean leftOut(int section, String key) {
    return left.keySet().stream()
        .anyMatch(line -> sectionOf(line) == section && originalKey(line).equals(key));
  }

  private String originalKey(int line) {
    return left.getOrDefault(line, "").strip().replaceAll("^[\"']|[\"']?\\s*:.*$", "");
  }

  /** The line, counted from 1, of the unindented key that a line stands below. */
  private int sectionOf(int line) {
    for (int i = line - 1; i >= 0; i--) {
      String text = left.getOrDefault(i + 1, lines.get(i));
      if (!text.isBlank() && indent(text) == 0 && text.charAt(0) != '#') {
        return i + 1;
      }
    }
    return 0;
  }

  /** Directives mean nothing here; one of an unknown version would be the end. */
  private void skipDirectives() {
    for (int i = 0; i < lines.size() && lines.get(i).matches("%.*|#.*|\\s*"); i++) {
      lines.set(i, "");
    }
  }

  private void leaveOutHostileLines() {
    int depth = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int deeper = line.replaceAll("[^\\[{]", "").length() - line.replaceAll("[^]}]", "").length();
      if (line.chars().anyMatch(c -> c != '\t' && c != NEXT_LINE && Character.isISOControl(c))) {
        leaveOut(i + 1, "there is a control character");
      } else if (depth + deeper > DEEPEST) {
        leaveOut(i + 1, "is nested too deeply");
      } else {
        depth = Math.max(0, depth + deeper);
      }
    }
  }

  private void leaveOut(int line, String reason) {
    int at = Math.min(line, lines.size()) - 1;
    while (at > 0 && lines.get(at).isBlank()) {
      at--;
    }
    faults.accept(reason, at + 1);
    int indent = indent(lines.get(at));
    blank(at);
    for (int i = at + 1; i < lines.size(); i++) {
      String text = lines.get(i);
      if (!text.isBlank() && indent(text) <= indent) {
        break;
      }
      blank(i);
    }
  }

  private void blank(int index) {
    left.putIfAbsent(index + 1, lines.get(index));
    lines.set(index, "");
  }

  private static int indent(String text) {
    int indent = 0;
    while (indent < text.length() && Character.isWhitespace(text.charAt(indent))) {
      indent++;
    }
    return indent;
  }

  /** Where the faulty thing begins; what is not closed is noticed only further down. */
  private static int lineOf(MarkedYamlEngineException e) {
    String context = e.getContext() == null ? "" : e.getContext();
    boolean open = context.startsWith("while scanning") || context.contains("flow");
    Optional<Mark> mark = open ? e.getContextMark() : Optional.empty();
    return mark.or(e::getProblemMark).map(Mark::getLine).orElse(0) + 1;
  }

  private static String reason(MarkedYamlEngineException e) {
    String problem = e.getProblem() == null ? String.valueOf(e.getMessage()) : e.getProblem();
    return problem.contains("escape")
        ? problem + "; write paths with backslashes without quotes or in single ones"
        : problem;
  }
}
