package io.github.wandbjdbc.engine.validate.grouping;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Spells out which sets {@code ROLLUP} and {@code CUBE} stand for: of one that names a column twice
 * the validator would drop the sets that are equal, whose rows come as often as they occur.
 */
public final class GroupingSets {
  /**
   * As many as PostgreSQL takes: of sets, and of columns, of which CUBE makes two to that power.
   */
  private static final int MOST_SETS = 4_096;

  private static final int LONGEST_CUBE = 12;

  private static final Set<SqlKind> SEVERAL =
      Set.of(SqlKind.GROUPING_SETS, SqlKind.GROUP_BY_DISTINCT);

  private GroupingSets() {}

  /**
   * {@code call} itself, or the {@code GROUPING SETS} that it means, in which there are no others.
   *
   * @throws StatementException if it is a SELECT by too many sets
   */
  public static SqlCall spelledOut(SqlCall call) {
    if (call instanceof SqlSelect select && select.getGroup() != null) {
      double sets = 1;
      for (SqlNode item : select.getGroup()) {
        sets *= count(item);
      }
      check(sets, "GROUP BY of %,.0f sets", MOST_SETS);
    }
    return switch (call.getKind()) {
      case GROUPING_SETS, ROLLUP, CUBE ->
          SqlStdOperatorTable.GROUPING_SETS.createCall(call.getParserPosition(), sets(call));
      default -> call;
    };
  }

  /** Whether {@code select} is by several sets, of which some may lack a column. */
  public static boolean areOf(SqlSelect select) {
    return select.getGroup() != null
        && select.getGroup().stream().anyMatch(item -> SEVERAL.contains(item.getKind()));
  }

  private static double count(SqlNode item) {
    return switch (item.getKind()) {
      case GROUPING_SETS ->
          ((SqlCall) item).getOperandList().stream().mapToDouble(GroupingSets::count).sum();
      case ROLLUP -> ((SqlCall) item).operandCount() + 1;
      case CUBE -> {
        int columns = ((SqlCall) item).operandCount();
        check(columns, "CUBE of %,.0f columns", LONGEST_CUBE);
        yield Math.pow(2, columns);
      }
      default -> 1;
    };
  }

  private static void check(double count, String what, int most) {
    if (count > most) {
      throw new StatementException(
          SqlState.TOO_COMPLEX, (what + ": it takes %,d at most").formatted(count, most));
    }
  }

  private static List<SqlNode> sets(SqlNode item) {
    SqlParserPos position = item.getParserPosition();
    List<SqlNode> sets = new ArrayList<>();
    switch (item.getKind()) {
      case GROUPING_SETS ->
          ((SqlCall) item).getOperandList().forEach(nested -> sets.addAll(sets(nested)));
      case ROLLUP -> {
        List<SqlNode> elements = ((SqlCall) item).getOperandList();
        for (int size = elements.size(); size >= 0; size--) {
          sets.add(set(elements.subList(0, size), position));
        }
      }
      case CUBE -> {
        List<SqlNode> elements = ((SqlCall) item).getOperandList();
        int all = 1 << elements.size();
        for (int without = 0; without < all; without++) {
          sets.add(set(subset(elements, without), position));
        }
      }
      default -> sets.add(item);
    }
    return sets;
  }

  /** Those of {@code elements} whose bit isn't set, the first one's the highest. */
  private static List<SqlNode> subset(List<SqlNode> elements, int without) {
    List<SqlNode> subset = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      int bit = 1 << (elements.size() - 1 - i);
      if ((without & bit) == 0) {
        subset.add(elements.get(i));
      }
    }
    return subset;
  }

  private static SqlNode set(List<SqlNode> elements, SqlParserPos position) {
    return elements.isEmpty()
        ? new SqlNodeList(position)
        : SqlStdOperatorTable.ROW.createCall(
            position, elements.stream().map(each -> each.clone(position)).toList());
  }
}
