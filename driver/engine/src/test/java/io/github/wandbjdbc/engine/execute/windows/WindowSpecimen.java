package io.github.wandbjdbc.engine.execute.windows;

import static io.github.wandbjdbc.engine.execute.windows.WindowTable.FIELDS;
import static io.github.wandbjdbc.engine.execute.windows.WindowTable.TYPES;
import static io.github.wandbjdbc.engine.execute.windows.WindowTable.field;
import static io.github.wandbjdbc.engine.execute.windows.WindowTable.type;
import static java.util.Objects.requireNonNull;

import io.github.wandbjdbc.engine.execute.windows.WindowDescription.Call;
import io.github.wandbjdbc.engine.values.AggregateEntry;
import io.github.wandbjdbc.engine.values.Numeric;
import io.github.wandbjdbc.engine.values.aggregates.Aggregates;
import io.github.wandbjdbc.engine.values.windows.Operand;
import io.github.wandbjdbc.engine.values.windows.WindowFunctions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * A call over a window, and how PostgreSQL spells it.
 *
 * @param inner an expression over window w; v is all rows before the current one, u all behind it
 * @param outer an expression over {@code {}}, the value of the inner one
 */
record WindowSpecimen(Call call, String inner, String outer) {
  private static final RelDataType BIGINT = type(SqlTypeName.BIGINT);
  private static final RelDataType DOUBLE = type(SqlTypeName.DOUBLE);
  private static final RelDataType NUMERIC = Numeric.type(TYPES);

  private enum Flag {
    DISTINCT,
    IGNORE_NULLS,
    FROM_LAST,
    FILTER
  }

  static List<WindowSpecimen> all() {
    List<WindowSpecimen> all = new ArrayList<>(functions());
    all.addAll(shifts());
    all.addAll(values());
    all.addAll(aggregates());
    all.addAll(distinct());
    return all;
  }

  private static List<WindowSpecimen> functions() {
    return List.of(
        of(
            "string_agg(r, ',') OVER w",
            call(SqlLibraryOperators.STRING_AGG, text(), column("r"), constant(","))),
        of("row_number() OVER w", call(SqlStdOperatorTable.ROW_NUMBER, BIGINT)),
        of("rank() OVER w", call(SqlStdOperatorTable.RANK, BIGINT)),
        of("dense_rank() OVER w", call(SqlStdOperatorTable.DENSE_RANK, BIGINT)),
        of("percent_rank() OVER w", call(SqlStdOperatorTable.PERCENT_RANK, DOUBLE)),
        of("cume_dist() OVER w", call(SqlStdOperatorTable.CUME_DIST, DOUBLE)),
        of("ntile(3) OVER w", call(SqlStdOperatorTable.NTILE, BIGINT, whole(3))),
        of("ntile(100) OVER w", call(SqlStdOperatorTable.NTILE, BIGINT, whole(100))),
        of("ntile(g) OVER w", call(SqlStdOperatorTable.NTILE, BIGINT, column("g"))),
        of(
            "array_agg(n) OVER v || n",
            "(SELECT sum(e * 0.5::float8 ^ (c - i)) * 0.5 / (1 - 0.5::float8 ^ max(c))"
                + " FROM (SELECT e::float8, row_number() OVER (ORDER BY o) AS i, count(*) OVER ()"
                + " AS c FROM unnest({}) WITH ORDINALITY q (e, o) WHERE e IS NOT NULL) z)",
            call(
                requireNonNull(WindowFunctions.entry("EMA")).operator(),
                DOUBLE,
                column("n"),
                Operand.constant(DOUBLE, 0.5))));
  }

