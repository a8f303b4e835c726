package io.atelier.node;

import org.jspecify.annotations.Nullable;

/**
 * A node class: the unit that workflows are made of.
 *
 * <p>A class is listed for {@link java.util.ServiceLoader} (by {@code @AutoService(Node.class)})
 * and has a public constructor without parameters. The engine makes one object per node id of a
 * prompt and keeps it while that id stays of the same class in consecutive prompts, so fields may
 * remember things between runs. What depends on the class alone, {@link #definition()} and the
 * checks of {@link InputValidation}, is asked of a separate object.
 *
 * <p>Further abilities are interfaces beside this one: {@link LazyInputs}, {@link
 * ChangeFingerprint}, {@link InputValidation}, {@link AsyncNode}.
 */
public interface Node {
  /** What the class is called, takes and returns; the same at every call. */
  NodeDefinition definition();

  /**
   * Computes the outputs. Called once per element when lists arrive, unless the definition says
   * that inputs are lists. Inputs must not be modified.
   *
   * @return one value per output; null is an error
   * @throws Exception ends the prompt with {@code execution_error}
   */
  @Nullable NodeOutput run(NodeInputs inputs, NodeContext context) throws Exception;
}
