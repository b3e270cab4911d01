package io.github.wandbjdbc.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.LossTable;
import io.github.wandbjdbc.engine.values.StatementException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Operators as statements have them, parsed, validated and simplified: of columns, selected and as
 * a condition, and with a literal on either side. The cells of operators are what plans hold.
 */
class StatementOperatorsTest {
  /** Whether all pairs of numbers' types are compared, with each literal: it takes minutes. */
  private static final boolean ALL = Boolean.getBoolean("operators.all");

  private static final List<String> COMPARISONS =
      List.of(
          "@1 = @2",
          "@1 <> @2",
          "@1 < @2",
          "@1 <= @2",
          "@1 > @2",
          "@1 >= @2",
          "@1 IS DISTINCT FROM @2",
          "@1 IS NOT DISTINCT FROM @2",
          "NOT (@1 = @2)",
          "NOT (@1 < @2 OR @1 IS NULL)",
          "@1 BETWEEN @2 AND @2",
          "@1 NOT BETWEEN @2 AND @1",
          "@1 IN (@2, @2)",
          "@1 NOT IN (@2, @1)",
          "@1 IN (@2, NULL)",
          "@1 NOT IN (@2, NULL)",
          "(@1, @2) = (@2, @1)",
          "(@1, @2) < (@2, @1)",
          "(@1, @2) IS DISTINCT FROM (@2, @1)",
          "@1 = @2 AND @1 <> @2",
          "@1 = @2 OR @1 <> @2",
          "(@1 = @2) IS TRUE",
          "(@1 < @2) IS NOT TRUE",
          "(@1 < @2) IS FALSE",
          "(@1 < @2) IS NOT FALSE",
          "(@1 < @2) IS UNKNOWN",
          "@1 IS NULL OR @1 = @2",
          "@1 IS NOT NULL AND @1 > @2");

  private static final List<String> CHOICES =
      List.of(
          "COALESCE(@1, @2)",
          "GREATEST(@1, @2)",
          "LEAST(@1, @2)",
          "CASE WHEN @1 < @2 THEN @1 ELSE @2 END",
          "CASE @1 WHEN @2 THEN 'same' WHEN @1 THEN 'other' END");

  private static final List<String> ARITHMETIC =
      List.of("@1 + @2", "@1 - @2", "@1 * @2", "- @1 + @2", "@1 - (@2 - @1)", "@1 * @2 + @1");

  private static final List<String> DIVISIONS = List.of("@1 / @2", "@1 % @2", "@1 / @2 * @2");

  private static final List<String> BITS =
      List.of("@1 & @2", "@1 | @2", "@1 # @2", "~ @1 & @2", "@1 | ~ (@2 # @1)", "@1 + @2 & @1");

  private static final List<String> SHIFTS = List.of("@1 << @2", "@1 >> @2");

  private static final List<String> TEXTS =
      List.of("@1 || @2", "@1 || @2 || @1", "@1 LIKE @2", "@1 NOT LIKE @2", "@1 || '%' LIKE @2");

  private static final List<String> TRUTHS =
      List.of(
          "@1 AND @2",
          "@1 OR @2",
          "NOT @1 OR @2",
          "NOT (@1 AND NOT @2)",
          "@1 IS TRUE AND @2",
          "@1 = @2 AND @1",
          "@1 IS NOT FALSE OR @2 IS UNKNOWN");

  private final LossTable none = new LossTable(List.of());
  private final Random random = new Random(20);
  private final List<String> differences = new ArrayList<>();
  private int compared;

  /** A type, and values of it that need no more than its name. */
  private record Values(String type, List<String> texts) {
    static Values of(String type, String... texts) {
      return new Values(type, List.of(texts));
    }

    List<String> literals() {
      List<String> literals = new ArrayList<>();
      texts.forEach(text -> literals.add("CAST('" + text + "' AS " + type + ")"));
      literals.add("CAST(NULL AS " + type + ")");
      return literals;
    }
  }

  private static final Values INTEGERS = Values.of("INTEGER", "-3", "0", "1", "2");
  private static final Values LONGS = Values.of("BIGINT", "-3", "0", "2", "3000000000");
  private static final Values DECIMALS = Values.of("NUMERIC(10, 2)", "-3.00", "0", "1.5", "2.25");
  private static final Values DOUBLES =
      Values.of("DOUBLE PRECISION", "-Infinity", "-3", "0", "1.5", "2", "Infinity");
  private static final Values WORDS = Values.of("VARCHAR", "", "a", "A", "b%", "_", "é");
  private static final Values BOOLEANS = Values.of("BOOLEAN", "true", "false");
  private static final Values DATES = Values.of("DATE", "2023-12-31", "2024-02-29", "1969-01-01");
  private static final Values TIMES = Values.of("TIME", "00:00:00", "12:30:01.5", "23:59:59");
  private static final Values MOMENTS =
      Values.of("TIMESTAMP", "2024-02-29 00:00:00", "2024-02-29 23:59:59.5", "1969-01-01 01:00:00");