  private static List<WindowSpecimen> shifts() {
    SqlAggFunction lag = SqlStdOperatorTable.LAG;
    SqlAggFunction lead = SqlStdOperatorTable.LEAD;
    String before = "array_agg(n) FILTER (WHERE n IS NOT NULL) OVER v";
    String behind = "array_agg(n) FILTER (WHERE n IS NOT NULL) OVER u";
    return List.of(
        of("lag(x) OVER w", call(lag, DOUBLE, column("x"))),
        of(
            "lag(n, 2, -1::bigint) OVER w",
            call(lag, BIGINT, column("n"), whole(2), Operand.constant(BIGINT, -1L))),
        of(
            "lag(i::numeric, 1, 0.5) OVER w",
            call(
                lag,
                NUMERIC,
                column("i"),
                whole(1),
                Operand.constant(
                    TYPES.createSqlType(SqlTypeName.DECIMAL, 2, 1), new BigDecimal("0.5")))),
        of("lag(n::float8, 1, y) OVER w", call(lag, DOUBLE, column("n"), whole(1), column("y"))),
        of("lead(t, 1, 'd') OVER w", call(lead, text(), column("t"), whole(1), constant("d"))),
        of(
            "lead(n, o, i::bigint) OVER w",
            call(lead, BIGINT, column("n"), column("o"), column("i"))),
        of("lag(b, 0) OVER w", call(lag, NUMERIC, column("b"), whole(0))),
        of("lag(b, NULL) OVER w", call(lag, NUMERIC, column("b"), nothing())),
        of(
            "lead(dt) OVER w",
            "{} - DATE '1970-01-01'",
            call(lead, type(SqlTypeName.DATE), column("dt"))),
        of(
            "lag(dt::timestamp, 1, ts) OVER w",
            "(extract(epoch FROM {}) * 1000)::bigint",
            call(lag, type(SqlTypeName.TIMESTAMP), column("dt"), whole(1), column("ts"))),
        of(before, "{}[cardinality({})]", call(lag, Flag.IGNORE_NULLS, BIGINT, column("n"))),
        of(
            before,
            "coalesce({}[cardinality({}) - 2], i)",
            call(lag, Flag.IGNORE_NULLS, BIGINT, column("n"), whole(3), column("i"))),
        of(
            behind,
            "coalesce({}[2], 77)",
            call(
                lead,
                Flag.IGNORE_NULLS,
                BIGINT,
                column("n"),
                whole(2),
                Operand.constant(BIGINT, 77L))));
  }

  private static List<WindowSpecimen> values() {
    SqlAggFunction first = SqlStdOperatorTable.FIRST_VALUE;
    SqlAggFunction last = SqlStdOperatorTable.LAST_VALUE;
    SqlAggFunction nth = SqlStdOperatorTable.NTH_VALUE;
    String all = "array_agg(n) OVER w";
    String counted = "array_agg(n) FILTER (WHERE n IS NOT NULL) OVER w";
    return List.of(
        of("first_value(x) OVER w", call(first, DOUBLE, column("x"))),
        of("first_value(id) OVER w", call(first, type(SqlTypeName.INTEGER), column("id"))),
        of("last_value(t) OVER w", call(last, text(), column("t"))),
        of("last_value(id) OVER w", call(last, type(SqlTypeName.INTEGER), column("id"))),
        of("first_value(f) OVER w", "{}::int", call(first, type(SqlTypeName.BOOLEAN), column("f"))),
        of("nth_value(n, 2) OVER w", call(nth, BIGINT, column("n"), whole(2))),
        of("nth_value(n, 1000) OVER w", call(nth, BIGINT, column("n"), whole(1000))),
        of("nth_value(n, NULL) OVER w", call(nth, BIGINT, column("n"), nothing())),
        of(
            all,
            "{}[cardinality({}) - 1]",
            call(nth, Flag.FROM_LAST, BIGINT, column("n"), whole(2))),
        of(counted, "{}[1]", call(first, Flag.IGNORE_NULLS, BIGINT, column("n"))),
        of(counted, "{}[cardinality({})]", call(last, Flag.IGNORE_NULLS, BIGINT, column("n"))),
        of(counted, "{}[3]", call(nth, Flag.IGNORE_NULLS, BIGINT, column("n"), whole(3))));
  }

