package io.github.wandbjdbc.client.values;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shortcuts that read JSON without a parser agree with a parser. */
final class JsonTest {
  @ParameterizedTest
  @ValueSource(strings = {"0", "-0", "7", "-12", "0.5", "10.25", "1e5", "1E-05", "-2.5e+300"})
  void aNumberIsOne(String json) throws IOException {
    boolean isNumber = Json.isNumber(json);

    assertThat(isNumber).isTrue();
    assertThat(parsed(json)).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+1",
        "01",
        "-01",
        ".5",
        "1.",
        "1.e5",
        "1e",
        "1e+",
        "1 2",
        " 1",
        "1 ",
        "0x1",
        "1f",
        "NaN",
        "-Infinity",
        "\"1\"",
        "[1]",
        "{}",
        "null",
        "true",
        "\u0661"
      })
  void nothingElseIs(String json) {
    boolean isNumber = Json.isNumber(json);

    assertThat(isNumber).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"a\":1,\"b\":-2.50e+3,\"a\":null}",
        "{\"é😀\":[\"x\",true,{\"y\":[]}],\"/\":\"</a>\"}"
      })
  void anObjectAsWeWriteItIsTaken(String json) throws IOException {
    boolean isStandard = Json.isStandardObject(json);

    assertThat(isStandard).isTrue();
    assertThat(copied(json)).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[{}]",
        "{}{}",
        "{}1",
        "{\"a\": 1}",
        "{\"a\":NaN}",
        "{\"a\":[-Infinity]}",
        "{\"a\":\"\\u0041\"}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"b c\"}"
      })
  void anyOtherIsWrittenAnew(String json) throws IOException {
    boolean isStandard = Json.isStandardObject(json);

    assertThat(isStandard).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\"b\\", "\u0000\n\u001f\u007f", "é😀</", "\ud800"})
  void aTextIsQuotedAsAGeneratorDoes(String text) throws IOException {
    StringWriter written = new StringWriter();
    try (JsonGenerator generator = Json.factory().createGenerator(written)) {
      generator.writeString(text);
    }

    assertThat(copied(written.toString())).isEqualTo(written.toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1001})
  void aParserDecidesOnLongNumbers(int digits) {
    boolean isNumber = Json.isNumber("1".repeat(digits));

    assertThat(isNumber).isFalse();
  }

  private static String parsed(String json) throws IOException {
    try (JsonParser parser = Json.factory().createParser(json)) {
      parser.nextToken();
      String text = Json.text(parser);
      assertThat(parser.nextToken()).isNull();
      return text;
    }
  }

  private static String copied(String json) throws IOException {
    try (JsonParser parser = Json.factory().createParser(json)) {
      parser.nextToken();
      return Json.text(parser);
    }
  }
}
