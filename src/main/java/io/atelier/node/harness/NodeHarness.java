package io.atelier.node.harness;

import io.atelier.node.AsyncNode;
import io.atelier.node.ChangeFingerprint;
import io.atelier.node.Input;
import io.atelier.node.LazyInputs;
import io.atelier.node.Node;
import io.atelier.node.NodeContext;
import io.atelier.node.NodeDefinition;
import io.atelier.node.NodeException;
import io.atelier.node.NodeId;
import io.atelier.node.NodeInputs;
import io.atelier.node.NodeOutput;
import io.atelier.node.PromptExtras;
import io.atelier.node.PromptInterruptedException;
import io.atelier.node.Services;
import io.atelier.node.check.InputCheck;
import io.atelier.node.check.InputError;
import io.atelier.node.check.KnownChoices;
import io.atelier.node.check.ValidationCrash;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Runs one node by itself, for its tests.
 *
 * <pre>{@code
 * NodeRun run = NodeHarness.of(new Shout()).with("text", "stop").with("marks", 2).run();
 * assertEquals("STOP!!", run.output(0));
 * }</pre>
 *
 * <p>Inputs are checked and converted as by a server to which a prompt is submitted. JSON values
 * are taken for constants of the prompt, others for values that come over a link. A node that is
 * run again is the same object, as it is on a server from prompt to prompt.
 */
public final class NodeHarness {
  private static final NodeId ID = new NodeId("1");

  private final Node node;
  private final NodeDefinition definition;
  private final GivenInputs given;
  private final Map<String, @Nullable Object> extras = new LinkedHashMap<>();
  private Services services = Services.NONE;
  private int checks = Integer.MAX_VALUE;

  private NodeHarness(Node node) {
    this.node = node;
    this.definition = node.definition();
    this.given = new GivenInputs(definition);
  }

  /** A harness for the node, to which no inputs are given yet. */
  public static NodeHarness of(Node node) {
    return new NodeHarness(node);
  }

  /** The world of a node that nobody watches or interrupts, for what nodes hand it on to. */
  public static NodeContext context(Services services) {
    return new WatchedContext(ID, services, Integer.MAX_VALUE);
  }

  /**
   * Gives an input its value: a constant if it is a text, a number, a truth value, a map or null,
   * else as if it came over a link.
   */
  public NodeHarness with(String input, @Nullable Object value) {
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      given.constant(input, ((Number) value).longValue());
    } else if (value instanceof Float number) {
      given.constant(input, number.doubleValue());
    } else if (isJson(value)) {
      given.constant(input, value);
    } else {
      given.linked(input, value);
    }
    return this;
  }

  private static boolean isJson(@Nullable Object value) {
    return value == null
        || value instanceof String
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof Map;
  }

  /** Gives an input its value. */
  public <T> NodeHarness with(Input<T> input, T value) {
    return with(input.name(), value);
  }

  /** Gives inputs their values, by name. */
  public NodeHarness with(Map<String, ? extends @Nullable Object> inputs) {
    inputs.forEach(this::with);
    return this;
  }

  /** Gives an input a value that comes over a link, which servers do not check. */
  public NodeHarness linked(String input, @Nullable Object value) {
    given.linked(input, value);
    return this;
  }

  /** Gives inputs values that come over links, by name. */
  public NodeHarness linked(Map<String, ? extends @Nullable Object> inputs) {
    inputs.forEach(this::linked);
    return this;
  }

  /**
   * Gives an input of a node that takes lists all its values.
   *
   * @throws IllegalStateException when the node takes them one by one
   */
  public NodeHarness list(String input, List<? extends @Nullable Object> values) {
    if (!definition.isInputList()) {
      throw new IllegalStateException(definition.classType() + " is run once per element");
    }
    given.linked(
        input, new GivenInputs.Whole(Collections.unmodifiableList(new ArrayList<>(values))));
    return this;
  }

  /** Lends the node a service. */
  public <S> NodeHarness service(Class<S> type, S service) {
    services = services.with(type, service);
    return this;
  }

  /** Lends the node these services and no others. */
  public NodeHarness services(Services all) {
    services = all;
    return this;
  }

  /** Sends something along with the prompt ({@code extra_data}), for {@link PromptExtras}. */
  public NodeHarness extra(String key, @Nullable Object value) {
    extras.put(key, value);
    return this;
  }

  /** Interrupts the prompt when the node has told or asked the context this many times more. */
  public NodeHarness interruptedAfter(int times) {
    checks = times;
    return this;
  }

  /** Why a server would refuse a prompt with these inputs; empty when it would run it. */
  public List<InputError> refusals() {
    try {
      return given.check(new InputCheck(definition, node, new KnownChoices(lent())));
    } catch (ValidationCrash crash) {
      throw new NodeFailure(crash.type(), crash.details(), crash);
    }
  }

  private Services lent() {
    return services.with(PromptExtras.class, new PromptExtras(extras));
  }

  /**
   * Runs the node, once.
   *
   * @throws InputsRefused when a server would not get so far
   * @throws NodeFailure when the node fails
   * @throws PromptInterruptedException when it heeded an interruption
   */
  public NodeRun run() {
    List<InputError> errors = refusals();
    if (!errors.isEmpty()) {
      throw new InputsRefused(definition.classType(), errors);
    }
    WatchedContext context = new WatchedContext(ID, lent(), checks);
    return guarded(
        () -> {
          Set<String> missing = new LinkedHashSet<>(given.lazy());
          Set<String> asked = ask(missing, context);
          NodeOutput output = call(given.toRun(ID, missing), context);
          return new NodeRun(output, context.progress(), context.texts(), asked);
        });
  }

  /** Asks for lazy inputs until the node has all that it wants. */
  private Set<String> ask(Set<String> missing, WatchedContext context) throws Exception {
    Set<String> asked = new LinkedHashSet<>();
    boolean more = node instanceof LazyInputs;
    while (more && node instanceof LazyInputs lazy) {
      Collection<String> needed = lazy.neededInputs(given.toRun(ID, missing), context);
      Set<String> wanted = new LinkedHashSet<>(needed);
      wanted.retainAll(missing);
      asked.addAll(wanted);
      more = missing.removeAll(wanted);
    }
    return asked;
  }

  private NodeOutput call(NodeInputs inputs, WatchedContext context) throws Exception {
    NodeOutput output =
        node instanceof AsyncNode async
            ? async.start(inputs, context).toCompletableFuture().get()
            : node.run(inputs, context);
    if (output == null) {
      throw new NodeException("TypeError", "object of type 'NoneType' has no len()");
    }
    return output;
  }

  /**
   * What the node says of the world that it depends on.
   *
   * @throws IllegalStateException when it depends on its inputs alone
   */
  public @Nullable Object fingerprint() {
    if (node instanceof ChangeFingerprint changing) {
      WatchedContext context = new WatchedContext(ID, lent(), checks);
      return guarded(
              () -> Optional.ofNullable(changing.fingerprint(given.toFingerprint(ID), context)))
          .orElse(null);
    }
    throw new IllegalStateException(definition.classType() + " has no fingerprint");
  }

  private interface Step<T> {
    T take() throws Exception;
  }

  private static <T> T guarded(Step<T> step) {
    try {
      return step.take();
    } catch (PromptInterruptedException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PromptInterruptedException();
    } catch (ExecutionException e) {
      throw new NodeFailure(e.getCause() == null ? e : e.getCause());
    } catch (Throwable e) {
      throw new NodeFailure(e);
    }
  }
}