  private static List<WindowSpecimen> aggregates() {
    SqlAggFunction count = SqlStdOperatorTable.COUNT;
    SqlAggFunction sum = SqlStdOperatorTable.SUM;
    return List.of(
        of("count(*) OVER w", call(count, BIGINT)),
        of("count(x) OVER w", call(count, BIGINT, column("x"))),
        of("count(*) FILTER (WHERE f) OVER w", call(count, Flag.FILTER, BIGINT)),
        of("sum(n) OVER w", call(sum, NUMERIC, column("n"))),
        of("coalesce(sum(i) OVER w, 0)", call(SqlStdOperatorTable.SUM0, BIGINT, column("i"))),
        of("sum(b) OVER w", call(sum, NUMERIC, column("b"))),
        of("sum(b) FILTER (WHERE f) OVER w", call(sum, Flag.FILTER, NUMERIC, column("b"))),
        of("sum(x) OVER w", call(sum, DOUBLE, column("x"))),
        of("sum(y) OVER w", call(sum, DOUBLE, column("y"))),
        of("avg(y) OVER w", call(SqlStdOperatorTable.AVG, DOUBLE, column("y"))),
        of("min(x) OVER w", call(SqlStdOperatorTable.MIN, DOUBLE, column("x"))),
        of("max(x) OVER w", call(SqlStdOperatorTable.MAX, DOUBLE, column("x"))),
        of("max(b) OVER w", call(SqlStdOperatorTable.MAX, NUMERIC, column("b"))),
        of("min(t) OVER w", call(SqlStdOperatorTable.MIN, text(), column("t"))),
        of("stddev_pop(y) OVER w", call(SqlStdOperatorTable.STDDEV_POP, DOUBLE, column("y"))),
        of(
            "bool_or(f) OVER w",
            call(SqlStdOperatorTable.SOME, type(SqlTypeName.BOOLEAN), column("f"))),
        of(
            "string_agg(t, ',') OVER w",
            call(SqlLibraryOperators.STRING_AGG, text(), column("t"), constant(","))));
  }

  private static List<WindowSpecimen> distinct() {
    return List.of(
        of(
            "array_agg(n) OVER w",
            "(SELECT count(DISTINCT v) FROM unnest({}) v)",
            call(SqlStdOperatorTable.COUNT, Flag.DISTINCT, BIGINT, column("n"))),
        of(
            "array_agg(x) OVER w",
            "(SELECT count(DISTINCT v) FROM unnest({}) v)",
            call(SqlStdOperatorTable.COUNT, Flag.DISTINCT, BIGINT, column("x"))),
        of(
            "array_agg(i) OVER w",
            "(SELECT sum(DISTINCT v) FROM unnest({}) v)",
            call(SqlStdOperatorTable.SUM, Flag.DISTINCT, BIGINT, column("i"))));
  }

  private static WindowSpecimen of(String inner, Call call) {
    return new WindowSpecimen(call, inner, "{}");
  }

  private static WindowSpecimen of(String inner, String outer, Call call) {
    return new WindowSpecimen(call, inner, outer);
  }

  static Call call(SqlAggFunction function, RelDataType result, Operand... operands) {
    return call(function, List.of(), result, operands);
  }

  private static Call call(
      SqlAggFunction function, Flag flag, RelDataType result, Operand... operands) {
    return call(function, List.of(flag), result, operands);
  }

  private static Call call(
      SqlAggFunction function, List<Flag> flags, RelDataType result, Operand... operands) {
    AggregateEntry aggregate =
        WindowFunctions.entry(function) == null ? Aggregates.entry(function) : null;
    return new Call(
        function,
        aggregate,
        result,
        List.of(operands),
        flags.contains(Flag.DISTINCT),
        flags.contains(Flag.IGNORE_NULLS),
        flags.contains(Flag.FROM_LAST),
        flags.contains(Flag.FILTER) ? field("f") : WindowDescription.NONE);
  }

  static Operand column(String name) {
    return Operand.field(FIELDS.get(field(name)).type(), field(name));
  }

  static Operand whole(long value) {
    return Operand.constant(type(SqlTypeName.INTEGER), value);
  }

  private static Operand nothing() {
    return Operand.constant(type(SqlTypeName.INTEGER), null);
  }

  private static Operand constant(String value) {
    return Operand.constant(text(), value);
  }

  private static RelDataType text() {
    return type(SqlTypeName.VARCHAR);
  }
}
