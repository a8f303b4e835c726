package io.atelier.it.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  private static List<String> paths(String expected, String actual) {
    return Difference.between(Json.parse(expected), Json.parse(actual)).stream()
        .map(Difference::path)
        .toList();
  }

  @Test
  void equalValuesDoNotDiffer() {
    assertThat(paths("{\"a\":[1,2.0,null],\"b\":true}", "{\"b\":true,\"a\":[1.0,2,null]}"))
        .isEmpty();
  }

  @Test
  void everyPlaceIsTold() {
    assertThat(
            paths(
                "{\"a\":1,\"b\":[1,{\"c\":2}],\"d\":\"x\"}",
                "{\"a\":2,\"b\":[1,{\"c\":3}],\"e\":1}"))
        .containsExactly("/a", "/b[1]/c", "/d", "/e");
  }

  @Test
  void kindsDiffer() {
    assertThat(paths("[1,\"1\",null,true,{},[]]", "[\"1\",1,false,1,[],{}]")).hasSize(6);
  }

  @Test
  void listsDifferInLengthAndInWhatTheyShare() {
    assertThat(paths("[1,2,3]", "[1,5]")).containsExactly("#length", "[1]");
  }

  @Test
  void textsDifferInCase() {
    assertThat(paths("\"a\"", "\"A\"")).containsExactly("");
  }
}
