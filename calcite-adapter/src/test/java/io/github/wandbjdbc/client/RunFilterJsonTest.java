package io.github.wandbjdbc.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.wandbjdbc.client.RunAttribute.ConfigPath;
import io.github.wandbjdbc.client.RunAttribute.SummaryPath;
import io.github.wandbjdbc.client.RunFilter.And;
import io.github.wandbjdbc.client.RunFilter.Comparison;
import io.github.wandbjdbc.client.RunFilter.HasTag;
import io.github.wandbjdbc.client.RunFilter.In;
import io.github.wandbjdbc.client.RunFilter.Operator;
import io.github.wandbjdbc.client.RunFilter.Or;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("text")
class RunFilterJsonTest {
  private static final Instant TIME = Instant.parse("2024-05-01T10:00:00.700Z");

  static Stream<Arguments> filters() {
    In state = new In(RunField.STATE, List.of("finished"));
    HasTag tag = new HasTag("a\"b");
    return Stream.of(
        Arguments.of(RunFilter.ALL, "{}"),
        Arguments.of(state, "{'state':'finished'}"),
        Arguments.of(new In(RunField.ID, List.of("a", "b")), "{'name':{'$in':['a','b']}}"),
        Arguments.of(new In(RunField.SWEEP_ID, List.of("s")), "{'sweep':'s'}"),
        Arguments.of(new In(new ConfigPath("bs"), List.of(64.0)), "{'config.bs':64}"),
        Arguments.of(new In(new ConfigPath("lr"), List.of(0.5)), "{'config.lr':0.5}"),
        Arguments.of(new In(new ConfigPath("amp"), List.of(true)), "{'config.amp':true}"),
        Arguments.of(
            new In(new ConfigPath("a.b"), List.of("x")),
            "{'$or':[{'config.a.b':'x'},{'config.a.b':null}]}"),
        Arguments.of(
            new Comparison(new SummaryPath("val/acc"), Operator.GREATER, 0.9),
            "{'$or':[{'summary_metrics.val/acc':{'$gt':0.9}},"
                + "{'summary_metrics.val/acc':{'$in':['Infinity']}}]}"),
        Arguments.of(
            new Comparison(new SummaryPath("a.b"), Operator.LESS_OR_EQUAL, 1.0),
            "{'$or':[{'summary_metrics.a.b':{'$lte':1}},"
                + "{'summary_metrics.a.b':{'$in':['-Infinity']}},{'summary_metrics.a.b':null}]}"),
        Arguments.of(
            new Comparison(RunField.CREATED_AT, Operator.GREATER, TIME),
            "{'created_at':{'$gte':'2024-05-01T10:00:00'}}"),
        Arguments.of(
            new Comparison(RunField.HEARTBEAT_AT, Operator.LESS, TIME),
            "{'heartbeat_at':{'$lt':'2024-05-01T10:00:01'}}"),
        Arguments.of(
            new Comparison(RunField.CREATED_AT, Operator.LESS, Instant.MAX),
            "{'created_at':{'$lt':'9999-12-31T23:59:59'}}"),
        Arguments.of(
            new In(RunField.CREATED_AT, List.of(TIME)),
            "{'$and':[{'created_at':{'$gte':'2024-05-01T10:00:00'}},"
                + "{'created_at':{'$lt':'2024-05-01T10:00:01'}}]}"),
        Arguments.of(tag, "{'tags':'a\\\"b'}"),
        Arguments.of(
            new And(List.of(state, tag)), "{'$and':[{'state':'finished'},{'tags':'a\\\"b'}]}"),
        Arguments.of(
            new Or(List.of(state, new In(RunField.HOST, List.of()), tag)),
            "{'$or':[{'state':'finished'},{'tags':'a\\\"b'}]}"),
        Arguments.of(new Or(List.of(state, new Or(List.of()))), "{'state':'finished'}"));
  }

  @ParameterizedTest
  @MethodSource("filters")
  void aFilterIsWrittenAsTheApiWantsIt(RunFilter filter, String json) throws IOException {
    assertThat(json(filter)).isEqualTo(json.replace('\'', '"'));
    assertThat(filter.acceptsNothing()).isFalse();
  }

  @Test
  void nothingIsAcceptedByNoValuesAndByNoBranches() {
    In none = new In(RunField.STATE, List.of());

    assertThat(none.acceptsNothing()).isTrue();
    assertThat(new Or(List.of()).acceptsNothing()).isTrue();
    assertThat(new Or(List.of(none, none)).acceptsNothing()).isTrue();
    assertThat(new And(List.of(RunFilter.ALL, none)).acceptsNothing()).isTrue();
  }

  @Test
  void whatTheApiCantCompareIsRefused() {
    assertThatThrownBy(() -> json(new In(RunField.NOTES, List.of("x"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> json(new In(new ConfigPath("lr"), List.of(Double.NaN))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String json(RunFilter filter) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.factory().createGenerator(text)) {
      filter.writeTo(json);
    }
    return text.toString();
  }
}
