package io.atelier.node;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The node classes of a server, by name. */
public final class NodeRegistry {
  private final Map<String, NodeType> types;

  private NodeRegistry(Map<String, NodeType> types) {
    this.types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
  }

  /** The class of this name, or null. */
  public @Nullable NodeType find(String classType) {
    return types.get(classType);
  }

  /** All classes in order of registration. */
  public Collection<NodeType> all() {
    return types.values();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Collects node classes; a later class of the same name replaces an earlier one. */
  public static final class Builder {
    private final Map<String, NodeType> types = new LinkedHashMap<>();

    /** Adds every class that the class loader lists for {@link ServiceLoader}. */
    public Builder addListed(ClassLoader loader, String module) {
      ServiceLoader.load(Node.class, loader).stream().forEach(p -> add(p, module));
      return this;
    }

    /** Adds one class. */
    public Builder add(Supplier<? extends Node> factory, String module) {
      Node prototype = factory.get();
      NodeDefinition definition = prototype.definition();
      String origin = definition.module();
      types.put(
          definition.classType(),
          new NodeType(definition, prototype, origin == null ? module : origin, factory));
      return this;
    }

    /** Whether there is a class of this name. */
    public boolean has(String classType) {
      return types.containsKey(classType);
    }

    public NodeRegistry build() {
      return new NodeRegistry(types);
    }
  }
}
