package io.github.wandbjdbc.sql.differential;

import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a contest ended.
 *
 * @param expected all rows, of which the statement may want fewer
 * @param wrong who answered something else, and in what it differs
 */
record Verdict(
    Statement statement,
    Outcome expected,
    Map<String, Outcome> answers,
    Map<String, Difference> wrong) {

  boolean isAgreement() {
    return wrong.isEmpty();
  }

  /** The first difference; null if there is none. */
  @Nullable Difference difference() {
    return wrong.values().stream().findFirst().orElse(null);
  }

  /** The common part of verdicts with one cause, as far as one can tell. */
  String kind() {
    Difference difference = difference();
    Outcome answer = wrong.isEmpty() ? null : answers.get(wrong.keySet().iterator().next());
    return difference
        + (answer == null || answer.failure() == null
            ? ""
            : " "
                + String.valueOf(answer.failure().getMessage())
                    .replaceAll("\\d+|'.*?'|<.*?>|\\(.*\\)", ""));
  }

  @Override
  public String toString() {
    DriverSql dialect = new DriverSql();
    String sql = statement.in(dialect);
    return "%s\nparameters %s%s\nPostgreSQL's SQL: %s\n  expected, without the limit: %s\n  %s"
        .formatted(
            sql,
            dialect.parameters().stream().map(one -> one.value() + " as " + one.binding()).toList(),
            statement.maxRows() == null ? "" : ", maxRows " + statement.maxRows(),
            statement.in(new ReferenceSql()),
            expected,
            answers.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("\n  ")));
  }
}
