package io.github.wandbjdbc.engine.judge;

import static io.github.wandbjdbc.engine.values.EngineType.BIGINT;
import static io.github.wandbjdbc.engine.values.EngineType.BOOLEAN;
import static io.github.wandbjdbc.engine.values.EngineType.DOUBLE;
import static io.github.wandbjdbc.engine.values.EngineType.DURATION;
import static io.github.wandbjdbc.engine.values.EngineType.INTEGER;
import static io.github.wandbjdbc.engine.values.EngineType.MONTHS;
import static io.github.wandbjdbc.engine.values.EngineType.NUMERIC;
import static io.github.wandbjdbc.engine.values.EngineType.TEXT;

import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.aggregates.Aggregates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every aggregate over groups of operands of every class that its types have. */
class AggregateCellsTest {
  private static final List<EngineType> ALL =
      Arrays.stream(EngineType.values()).filter(type -> type != EngineType.ANY).toList();
  private static final List<EngineType> NUMBERS = List.of(INTEGER, BIGINT, NUMERIC, DOUBLE);

  @Test
  void everyAggregateGivesWhatPostgresGives() throws Exception {
    AggregateCells cells = new AggregateCells(Postgres.startOrSkip());

    for (String name : Aggregates.names()) {
      if (name.startsWith("BOOTSTRAP")) {
        // PostgreSQL has none; StatisticsTest holds them to SciPy's.
        continue;
      }
      cells.expect(name);
      for (List<EngineType> types : operands(name)) {
        String spelled = spelled(name, types);
        if (!spelled.isEmpty()) {
          cells.compare(name, types, spelled);
        }
      }
    }

    cells.end();
  }

  private static List<List<EngineType>> operands(String name) {
    return switch (name) {
      case "SUM", "AVG", "MEAN" ->
          each(List.of(INTEGER, BIGINT, NUMERIC, DOUBLE, MONTHS, DURATION));
      case "MEDIAN",
          "IQM",
          "PERCENTILE_CONT",
          "PERCENTILE",
          "QUANTILE",
          "QUANTILE_CONT",
          "STDEV",
          "VAR",
          "STDDEV",
          "STDDEV_SAMP",
          "STDDEV_POP",
          "VARIANCE",
          "VAR_SAMP",
          "VAR_POP" ->
          each(NUMBERS);
      case "COUNT",
          "APPROX_COUNT_DISTINCT",
          "MIN",
          "MAX",
          "ANY_VALUE",
          "MODE",
          "PERCENTILE_DISC",
          "QUANTILE_DISC" ->
          each(ALL);
      case "COUNTIF", "BOOL_AND", "BOOL_OR", "EVERY", "SOME", "LOGICAL_AND", "LOGICAL_OR" ->
          each(List.of(BOOLEAN));
      case "BIT_AND", "BIT_OR", "BIT_XOR" -> each(List.of(INTEGER, BIGINT));
      case "STRING_AGG", "LISTAGG", "GROUP_CONCAT" -> List.of(List.of(TEXT), List.of(TEXT, TEXT));
      case "ARG_MAX", "ARG_MIN", "MAX_BY", "MIN_BY" -> {
        List<List<EngineType>> pairs = new ArrayList<>();
        for (EngineType type : ALL) {
          pairs.add(List.of(type, DOUBLE));
          pairs.add(List.of(BIGINT, type));
        }
        yield pairs;
      }
      default ->
          List.of(
              List.of(DOUBLE, DOUBLE),
              List.of(BIGINT, NUMERIC),
              List.of(NUMERIC, INTEGER),
              List.of(INTEGER, BIGINT));
    };
  }

  private static List<List<EngineType>> each(List<EngineType> types) {
    return types.stream().map(List::of).toList();
  }

  /** As PostgreSQL has it, of columns x and y; o is the rows' order. */
  private static String spelled(String name, List<EngineType> types) {
    EngineType type = types.get(0);
    return switch (name) {
      case "APPROX_COUNT_DISTINCT" -> "count(DISTINCT x)";
      case "COUNTIF" -> "count(*) FILTER (WHERE x)";
      case "AVG", "MEAN" ->
          switch (type) {
            case MONTHS -> "avg(x)";
            case DURATION -> "make_interval(secs => round(extract(epoch from avg(x)), 3)::float8)";
            default -> "avg(x)::float8";
          };
      case "MIN" -> type == BOOLEAN ? "bool_and(x)" : "min(x)";
      case "MAX" -> type == BOOLEAN ? "bool_or(x)" : "max(x)";
      case "ANY_VALUE" -> "(array_agg(x ORDER BY o) FILTER (WHERE x IS NOT NULL))[1]";
      case "MODE" -> "mode() WITHIN GROUP (ORDER BY x)";
      case "IQM" ->
          "(SELECT avg(v)::float8 FROM unnest((array_agg(x ORDER BY x))"
              + "[1 + count(x) / 4 : count(x) - count(x) / 4]) v)";
      case "MEDIAN" -> "percentile_cont(0.5) WITHIN GROUP (ORDER BY x)";
      case "PERCENTILE", "QUANTILE", "QUANTILE_CONT" ->
          "percentile_cont(0.3) WITHIN GROUP (ORDER BY x)";
      case "QUANTILE_DISC" -> "percentile_disc(0.3) WITHIN GROUP (ORDER BY x)";
      case "PERCENTILE_CONT", "PERCENTILE_DISC" -> name + "(0.3) WITHIN GROUP (ORDER BY x)";
      case "ARG_MAX", "MAX_BY" -> chosen("DESC");
      case "ARG_MIN", "MIN_BY" -> chosen("ASC");
      case "LOGICAL_AND", "EVERY" -> "bool_and(x)";
      case "LOGICAL_OR", "SOME" -> "bool_or(x)";
      case "STRING_AGG", "LISTAGG", "GROUP_CONCAT" ->
          types.size() == 1 ? "string_agg(x, ',' ORDER BY o)" : "string_agg(x, y ORDER BY o)";
      // PostgreSQL's root of a NUMERIC has fewer digits than a double.
      case "STDDEV", "STDDEV_SAMP", "STDEV" -> "sqrt(var_samp(x)::float8)";
      case "STDDEV_POP" -> "sqrt(var_pop(x)::float8)";
      case "VAR" -> "variance(x)::float8";
      case "VARIANCE", "VAR_SAMP", "VAR_POP" -> name + "(x)::float8";
      default -> types.size() == 1 ? name + "(x)" : name + "(x, y)";
    };
  }

  private static String chosen(String direction) {
    return "(array_agg(x ORDER BY y %s, o) FILTER (WHERE x IS NOT NULL AND y IS NOT NULL))[1]"
        .formatted(direction);
  }
}
