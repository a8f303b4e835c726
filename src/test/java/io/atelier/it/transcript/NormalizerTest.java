package io.atelier.it.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.json.Json;
import org.junit.jupiter.api.Test;

class NormalizerTest {
  private final Names names = new Names();
  private final Normalizer normalizer = new Normalizer(names);

  private void assertNormal(String json, String expected) {
    assertThat(Json.write(normalizer.normalize(Json.parse(json)))).isEqualTo(expected);
  }

  @Test
  void promptsAreNamedInOrderWhereverTheyAppear() {
    names.prompt("aaaa");
    names.prompt("bbbb");
    names.prompt("aaaa");
    assertNormal(
        "{\"bbbb\":\"of aaaa\",\"x\":[\"bbbb\"]}",
        "{\"<prompt:2>\":\"of <prompt:1>\",\"x\":[\"<prompt:2>\"]}");
  }

  @Test
  void timesVersionsAndSizesAreHidden() {
    assertNormal(
        "{\"timestamp\":5,\"modified\":1.5,\"created\":7,\"ram_free\":9,\"python_version\":\"x\","
            + "\"argv\":[\"a\",\"b\"],\"traceback\":[\"l1\",\"l2\"]}",
        "{\"timestamp\":\"<ts>\",\"modified\":\"<time:float>\",\"created\":\"<time:int>\","
            + "\"ram_free\":\"<int>\",\"python_version\":\"<version>\",\"argv\":[\"<argv>\"],"
            + "\"traceback\":[\"<traceback line>\"]}");
    assertNormal("{\"traceback\":[]}", "{\"traceback\":[]}");
  }

  @Test
  void numbersAreRelativeToTheFirstUnlessChosen() {
    normalizer.firstNumber(40L);
    normalizer.firstNumber(90L);
    normalizer.chosenNumber(0.5);
    assertNormal(
        "[{\"number\":42},{\"number\":-43.0},{\"number\":0.5}]",
        "[{\"number\":\"<n+2>\"},{\"number\":\"<-(n+3)>\"},{\"number\":0.5}]");
    assertNormal("[42,\"p\",{},{},[\"9\",\"3\"]]", "[\"<n+2>\",\"p\",{},{},[\"3\",\"9\"]]");
    assertNormal("{\"prompt\":[0.5,\"p\",{},{},[]]}", "{\"prompt\":[0.5,\"p\",{},{},[]]}");
  }

  @Test
  void listsWithoutOrderAreSorted() {
    assertNormal(
        "{\"executed\":[\"2\",\"1\"],\"nodes\":[\"2\",\"1\"]}",
        "{\"executed\":[\"1\",\"2\"],\"nodes\":[\"2\",\"1\"]}");
    assertNormal(
        "{\"errors\":[{\"type\":\"b\",\"extra_info\":{\"input_name\":\"w\"}},"
            + "{\"type\":\"a\",\"extra_info\":{\"input_name\":\"h\"}}]}",
        "{\"errors\":[{\"type\":\"a\",\"extra_info\":{\"input_name\":\"h\"}},"
            + "{\"type\":\"b\",\"extra_info\":{\"input_name\":\"w\"}}]}");
    assertNormal("{\"details\":\"b\\na\"}", "{\"details\":\"a\\nb\"}");
  }

  @Test
  void randomPartsOfTextsAreHidden() {
    assertNormal(
        "[\"ComfyUI_temp_abcde_00001_.png\",\"at 0x7f0012345678>\"]",
        "[\"ComfyUI_temp_<rand>_00001_.png\",\"at <addr>>\"]");
  }

  @Test
  void requestsAreFilledWithWhatIsKnown() {
    names.put("ff01", "<tag>");
    names.prompt("aaaa");
    assertThat(names.fill("/history/<prompt:1>?x=<tag>&y=<b>"))
        .isEqualTo("/history/aaaa?x=ff01&y=<b>");
  }
}
