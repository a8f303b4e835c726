package io.atelier.node;

import io.atelier.json.JsonObject;
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
    boolean explained = tooltips.stream().anyMatch(t -> t != null);
    JsonObject info =
        JsonObject.with("input", inputs(definition, services))
            .and("input_order", inputOrder(definition))
            .and("output", types)
            .and("output_is_list", lists)
            .and("output_name", names)
            .andIfPresent("output_tooltips", v3 ? tooltips : null)
            .and("name", definition.classType())
            .and("display_name", displayName(definition))
            .and("description", definition.description())
            .and("python_module", type.module())
            .and("category", definition.category())
            .and("output_node", definition.isOutputNode());
    if (v3) {
      return info.and("deprecated", definition.isDeprecated())
          .and("experimental", definition.isExperimental())
          .and("api_node", false)
          .map();
    }
    return info.andIfPresent("deprecated", definition.isDeprecated() ? true : null)
        .andIfPresent("experimental", definition.isExperimental() ? true : null)
        .andIfPresent("output_tooltips", explained ? tooltips : null)
        .map();
  }

  private static @Nullable String displayName(NodeDefinition definition) {
    return definition.displayName() == null && definition.schema() == Schema.V1
        ? definition.classType()
        : definition.displayName();
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
