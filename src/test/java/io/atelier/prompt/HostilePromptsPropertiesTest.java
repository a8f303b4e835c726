package io.atelier.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.json.Json;
import io.atelier.json.JsonSyntaxException;
import io.atelier.node.NodeRegistry;
import io.atelier.node.Services;
import io.atelier.storage.FileStore;
import io.atelier.storage.ModelFolders;
import io.atelier.wire.ErrorJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Whatever a client sends, parsing and validation answer; nothing else is ever thrown. */
class HostilePromptsPropertiesTest {
  private static final NodeRegistry REGISTRY =
      NodeRegistry.builder()
          .addListed(HostilePromptsPropertiesTest.class.getClassLoader(), "nodes")
          .build();
  private static final PromptValidator VALIDATOR =
      new PromptValidator(REGISTRY, services(), ErrorJson::length);
  private static final List<String> CLASSES =
      REGISTRY.all().stream().map(type -> type.classType()).toList();
  private static final List<String> NAMES =
      List.of("image", "images", "width", "height", "batch_size", "color", "filename_prefix", "x");
  private static final List<String> IDS = List.of("1", "2", "3", "4", "1.0.0", "", "x:y", "../..");
  private static final List<String> TEXTS =
      List.of(
          "",
          "a.png",
          "../../etc/passwd",
          "/etc/passwd",
          "a\0b",
          "a [output]",
          "[input]",
          "nan",
          "1e999",
          "%year%",
          "\uD800",
          "x".repeat(5000));

  private static Services services() {
    try {
      Path base = Files.createTempDirectory("atelier-hostile");
      base.toFile().deleteOnExit();
      return Services.of(
          Map.of(FileStore.class, new FileStore(base), ModelFolders.class, new ModelFolders(base)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Provide
  Arbitrary<Object> prompts() {
    Arbitrary<Map<String, Object>> node =
        Combinators.combine(
                Arbitraries.of(CLASSES),
                Arbitraries.maps(Arbitraries.of(NAMES), values()).ofMaxSize(6),
                Arbitraries.integers().between(0, 19))
            .as(HostilePromptsPropertiesTest::node);
    Arbitrary<Object> strange = values();
    Arbitrary<Object> any =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(9, node.map(n -> (Object) n)),
            net.jqwik.api.Tuple.of(1, strange));
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(
            19, Arbitraries.maps(Arbitraries.of(IDS), any).ofMaxSize(8).map(m -> (Object) m)),
        net.jqwik.api.Tuple.of(1, strange));
  }

  private static Map<String, Object> node(
      String classType, Map<String, Object> inputs, int oddity) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("class_type", oddity == 0 ? List.of() : oddity == 1 ? "NoSuchClass" : classType);
    if (oddity != 2) {
      node.put("inputs", oddity == 3 ? "none" : inputs);
    }
    return node;
  }

  private static Arbitrary<Object> values() {
    Arbitrary<Object> link =
        Combinators.combine(Arbitraries.of(IDS), Arbitraries.integers().between(-2, 3))
            .as((id, slot) -> (Object) List.of(id, (long) slot));
    Arbitrary<Object> plain =
        Arbitraries.oneOf(
            Arbitraries.of(TEXTS).map(t -> (Object) t),
            Arbitraries.longs().map(n -> (Object) n),
            Arbitraries.doubles().map(n -> (Object) n),
            Arbitraries.bigIntegers().map(n -> (Object) Json.integer(n)),
            Arbitraries.of(true, false).map(b -> (Object) b),
            Arbitraries.just(Map.of("__value__", List.of(1L))).map(m -> (Object) m),
            Arbitraries.just(List.of()).map(l -> (Object) l));
    return Arbitraries.oneOf(link, plain);
  }

  @Property(tries = 3000)
  void validationAnswersWhateverTheGraph(@ForAll("prompts") Object json) {
    Object sent = Json.parse(Json.writeBytes(json));
    try {
      ValidationReport report = VALIDATOR.validate(Prompt.fromJson(sent), null);
      if (report instanceof ValidationReport.Rejected rejected) {
        assertThat(Json.parse(Json.write(ErrorJson.of(rejected.error())))).isNotNull();
        assertThat(Json.write(ErrorJson.of(rejected.nodeErrors())))
            .doesNotContain("/etc/passwd: root");
      } else {
        assertThat(((ValidationReport.Accepted) report).outputs()).isNotEmpty();
      }
    } catch (PromptFormatException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }

  @Property(tries = 3000)
  void theJsonReaderReadsOrRefusesWhateverTheBytes(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = mutated(random);
    try {
      @Nullable Object value = Json.parse(bytes);
      assertThat(Json.parse(Json.writeBytes(value))).isEqualTo(withoutNaN(value));
    } catch (JsonSyntaxException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }

  private static byte[] mutated(Random random) {
    String text =
        "{\"prompt\": {\"1\": {\"class_type\": \"A\", \"inputs\": {\"a\": [\"2\", 0], \"b\": -1.5e3,"
            + " \"c\": \"\\u00fc\\n\", \"d\": NaN, \"e\": null, \"f\": 18446744073709551615}}}}";
    List<Byte> bytes = new ArrayList<>();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      bytes.add(b);
    }
    for (int i = random.nextInt(6); i >= 0; i--) {
      int at = random.nextInt(bytes.size());
      switch (random.nextInt(4)) {
        case 0 -> bytes.set(at, (byte) random.nextInt());
        case 1 -> bytes.remove(at);
        case 2 -> bytes.add(at, (byte) "[]{}\",:0-.eE\\\0\u00ff".charAt(random.nextInt(15)));
        default -> bytes.addAll(at, new ArrayList<>(bytes.subList(at, bytes.size())));
      }
    }
    byte[] result = new byte[bytes.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = bytes.get(i);
    }
    return result;
  }

  /** NaN and infinities are written as null. */
  private static @Nullable Object withoutNaN(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((key, member) -> copy.put(key, withoutNaN(member)));
      return copy;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(withoutNaN(element)));
      return copy;
    }
    return value instanceof Double d && !Double.isFinite(d) ? null : value;
  }
}
