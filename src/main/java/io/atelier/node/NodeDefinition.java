package io.atelier.node;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a node class declares of itself: names, inputs, outputs and how it is called. */
public final class NodeDefinition {
  private final String classType;
  private final Schema schema;
  private final @Nullable String displayName;
  private final String category;
  private final String description;
  private final @Nullable String module;
  private final Map<String, Input<?>> inputs;
  private final List<Output> outputs;
  private final boolean outputNode;
  private final boolean inputIsList;
  private final boolean notIdempotent;
  private final boolean needsDevice;
  private final boolean deprecated;
  private final boolean experimental;
  private final boolean hasHiddenUniqueId;

  private NodeDefinition(Builder b) {
    this.classType = b.classType;
    this.schema = b.schema;
    this.displayName = b.displayName;
    this.category = b.category;
    this.description = b.description;
    this.module = b.module;
    if (b.schema == Schema.V3 && b.outputNode) {
      b.inputs.putIfAbsent("prompt", Input.hidden("prompt", Hidden.PROMPT, Map.class));
      b.inputs.putIfAbsent(
          "extra_pnginfo", Input.hidden("extra_pnginfo", Hidden.EXTRA_PNGINFO, Map.class));
    }
    this.inputs = Collections.unmodifiableMap(new LinkedHashMap<>(b.inputs));
    this.outputs = List.copyOf(b.outputs);
    this.outputNode = b.outputNode;
    this.inputIsList = b.inputIsList;
    this.notIdempotent = b.notIdempotent;
    this.needsDevice = b.needsDevice;
    this.deprecated = b.deprecated;
    this.experimental = b.experimental;
    this.hasHiddenUniqueId = inputs.values().stream().anyMatch(i -> i.hidden() == Hidden.UNIQUE_ID);
  }

  /** Starts the definition of the class of this name, in the older form (V1). */
  public static Builder of(String classType) {
    return new Builder(classType, Schema.V1);
  }

  /** Starts the definition of the class of this name, in the newer form (V3). */
  public static Builder v3(String classType) {
    return new Builder(classType, Schema.V3);
  }

  public String classType() {
    return classType;
  }

  public Schema schema() {
    return schema;
  }

  public @Nullable String displayName() {
    return displayName;
  }

  public String category() {
    return category;
  }

  public String description() {
    return description;
  }

  /** The origin shown as {@code python_module}; null for the registry to fill in. */
  public @Nullable String module() {
    return module;
  }

  /** All inputs, hidden ones too, by name in order of declaration. */
  public Map<String, Input<?>> inputs() {
    return inputs;
  }

  /** The required and optional input of this name, or null. */
  public @Nullable Input<?> visibleInput(String name) {
    Input<?> input = inputs.get(name);
    return input == null || input.section() == Input.Section.HIDDEN ? null : input;
  }

  public List<Output> outputs() {
    return outputs;
  }

  /** Whether prompts are run for the sake of this node. */
  public boolean isOutputNode() {
    return outputNode;
  }

  /** Whether the node takes whole lists instead of being mapped over them. */
  public boolean isInputList() {
    return inputIsList;
  }

  /** Whether results depend on which node it is, so that equal nodes do not share them. */
  public boolean dependsOnNodeId() {
    return notIdempotent || hasHiddenUniqueId;
  }

  /** Whether the node computes on a device, of which prompts use one at a time. */
  public boolean needsDevice() {
    return needsDevice;
  }

  public boolean isDeprecated() {
    return deprecated;
  }

  public boolean isExperimental() {
    return experimental;
  }

  /** Collects a definition. */
  public static final class Builder {
    private final String classType;
    private final Schema schema;
    private final Map<String, Input<?>> inputs = new LinkedHashMap<>();
    private final List<Output> outputs = new ArrayList<>();
    private @Nullable String displayName;
    private String category = "sd";
    private String description = "";
    private @Nullable String module;
    private boolean outputNode;
    private boolean inputIsList;
    private boolean notIdempotent;
    private boolean needsDevice;
    private boolean deprecated;
    private boolean experimental;

    private Builder(String classType, Schema schema) {
      this.classType = classType;
      this.schema = schema;
    }

    public Builder displayName(String name) {
      this.displayName = name;
      return this;
    }

    /** The menu path, {@code /}-separated. */
    public Builder category(String path) {
      this.category = path;
      return this;
    }

    public Builder description(String text) {
      this.description = text;
      return this;
    }

    /** The origin that clients derive a badge from: {@code nodes}, {@code comfy_extras.nodes_x}. */
    public Builder module(String name) {
      this.module = name;
      return this;
    }

    public Builder inputs(Input<?>... more) {
      for (Input<?> input : more) {
        inputs.put(input.name(), input);
      }
      return this;
    }

    public Builder outputs(Output... more) {
      outputs.addAll(Arrays.asList(more));
      return this;
    }

    public Builder outputs(SocketType... types) {
      for (SocketType type : types) {
        outputs.add(Output.of(type));
      }
      return this;
    }

    public Builder outputNode() {
      this.outputNode = true;
      return this;
    }

    public Builder inputIsList() {
      this.inputIsList = true;
      return this;
    }

    public Builder notIdempotent() {
      this.notIdempotent = true;
      return this;
    }

    /** Keeps the node from running beside others that need the device. */
    public Builder needsDevice() {
      this.needsDevice = true;
      return this;
    }

    public Builder deprecated() {
      this.deprecated = true;
      return this;
    }

    public Builder experimental() {
      this.experimental = true;
      return this;
    }

    public NodeDefinition build() {
      return new NodeDefinition(this);
    }
  }
}
