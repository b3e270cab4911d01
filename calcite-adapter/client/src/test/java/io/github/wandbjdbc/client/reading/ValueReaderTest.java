package io.github.wandbjdbc.client.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.Misfit;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("text")
final class ValueReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 1.0",
        "1.5 | 1.5",
        "-0.0 | 0.0",
        "NaN | NaN",
        "\"NaN\" | NaN",
        "Infinity | Infinity",
        "-Infinity | -Infinity",
        "\"-Infinity\" | -Infinity",
        "9007199254740993 | 9007199254740992"
      })
  void aNumberIsReadInAllItsForms(String json, double number) throws IOException {
    assertThat(value(json, ValueType.NUMBER)).isEqualTo((Object) number);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"\"1\" | \"1\"", "true | true", "[1] | [1]", "1e999 | 1e999", "\"nan\" | \"nan\""})
  void whatIsNoNumberIsAMisfitWithItsText(String json, String text) throws IOException {
    assertThat(value(json, ValueType.NUMBER)).isEqualTo(new Misfit(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"b\": 1} | null | 1.0",
        "{\"c\": 1} | null | null",
        "{\"b\": {\"c\": 1}} | null | {\"c\":1}",
        "{} | {} | null",
        "{\"_type\": \"histogram\", \"b\": 2} | {\"_type\":\"histogram\",\"b\":2} | 2.0",
        "[1] | [1] | null",
        "7 | 7 | null"
      })
  void aMapIsNoValueOfAColumnBesideThoseOfWhatItHolds(String json, String whole, String inner)
      throws IOException {
    ValueReader reader =
        new ValueReader(
            List.of(
                new ValueColumn("a", ValueType.TEXT, true),
                new ValueColumn("a.b", ValueType.NUMBER)),
            false);
    @Nullable Object[] both = reader.read("{\"a\": %s}".formatted(json));
    @Nullable Object[] alone =
        new ValueReader(List.of(new ValueColumn("a", ValueType.TEXT, true)), false)
            .read("{\"a\": %s}".formatted(json));

    assertThat(String.valueOf(both[0])).isEqualTo(whole);
    assertThat(String.valueOf(alone[0])).isEqualTo(whole);
    assertThat(both[1] instanceof Misfit misfit ? misfit.json() : String.valueOf(both[1]))
        .isEqualTo(inner);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"I am text\" | I am text",
        "1 | 1",
        "1.0 | 1.0",
        "NaN | NaN",
        "true | true",
        "[1, NaN] | [1,\"NaN\"]",
        "{\"a\": -Infinity} | {\"a\":\"-Infinity\"}",
        "{} | {}"
      })
  void aTextColumnShowsAStringAsItselfAndAllElseAsStandardJson(String json, String text)
      throws IOException {
    assertThat(value(json, ValueType.TEXT)).isEqualTo(text);
  }

  @Test
  void nullIsNullOfAnyType() throws IOException {
    for (ValueType type : ValueType.values()) {
      assertThat(value("null", type)).isNull();
    }
  }

  @Test
  void aDottedKeyIsFoundNestedAndAsItIs() throws IOException {
    assertThat(read("{\"a\":{\"b\":1}}", number("a.b"))).containsExactly(1.0);
    assertThat(read("{\"a.b\":2}", number("a.b"))).containsExactly(2.0);
    assertThat(read("{\"a.b\":{\"c\":3}}", number("a.b.c"))).containsExactly(3.0);
    assertThat(read("{\"a\":{\"b.c\":4}}", number("a.b.c"))).containsExactly(4.0);
  }

  @Test
  void whereARowHasBothTheNestedValueCounts() throws IOException {
    assertThat(read("{\"a.b\":2,\"a\":{\"b\":1}}", number("a.b"))).containsExactly(1.0);
    assertThat(read("{\"a\":{\"b\":1},\"a.b\":2}", number("a.b"))).containsExactly(1.0);
  }

  @Test
  void anObjectCanBeWantedTogetherWithWhatItHolds() throws IOException {
    @Nullable Object[] values =
        read("{\"a\":{\"b\":1}}", new ValueColumn("a", ValueType.TEXT), number("a.b"));

    assertThat(values).containsExactly("{\"b\":1}", 1.0);
  }

  @Test
  void keysThatNoColumnAsksForAreNotedOnceByTheirFirstName() throws IOException {
    ValueReader reader = new ValueReader(List.of(number("a.b")), true);

    reader.read("{\"a\":{\"b\":1,\"c\":2},\"x\":1,\"y\":{\"z\":1},\"_wandb\":{}}");
    reader.read("{\"x\":2}");

    assertThat(reader.others()).containsExactly("x", "y");
  }

  private static @Nullable Object value(String json, ValueType type) throws IOException {
    return read("{\"k\":" + json + "}", new ValueColumn("k", type))[0];
  }

  private static @Nullable Object[] read(String json, ValueColumn... columns) throws IOException {
    return new ValueReader(List.of(columns), false).read(json);
  }

  private static ValueColumn number(String key) {
    return new ValueColumn(key, ValueType.NUMBER);
  }
}
