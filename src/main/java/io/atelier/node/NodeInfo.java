package io.atelier.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node class as {@code /object_info} describes it to clients. */
public final class NodeInfo {
  private NodeInfo() {}

  /** The description of one class, its combos as of now. */
  public static Map<String, @Nullable Object> of(NodeType type, Services services) {
    NodeDefinition definition = type.definition();
    boolean v3 = definition.schema() == Schema.V3;
    Map<String, @Nullable Object> info = new LinkedHashMap<>();
    info.put("input", inputs(definition, services));
    info.put("input_order", inputOrder(definition));
    List<@Nullable Object> tooltips = new ArrayList<>();
    List<Object> types = new ArrayList<>();
    List<Object> lists = new ArrayList<>();
    List<Object> names = new ArrayList<>();
    for (Output output : definition.outputs()) {
      Choices choices = output.choices();
      types.add(choices == null ? output.type().name() : choices.list(services));
      lists.add(output.list());
      names.add(output.name());
      tooltips.add(output.tooltip());
    }
    info.put("output", types);
    info.put("output_is_list", lists);
    info.put("output_name", names);
    if (v3) {
      info.put("output_tooltips", tooltips);
    }
    info.put("name", definition.classType());
    info.put(
        "display_name",
        definition.displayName() == null && !v3
            ? definition.classType()
            : definition.displayName());
    info.put("description", definition.description());
    info.put("python_module", type.module());
    info.put("category", definition.category());
    info.put("output_node", definition.isOutputNode());
    if (v3) {
      info.put("deprecated", definition.isDeprecated());
      info.put("experimental", definition.isExperimental());
      info.put("api_node", false);
    } else {
      if (definition.isDeprecated()) {
        info.put("deprecated", true);
      }
      if (definition.isExperimental()) {
        info.put("experimental", true);
      }
      if (tooltips.stream().anyMatch(t -> t != null)) {
        info.put("output_tooltips", tooltips);
      }
    }
    return info;
  }

  private static Map<String, Object> inputs(NodeDefinition definition, Services services) {
    Map<String, Object> sections = new LinkedHashMap<>();
    if (definition.schema() == Schema.V3) {
      sections.put(Input.Section.REQUIRED.key(), new LinkedHashMap<>());
    }
    for (Input.Section section : Input.Section.values()) {
      Map<String, Object> specs = new LinkedHashMap<>();
      for (Input<?> input : definition.inputs().values()) {
        if (input.section() == section) {
          specs.put(input.name(), spec(definition, input, services));
        }
      }
      if (!specs.isEmpty() || section == Input.Section.REQUIRED) {
        sections.put(section.key(), specs);
      }
    }
    return sections;
  }

  private static Object spec(NodeDefinition definition, Input<?> input, Services services) {
    if (input.hidden() != null && definition.schema() == Schema.V1) {
      return input.type().name();
    }
    if (input.hidden() != null) {
      return List.of(input.type().name());
    }
    return input.config(definition.schema(), services);
  }

  private static Map<String, Object> inputOrder(NodeDefinition definition) {
    Map<String, Object> order = new LinkedHashMap<>();
    for (Input.Section section : Input.Section.values()) {
      List<String> names = new ArrayList<>();
      for (Input<?> input : definition.inputs().values()) {
        if (input.section() == section) {
          names.add(input.name());
        }
      }
      if (!names.isEmpty() || section == Input.Section.REQUIRED) {
        order.put(section.key(), names);
      }
    }
    return order;
  }
}
