package io.github.wandbjdbc.sql.differential;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a contest ended.
 *
 * @param expected all rows, of which the statement may want fewer
 * @param wrong who answered something else
 */
record Verdict(
    Statement statement, Outcome expected, Map<String, Outcome> answers, List<String> wrong) {

  boolean isAgreement() {
    return wrong.isEmpty();
  }

  /** Whether the reference engine couldn't say what is right; then no other should either. */
  boolean isMoot() {
    return expected.failure() != null;
  }

  @Override
  public String toString() {
    DriverSql dialect = new DriverSql();
    String sql = statement.in(dialect);
    return "%s\nparameters %s%s\nreference SQL: %s\n  expected, without the limit: %s\n  %s"
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
