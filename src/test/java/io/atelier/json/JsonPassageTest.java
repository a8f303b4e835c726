package io.atelier.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPassageTest {
  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String copy(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new JsonPassage(stream(text)).copy(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Provide
  Arbitrary<Object> values() {
    Arbitrary<Object> simple =
        Arbitraries.oneOf(
            Arbitraries.strings().withChars('a', '"', '\\', '\n', 'é', '{', ',', ']').map(s -> s),
            Arbitraries.longs().map(l -> l),
            Arbitraries.doubles().map(d -> d),
            Arbitraries.of(true, false, Double.NaN, Double.NEGATIVE_INFINITY));
    return Arbitraries.recursive(
        () -> simple,
        inner ->
            Arbitraries.oneOf(
                inner.list().ofMaxSize(4).map(list -> list),
                Arbitraries.maps(Arbitraries.strings().ofMaxLength(5).alpha(), inner)
                    .ofMaxSize(4)
                    .map(map -> map)),
        0,
        4);
  }

  @Property(tries = 500)
  void aCopySaysWhatTheWriterForClientsSays(@ForAll("values") Object value) throws IOException {
    assertThat(Json.parse(copy(Json.writeForFiles(value))))
        .isEqualTo(Json.parse(Json.write(value)));
  }

  @Test
  void aCopyIsCompactAndHasNoNumbersThatBrowsersRefuse() throws IOException {
    assertThat(copy("{\"a\": [1, NaN, Infinity, -Infinity, -1.5e-7], \"b \\\" , N\": {}} "))
        .isEqualTo("{\"a\":[1,null,null,null,-1.5e-7],\"b \\\" , N\":{}}");
  }

  @ParameterizedTest
  @ValueSource(ints = {8190, 8191, 8192, 8193, 100_000})
  void escapesAndWordsMayLieAcrossTheBuffers(int length) throws IOException {
    String text = "x".repeat(length);
    assertThat(copy("[\"" + text + "\\\"\", NaN, \"\\\\\"]"))
        .isEqualTo("[\"" + text + "\\\"\",null,\"\\\\\"]");
  }

  @Test
  void membersAndElementsAreGoneThroughOneByOne() throws IOException {
    JsonPassage passage =
        new JsonPassage(stream("{\"skip\": {\"x\": [1]}, \"list\": [7, {}], \"z\": 0}"));
    passage.enter();
    assertThat(passage.member()).isEqualTo("skip");
    assertThat(passage.isAtObject()).isTrue();
    passage.skip();
    assertThat(passage.member()).isEqualTo("list");
    passage.enter();
    assertThat(passage.element()).isTrue();
    assertThat(passage.value()).isEqualTo(7L);
    assertThat(passage.element()).isTrue();
    passage.skip();
    assertThat(passage.element()).isFalse();
    assertThat(passage.member()).isEqualTo("z");
    assertThat(passage.value()).isEqualTo(0L);
    assertThat(passage.member()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[", "{\"a\"", "\"open", "[1,"})
  void aDocumentThatBreaksOffIsNoDocument(String text) {
    assertThatThrownBy(() -> copy(text)).isInstanceOf(IOException.class);
  }

  @Test
  void sourcesAndLazyMembersStandWhereValuesDo() {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("first", (JsonSource) out -> out.write("[1,2]".getBytes(StandardCharsets.UTF_8)));
    object.put("second", Arrays.asList(3L, null));
    Object members =
        new JsonMembers(List.of(Map.entry("a", object), Map.entry("b", 4L)).iterator());

    assertThat(new String(Json.writeBytes(members), StandardCharsets.UTF_8))
        .isEqualTo("{\"a\":{\"first\":[1,2],\"second\":[3,null]},\"b\":4}");
  }
}
