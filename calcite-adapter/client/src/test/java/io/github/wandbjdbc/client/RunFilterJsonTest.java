package io.github.wandbjdbc.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.wandbjdbc.client.RunAttribute.ConfigPath;
import io.github.wandbjdbc.client.RunAttribute.SummaryPath;
import io.github.wandbjdbc.client.RunFilter.And;
import io.github.wandbjdbc.client.RunFilter.Assumption;
import io.github.wandbjdbc.client.RunFilter.Comparison;
import io.github.wandbjdbc.client.RunFilter.Exists;
import io.github.wandbjdbc.client.RunFilter.HasTag;
import io.github.wandbjdbc.client.RunFilter.In;
import io.github.wandbjdbc.client.RunFilter.NotIn;
import io.github.wandbjdbc.client.RunFilter.Operator;
import io.github.wandbjdbc.client.RunFilter.Or;
import io.github.wandbjdbc.client.RunFilter.StartsWith;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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
            "{'createdAt':{'$gte':'2024-05-01T09:59:59Z'}}"),
        Arguments.of(
            new Comparison(RunField.HEARTBEAT_AT, Operator.LESS, TIME),
            "{'heartbeatAt':{'$lte':'2024-05-01T10:00:02Z'}}"),
        Arguments.of(
            new Comparison(RunField.CREATED_AT, Operator.LESS, Instant.MAX),
            "{'createdAt':{'$lte':'9999-12-31T23:59:59Z'}}"),
        Arguments.of(
            new In(RunField.CREATED_AT, List.of(TIME)),
            "{'$and':[{'createdAt':{'$gte':'2024-05-01T09:59:59Z'}},"
                + "{'createdAt':{'$lte':'2024-05-01T10:00:02Z'}}]}"),
        Arguments.of(
            new Comparison(RunField.CREATED_AT, Operator.GREATER, Instant.MIN),
            "{'createdAt':{'$gte':'1970-01-01T00:00:00Z'}}"),
        Arguments.of(new NotIn(RunField.STATE, List.of("failed")), "{'state':{'$ne':'failed'}}"),
        Arguments.of(
            new NotIn(new ConfigPath("lr"), List.of(0.5, 1.0)),
            "{'$or':[{'config.lr':{'$nin':[0.5,1]}},"
                + "{'config.lr':{'$in':['NaN','Infinity','-Infinity']}}]}"),
        Arguments.of(
            new NotIn(new ConfigPath("a.b"), List.of(true)),
            "{'$or':[{'config.a.b':{'$ne':true}},{'config.a.b':null}]}"),
        Arguments.of(new Exists(new ConfigPath("lr")), "{'config.lr':{'$exists':true}}"),
        Arguments.of(
            new StartsWith(RunField.DISPLAY_NAME, "a_b-c/d e.(1)\"$"),
            "{'displayName':{'$regex':'^a_b-c/d e..1...'}}"),
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
  void aFilterSaysWhatItTakesForGranted() {
    Comparison created = new Comparison(RunField.CREATED_AT, Operator.LESS, TIME);
    In nested = new In(new ConfigPath("a.b"), List.of("x"));
    In plain = new In(new ConfigPath("a"), List.of("x"));

    assertThat(plain.assumptions()).isEmpty();
    assertThat(new HasTag("x").assumptions()).isEmpty();
    assertThat(new In(RunField.STATE, List.of("failed")).assumptions()).isEmpty();
    assertThat(new And(List.of(created, new Or(List.of(nested, plain)))).assumptions())
        .containsExactly(Assumption.CREATED_AT_BOUNDS, Assumption.NULL_FINDS_MISSING);
    assertThat(new Comparison(RunField.HEARTBEAT_AT, Operator.LESS, TIME).assumptions())
        .contains(Assumption.HEARTBEAT_AT_BOUNDS);
    assertThat(new NotIn(new SummaryPath("a.b"), List.of(1.0)).assumptions())
        .containsExactly(Assumption.NULL_FINDS_MISSING, Assumption.NOT_EQUAL);
    assertThat(new Exists(new ConfigPath("a")).assumptions()).containsExactly(Assumption.EXISTS);
    assertThat(new StartsWith(RunField.ID, "a").assumptions())
        .containsExactly(Assumption.ANCHORED_REGEX);
  }

  @Test
  void whatAServerCantIsLeftOutWithTheBranchesBesideIt() {
    Comparison created = new Comparison(RunField.CREATED_AT, Operator.LESS, TIME);
    In state = new In(RunField.STATE, List.of("failed"));
    HasTag tag = new HasTag("x");
    Set<Assumption> unmet = Set.of(Assumption.CREATED_AT_BOUNDS);

    assertThat(created.without(unmet)).isEqualTo(RunFilter.ALL);
    assertThat(created.without(Set.of(Assumption.EXISTS))).isEqualTo(created);
    assertThat(new And(List.of(created, state)).without(unmet)).isEqualTo(new And(List.of(state)));
    assertThat(new Or(List.of(created, state)).without(unmet)).isEqualTo(RunFilter.ALL);
    assertThat(new Or(List.of(new And(List.of(created, state)), tag)).without(unmet))
        .isEqualTo(new Or(List.of(new And(List.of(state)), tag)));
  }

  @Test
  void theExactPartDecidesByIdAndState() {
    In state = new In(RunField.STATE, List.of("failed"));
    In id = new In(RunField.ID, List.of("a"));

    assertThat(new Or(List.of(state, id)).mayAccept("a", () -> null)).isTrue();
    assertThat(new Or(List.of(state, id)).mayAccept("b", () -> "failed")).isTrue();
    assertThat(new Or(List.of(state, id)).mayAccept("b", () -> null)).isFalse();
    assertThat(new And(List.of(state, new HasTag("x"))).mayAccept("b", () -> "failed")).isTrue();
    assertThat(new And(List.of(state, id)).mayAccept("a", () -> "running")).isFalse();
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
