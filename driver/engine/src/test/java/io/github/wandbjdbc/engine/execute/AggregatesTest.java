package io.github.wandbjdbc.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.judge.Postgres;
import io.github.wandbjdbc.engine.source.SpoilingOperator;
import io.github.wandbjdbc.engine.values.AggregateEntry;
import io.github.wandbjdbc.engine.values.aggregates.Aggregates;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AggregatesTest {
  private static final int ROWS = 400;
  private static final List<String> NUMBERS = List.of("i", "l", "n", "d", "e", "w", "k");
  private static final List<String> ALL = List.of("b", "i", "l", "n", "d", "e", "w", "k", "t");

  private static final List<List<String>> SETS =
      List.of(List.of("g", "h"), List.of("g"), List.of("h"), List.of());

  /** An aggregate, its operands, and how PostgreSQL spells it: D is DISTINCT, F the filter. */
  private record Spelled(String name, List<String> operands, String postgres) {}

  private static List<Spelled> spelled() {
    List<Spelled> all = new ArrayList<>();
    all.add(new Spelled("COUNT", List.of(), "count(*) F"));
    all.add(
        new Spelled(
            "COUNT",
            List.of("i", "t"),
            "count(D CASE WHEN i IS NOT NULL AND t IS NOT NULL THEN (i, t) END) F"));
    all.add(new Spelled("COUNTIF", List.of("b"), "count(D CASE WHEN b THEN true END) F"));
    for (String x : ALL) {
      for (String name : List.of("COUNT", "MIN", "MAX", "ANY_VALUE")) {
        String function = x.equals("b") && name.startsWith("M") ? BOOLEAN.get(name) : name;
        all.add(new Spelled(name, List.of(x), function + "(D " + x + ") F"));
      }
      all.add(new Spelled("APPROX_COUNT_DISTINCT", List.of(x), "count(DISTINCT " + x + ") F"));
      all.add(new Spelled("MODE", List.of(x), "mode() WITHIN GROUP (ORDER BY " + x + ") F"));
      for (String desc : List.of("", " DESC")) {
        List<String> operands = desc.isEmpty() ? List.of(x, "p") : List.of(x, "p", "u");
        all.add(
            new Spelled(
                "PERCENTILE_DISC",
                operands,
                "percentile_disc(0.3) WITHIN GROUP (ORDER BY " + x + desc + ") F"));
        if (NUMBERS.contains(x)) {
          all.add(
              new Spelled(
                  "PERCENTILE_CONT",
                  operands,
                  "percentile_cont(0.3) WITHIN GROUP (ORDER BY " + x + desc + ") F"));
        }
        if (desc.isEmpty()) {
          String ofAny = "percentile_disc(0.3) WITHIN GROUP (ORDER BY " + x + ") F";
          all.add(new Spelled("QUANTILE_DISC", operands, ofAny));
        }
        if (desc.isEmpty() && NUMBERS.contains(x)) {
          String ofNumbers = "percentile_cont(0.3) WITHIN GROUP (ORDER BY " + x + ") F";
          all.add(new Spelled("QUANTILE", operands, ofNumbers));
        }
      }
      for (String y : List.of("i", "w", "k", "t", "n")) {
        for (String name : List.of("ARG_MAX", "MIN_BY")) {
          String desc = name.equals("ARG_MAX") ? " DESC" : "";
          all.add(
              new Spelled(
                  name,
                  List.of(x, y),
                  ("(array_agg(%1$s ORDER BY %2$s%3$s, o) FILTER (WHERE %1$s IS NOT NULL AND %2$s"
                          + " IS NOT NULL AND C))[1]")
                      .formatted(x, y, desc)));
        }
      }
    }
    for (String x : NUMBERS) {
      all.add(new Spelled("SUM", List.of(x), "sum(D " + x + ") F"));
      all.add(new Spelled("$SUM0", List.of(x), "coalesce(sum(D " + x + ") F, 0)"));
      all.add(
          new Spelled(
              "MEDIAN", List.of(x), "percentile_cont(0.5) WITHIN GROUP (ORDER BY " + x + ") F"));
      all.add(
          new Spelled(
              "IQM",
              List.of(x),
              ("(SELECT avg(v)::float8 FROM unnest((array_agg(D x ORDER BY x) F)"
                      + "[1 + (count(D x) F) / 4 : (count(D x) F) - (count(D x) F) / 4]) v)")
                  .replace("x", x)));
      for (String name :
          List.of(
              "AVG", "STDDEV", "STDDEV_SAMP", "STDDEV_POP", "VARIANCE", "VAR_SAMP", "VAR_POP")) {
        // PostgreSQL's root of a NUMERIC has fewer digits than a double.
        String squared = name.replace("STDDEV", "VAR").replaceFirst("^VAR$", "VAR_SAMP");
        String root = name.startsWith("STDDEV") ? "sqrt" : "";
        all.add(new Spelled(name, List.of(x), root + "((" + squared + "(D " + x + ") F)::float8)"));
      }
      for (String y : NUMBERS) {
        for (String name : Aggregates.names()) {
          if (name.startsWith("CORR") || name.startsWith("COVAR") || name.startsWith("REGR")) {
            all.add(new Spelled(name, List.of(x, y), name + "(D " + x + ", " + y + ") F"));
          }
        }
      }
    }
    for (String name :
        List.of("BOOL_AND", "LOGICAL_AND", "EVERY", "BOOL_OR", "LOGICAL_OR", "SOME")) {
      String function = name.endsWith("AND") || name.equals("EVERY") ? "bool_and" : "bool_or";
      all.add(new Spelled(name, List.of("b"), function + "(D b) F"));
    }
    for (String name : List.of("BIT_AND", "BIT_OR", "BIT_XOR")) {
      for (String x : List.of("i", "l")) {
        all.add(new Spelled(name, List.of(x), name + "(D " + x + ") F"));
      }
    }
    for (String name : List.of("STRING_AGG", "LISTAGG", "GROUP_CONCAT")) {
      all.add(new Spelled(name, List.of("t"), "string_agg(D t, ',') F"));
      all.add(new Spelled(name, List.of("t", "h"), "string_agg(D t, h) F"));
    }
    return all;
  }

  private static final Map<String, String> BOOLEAN = Map.of("MIN", "bool_and", "MAX", "bool_or");

  /** Further names of aggregates that are spelled here, and those that PostgreSQL hasn't. */
  private static final List<String> OF_OTHERS =
      List.of(
          "ARG_MIN",
          "MAX_BY",
          "MEAN",
          "STDEV",
          "VAR",
          "QUANTILE_CONT",
          "PERCENTILE",
          "BOOTSTRAP_LOW",
          "BOOTSTRAP_HIGH");

  @Test
  void allAggregatesAreSpelled() {
    List<String> spelled = spelled().stream().map(Spelled::name).distinct().toList();

    assertThat(spelled)
        .containsAll(
            Aggregates.names().stream().filter(name -> !OF_OTHERS.contains(name)).toList());
  }

  @ParameterizedTest
  @CsvSource({"false, false, 1", "false, true, 7", "true, false, 512", "true, true, 64"})
  void aggregatesAreThoseOfPostgres(boolean distinct, boolean filtered, int batchSize)
      throws Exception {
    Postgres postgres = start();
    List<List<@Nullable Object>> rows = AggregateTable.rows(ROWS, 20 + batchSize);
    AggregateTable.load(postgres, "aggregated", rows);
    List<Spelled> all =
        spelled().stream().filter(each -> !distinct || each.postgres().contains("(D ")).toList();

    List<String> differences = new ArrayList<>();
    Map<List<@Nullable Object>, List<@Nullable Object>> ours =
        ours(all, rows, distinct, filtered, batchSize);
    int cells = 0;
    for (int i = 0; i < all.size(); i++) {
      Spelled each = all.get(i);
      String sql = sql(each, distinct, filtered);
      for (List<@Nullable String> theirs : postgres.rows(sql)) {
        List<@Nullable Object> own = Objects.requireNonNull(ours.get(theirs.subList(0, 3)), sql);
        cells++;
        if (!same(own.get(i), theirs.get(3), type(each))) {
          differences.add(
              "%s of %s: %s, not %s"
                  .formatted(sql, theirs.subList(0, 3), own.get(i), theirs.get(3)));
        }
      }
    }
    System.out.printf(
        "Aggregates, distinct %s, filtered %s: %,d cells, %d differences%n",
        distinct, filtered, cells, differences.size());

    assertThat(differences).isEmpty();
  }

  @Test
  void extremesAreAggregatedAsByPostgres() throws Exception {
    Postgres postgres = start();
    List<List<@Nullable Object>> rows = AggregateTable.extremes(36, 4);
    AggregateTable.load(postgres, "extremes", rows);
    List<Spelled> all = spelled();

    List<String> differences = new ArrayList<>();
    int cells = 0;
    int refused = 0;
    for (int group = 0; group < 12; group++) {
      Object number = (long) group;
      List<List<@Nullable Object>> some =
          rows.stream().filter(row -> number.equals(row.get(1))).toList();
      // Where doubles overflow PostgreSQL fails, and all others with them.
      for (Spelled each : all) {
        String sql =
            sql(each, false, false)
                .replaceFirst("FROM aggregated GROUP BY .*", "FROM extremes WHERE g = " + group)
                .replaceFirst("g, h, GROUPING\\(g, h\\), ", "");
        String theirs;
        try {
          theirs = postgres.rows(sql).get(0).get(0);
        } catch (SQLException e) {
          refused++;
          continue;
        }
        Object own =
            ListedRows.all(
                    new GroupOperator(
                        new ListedRows(AggregateTable.kinds(), some, 2),
                        AggregateTable.kinds(),
                        List.of(),
                        List.of(List.of()),
                        List.of(spec(each, false, false)),
                        CountingScope.unbounded()),
                    1)
                .get(0)
                .get(0);
        cells++;
        if (!same(own, theirs, type(each))) {
          differences.add("%s: %s, not %s, of %s".formatted(sql, own, theirs, some));
        }
      }
    }
    System.out.printf(
        "Aggregates of extremes: %,d cells, %,d refused, %d differences%n",
        cells, refused, differences.size());

    assertThat(differences).isEmpty();
  }

  private static AggregateSpec spec(Spelled each, boolean distinct, boolean filtered) {
    AggregateEntry entry = Objects.requireNonNull(Aggregates.entry(each.name()), each.name());
    return AggregateSpec.of(
        call(entry.operator(), each.operands(), type(each), distinct, filtered),
        AggregateTable.rowType());
  }

  private static Postgres start() throws Exception {
    try {
      return Postgres.start();
    } catch (java.io.IOException e) {
      Assumptions.assumeFalse(!Boolean.getBoolean("postgres.required"), "no PostgreSQL: " + e);
      throw e;
    }
  }

  private static String sql(Spelled each, boolean distinct, boolean filtered) {
    String spelled =
        (" " + each.postgres() + " ")
            .replace("(D ", distinct ? "(DISTINCT " : "(")
            .replace(" F)", filtered ? " FILTER (WHERE f))" : ")")
            .replace(" F,", filtered ? " FILTER (WHERE f)," : ",")
            .replace(" F ", filtered ? " FILTER (WHERE f) " : " ")
            .replace("AND C)", filtered ? "AND f)" : ")")
            .trim();
    return "SELECT g, h, GROUPING(g, h), "
        + spelled
        + " FROM aggregated GROUP BY GROUPING SETS ((g, h), (g), (h), ())";
  }

  /** Our values by g, h and GROUPING(g, h), as PostgreSQL prints those. */
  private static Map<List<@Nullable Object>, List<@Nullable Object>> ours(
      List<Spelled> all,
      List<List<@Nullable Object>> rows,
      boolean distinct,
      boolean filtered,
      int batchSize) {
    List<AggregateSpec> specs = new ArrayList<>();
    specs.add(
        AggregateSpec.of(
            call(
                org.apache.calcite.sql.fun.SqlStdOperatorTable.GROUPING,
                List.of("g", "h"),
                AggregateTable.TYPES.createSqlType(SqlTypeName.BIGINT),
                false,
                false),
            AggregateTable.rowType()));
    for (Spelled each : all) {
      AggregateEntry entry = Objects.requireNonNull(Aggregates.entry(each.name()), each.name());
      specs.add(
          AggregateSpec.of(
              call(entry.operator(), each.operands(), type(each), distinct, filtered),
              AggregateTable.rowType()));
    }
    GroupOperator operator =
        new GroupOperator(
            new SpoilingOperator(
                new ListedRows(AggregateTable.kinds(), rows, batchSize),
                AggregateTable.FIELDS.size()),
            AggregateTable.kinds(),
            List.of(AggregateTable.index("g"), AggregateTable.index("h")),
            SETS.stream().map(set -> set.stream().map(AggregateTable::index).toList()).toList(),
            specs,
            CountingScope.unbounded());
    Map<List<@Nullable Object>, List<@Nullable Object>> ours = new HashMap<>();
    for (List<@Nullable Object> row : ListedRows.all(operator, 2 + specs.size())) {
      List<@Nullable Object> key = new ArrayList<>();
      for (Object value : row.subList(0, 3)) {
        key.add(value == null ? null : value.toString());
      }
      List<@Nullable Object> before = ours.put(key, row.subList(3, row.size()));
      assertThat(before).isNull();
    }
    return ours;
  }

  private static AggregateCall call(
      SqlAggFunction function,
      List<String> operands,
      RelDataType type,
      boolean distinct,
      boolean filtered) {
    return AggregateCall.create(
        function,
        distinct,
        false,
        false,
        List.of(),
        operands.stream().map(AggregateTable::index).toList(),
        filtered ? AggregateTable.index("f") : -1,
        null,
        RelCollations.EMPTY,
        type,
        null);
  }

  private static RelDataType type(Spelled each) {
    AggregateEntry entry = Objects.requireNonNull(Aggregates.entry(each.name()));
    List<RelDataType> operands =
        each.operands().stream()
            .map(name -> AggregateTable.FIELDS.get(AggregateTable.index(name)))
            .map(field -> field.type(AggregateTable.TYPES))
            .collect(Collectors.toList());
    if (each.name().equals("$SUM0")) {
      return type(new Spelled("SUM", each.operands(), ""));
    }
    return entry
        .operator()
        .inferReturnType(
            new Aggregate.AggCallBinding(
                AggregateTable.TYPES, entry.operator(), List.of(), operands, false, false));
  }

  private static boolean same(@Nullable Object own, @Nullable String theirs, RelDataType type) {
    if (own == null || theirs == null) {
      return own == null && theirs == null;
    }
    if (type.getSqlTypeName() == SqlTypeName.BOOLEAN) {
      return own.equals(theirs.equals("t") ? 1L : 0L);
    }
    if (own instanceof Double number) {
      double expected = Double.parseDouble(theirs);
      return Double.compare(number, expected) == 0
          || Math.abs(number - expected) <= 1e-12 * Math.abs(expected);
    }
    if (own instanceof BigDecimal number) {
      return number.toPlainString().equals(theirs);
    }
    return own.toString().equals(theirs);
  }
}
