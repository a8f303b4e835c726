package io.atelier.node.check;

import io.atelier.json.JsonObject;
import io.atelier.node.Input;
import io.atelier.node.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How errors describe one node's inputs.
 *
 * @param schema of the node whose inputs they are
 */
public record InputTerms(Schema schema, KnownChoices known) {
  /** Type and options, the latter also when the input declares none. */
  public List<Object> config(Input<?> input) {
    List<Object> config = input.configKnowing(schema, known::of);
    return config.size() == 1 ? List.of(config.get(0), Map.of()) : config;
  }

  /** What an error says of an input and the value that it received. */
  Map<String, @Nullable Object> extraOf(Input<?> input, @Nullable Object received) {
    return described(input).and("received_value", received).map();
  }

  /** The input's name and config, to which an error adds. */
  public JsonObject described(Input<?> input) {
    return JsonObject.with("input_name", input.name()).and("input_config", config(input));
  }
}