  private static final List<List<Values>> SOME_PAIRS =
      List.of(
          List.of(INTEGERS, DOUBLES),
          List.of(LONGS, DECIMALS),
          List.of(DECIMALS, DECIMALS),
          List.of(DOUBLES, DOUBLES));

  @Test
  void meanInStatementsWhatTheyMeanToPostgres() {
    Postgres postgres = Postgres.startOrSkip();
    List<Values> numbers = List.of(INTEGERS, LONGS, DECIMALS, DOUBLES);
    for (Values left : numbers) {
      for (Values right : numbers) {
        if (!ALL && !SOME_PAIRS.contains(List.of(left, right))) {
          continue;
        }
        compare(postgres, left, right, COMPARISONS, true);
        compare(postgres, left, right, CHOICES, false);
        if (left.equals(right)) {
          compare(postgres, left, right, List.of("NULLIF(@1, @2)"), false);
        }
        compare(postgres, left, right, ARITHMETIC, false);
        if (!left.equals(DOUBLES) && !right.equals(DOUBLES)) {
          compare(postgres, left, without(right, "0"), DIVISIONS, false);
        }
      }
    }
    for (Values left : List.of(INTEGERS, LONGS)) {
      compare(postgres, left, INTEGERS, BITS, false);
      compare(postgres, left, LONGS, BITS, false);
      compare(postgres, left, without(INTEGERS, "-3"), SHIFTS, false);
    }
    for (Values same : List.of(WORDS, BOOLEANS, DATES, TIMES, MOMENTS)) {
      compare(postgres, same, same, COMPARISONS, true);
      compare(postgres, same, same, CHOICES, false);
      compare(postgres, same, same, List.of("NULLIF(@1, @2)"), false);
    }
    compare(postgres, DATES, MOMENTS, COMPARISONS.subList(0, 12), true);
    compare(postgres, MOMENTS, DATES, COMPARISONS.subList(0, 12), true);
    compare(postgres, WORDS, WORDS, TEXTS, false);
    compare(postgres, WORDS, INTEGERS, TEXTS.subList(0, 2), false);
    compare(postgres, BOOLEANS, BOOLEANS, TRUTHS, true);

    System.out.printf(
        "operators in statements: %,d values compared with PostgreSQL's; %d differ%n",
        compared, differences.size());
    assertThat(differences).isEmpty();
    assertThat(compared).isGreaterThan(10_000);
  }

  private static Values without(Values values, String text) {
    return new Values(
        values.type(), values.texts().stream().filter(value -> !value.equals(text)).toList());
  }

  private void compare(
      Postgres postgres, Values left, Values right, List<String> expressions, boolean conditions) {
    String columns =
        " FROM (VALUES %s) x (i, v) CROSS JOIN (VALUES %s) y (j, v)"
            .formatted(numbered(left.literals()), numbered(right.literals()));
    String onLeft = " FROM (VALUES %s) x (i, v)".formatted(numbered(left.literals()));
    String onRight = " FROM (VALUES %s) y (j, v)".formatted(numbered(right.literals()));
    for (String expression : expressions) {
      compare(postgres, columns, "i, j", expression, "x.v", "y.v", conditions);
      for (String literal : some(right.literals())) {
        compare(postgres, onLeft, "i", expression, "x.v", literal, conditions);
      }
      for (String literal : some(left.literals())) {
        compare(postgres, onRight, "j", expression, literal, "y.v", conditions);
      }
    }
  }

  /** One of them, or all. */
  private List<String> some(List<String> literals) {
    return ALL ? literals : List.of(literals.get(random.nextInt(literals.size())));
  }

  private void compare(
      Postgres postgres,
      String from,
      String places,
      String expression,
      String left,
      String right,
      boolean isCondition) {
    String value = expression.replace("@1", left).replace("@2", right);
    compare(
        postgres,
        "SELECT %s, CAST(%s AS VARCHAR) AS c%s ORDER BY %s".formatted(places, value, from, places));
    if (isCondition) {
      compare(postgres, "SELECT %s%s WHERE %s ORDER BY %s".formatted(places, from, value, places));
    }
  }

  private void compare(Postgres postgres, String sql) {
    List<List<@Nullable String>> expected;
    try {
      expected = postgres.rows(sql);
    } catch (SQLException e) {
      // Out of range, or no such operator.
      return;
    }
    List<String> ours;
    try {
      ours = none.rows(sql);
    } catch (StatementException e) {
      ours = List.of(e.toString());
    }
    List<String> theirs = expected.stream().map(StatementOperatorsTest::line).toList();
    compared += theirs.size();
    if (!ours.equals(theirs)) {
      differences.add("%s%n is %s%n not %s".formatted(sql, theirs, ours));
    }
  }

  private static String line(List<@Nullable String> row) {
    // A zero has no sign here.
    return String.join(" ", row.stream().map(String::valueOf).toList()).replaceAll(" -0$", " 0");
  }

  private static String numbered(List<String> literals) {
    return String.join(
        ", ",
        IntStream.range(0, literals.size())
            .mapToObj(i -> "(%d, %s)".formatted(i, literals.get(i)))
            .toList());
  }
}
