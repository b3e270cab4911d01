package io.github.wandbjdbc.sql.differential;

import io.github.wandbjdbc.sql.differential.Query.SortKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** In what an answer may differ from PostgreSQL's. */
enum Difference {
  /** Other rows. */
  ROWS,
  /** The right rows in a wrong order. */
  ORDER,
  /** The right rows, but a column has values of another kind. */
  TYPE,
  /** Rows, where PostgreSQL fails. */
  ANSWERED,
  /** The statement isn't supported, it says. */
  REFUSED,
  /** It takes too long, and its timeout ended it. */
  SLOW,
  /** It took too long, and its timeout didn't end it. */
  ENDLESS,
  /** Any other failure. */
  FAILED;

  private static final int MOST_COMPARED = 4000;

  private static final Pattern FILTERED_SUBQUERY = Pattern.compile("\\) AS \"t\\d+\" WHERE");

  /** The first that applies, or null. */
  static @Nullable Difference of(Statement statement, Outcome expected, Outcome answer) {
    if (answer.failure() != null) {
      return ofFailure(expected, answer);
    } else if (expected.failure() != null) {
      return expected.isMoot() || mayLeaveOutFailures(statement) ? null : ANSWERED;
    } else if (!sameRows(statement, expected.rows(), answer.rows())) {
      return ROWS;
    } else if (!sameOrder(statement, expected.rows(), answer.rows())) {
      return ORDER;
    }
    return expected.classes().equals(answer.classes()) ? null : TYPE;
  }

  /** Of rows that a limit or the condition on a subquery leaves out, nothing need be computed. */
  private static boolean mayLeaveOutFailures(Statement statement) {
    return !statement.limit().equals(Statement.ALL)
        || FILTERED_SUBQUERY.matcher(statement.toString()).find();
  }

  private static @Nullable Difference ofFailure(Outcome expected, Outcome answer) {
    return switch (answer.failureClass()) {
      case "XX" -> FAILED;
      case "57", "HY" -> SLOW;
      case "42", "0A" -> expected.failure() == null ? REFUSED : null;
      default -> expected.failure() == null ? FAILED : null;
    };
  }

  /** Of rows that the order leaves undecided, the limit may have taken any. */
  private static boolean sameRows(
      Statement statement,
      List<List<@Nullable Object>> all,
      List<List<@Nullable Object>> answered) {
    if (answered.size() != end(statement, all) - begin(statement, all)) {
      return false;
    }
    Map<String, Deque<List<@Nullable Object>>> left = new HashMap<>();
    all.forEach(row -> left.computeIfAbsent(key(row), k -> new ArrayDeque<>()).add(row));
    List<List<@Nullable Object>> unmatched = new ArrayList<>();
    for (List<@Nullable Object> row : answered) {
      Deque<List<@Nullable Object>> same = left.get(key(row));
      if (same == null || same.poll() == null) {
        unmatched.add(row);
      }
    }
    if (unmatched.size() > MOST_COMPARED) {
      return false;
    }
    List<List<@Nullable Object>> others =
        left.values().stream().flatMap(Collection::stream).collect(Collectors.toList());
    return unmatched.stream().allMatch(row -> takes(others, row));
  }

  private static boolean takes(List<List<@Nullable Object>> others, List<@Nullable Object> row) {
    for (int i = 0; i < others.size(); i++) {
      if (same(others.get(i), row)) {
        others.remove(i);
        return true;
      }
    }
    return false;
  }

  private static boolean sameOrder(
      Statement statement,
      List<List<@Nullable Object>> all,
      List<List<@Nullable Object>> answered) {
    int begin = begin(statement, all);
    List<Integer> columns =
        statement.isOrdered()
            ? IntStream.range(0, statement.query().types().size()).boxed().toList()
            : statement.keys().stream().map(SortKey::column).toList();
    return IntStream.range(0, answered.size())
        .allMatch(
            i ->
                columns.stream()
                        .allMatch(
                            column ->
                                ValueClass.same(
                                    all.get(begin + i).get(column), answered.get(i).get(column)))
                    || statement.keys().stream()
                        .anyMatch(key -> isNearlyTied(all, begin + i, key.column())));
  }

  /** Whether the last digits of a sum, which are nobody's, decide before the keys that follow. */
  private static boolean isNearlyTied(List<List<@Nullable Object>> rows, int row, int column) {
    Object value = rows.get(row).get(column);
    return value instanceof Double
        && rows.stream()
            .map(other -> other.get(column))
            .anyMatch(other -> ValueClass.same(value, other) && !value.equals(other));
  }

  private static int begin(Statement statement, List<?> all) {
    return Math.min(statement.limit().offset(), all.size());
  }

  private static int end(Statement statement, List<?> all) {
    int rows = statement.limit().rows();
    return rows < 0 ? all.size() : Math.min(all.size(), begin(statement, all) + rows);
  }

  private static String key(List<@Nullable Object> row) {
    return row.stream().map(ValueClass::key).collect(Collectors.joining("|"));
  }

  private static boolean same(List<@Nullable Object> one, List<@Nullable Object> other) {
    return one.size() == other.size()
        && IntStream.range(0, one.size()).allMatch(i -> ValueClass.same(one.get(i), other.get(i)));
  }
}
