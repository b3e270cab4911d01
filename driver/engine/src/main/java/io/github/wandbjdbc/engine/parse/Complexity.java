package io.github.wandbjdbc.engine.parse;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * How much of each kind a statement may hold, so that its planning ends in seconds: far more than
 * people and tools write, and no more than was tried. {@code docs/sql.md} has the same figures.
 */
final class Complexity extends SqlBasicVisitor<@Nullable Void> {
  /** Parentheses and CASE in each other; the parser looks ahead to the end of each. */
  static final int MOST_NESTED = 500;

  /** LIKE and its kind, and BETWEEN, that AND or OR links without parentheses. */
  static final int MOST_PATTERNS = 500;

  /** Operators that follow each other without parentheses. */
  static final int MOST_OPERATORS = 3_000;

  /** In lists of IN and rows of VALUES, all together. */
  static final int MOST_VALUES = 100_000;

  /** In one list of IN, of which some are neither literals nor parameters. */
  static final int MOST_EXPRESSIONS = 1_000;

  static final int MOST_CTES = 200;

  /** In one FROM clause. */
  static final int MOST_TABLES = 100;

  /** In the whole statement, with those of a WITH query as often as that is read. */
  static final int MOST_REFERENCES = 500;

  /** Of UNION, INTERSECT and EXCEPT, all together. */
  static final int MOST_BRANCHES = 500;

  private static final Set<String> PATTERNS =
      Set.of("LIKE", "ILIKE", "RLIKE", "SIMILAR", "BETWEEN");

  private static final Set<String> OPERATORS =
      Set.of("AND", "OR", "+", "-", "*", "/", "%", "|", "^", "::");

  private static final Set<String> CLAUSES =
      Set.of(
          "SELECT", "FROM", "WHERE", "ON", "GROUP", "HAVING", "ORDER", "UNION", "WHEN", "THEN",
          "ELSE");

  private final Deque<Map<String, Long>> ctes = new ArrayDeque<>();
  private long references;
  private int values;
  private int branches;
  private int withItems;

  private Complexity() {}

  /** Refuses what the parser would take long for. */
  static void check(String sql) {
    if (sql.length() < MOST_NESTED) {
      return;
    }
    Deque<int[]> outer = new ArrayDeque<>();
    int[] counts = new int[2];
    for (SqlToken token : SqlToken.in(sql)) {
      String sign = token.kind() == SqlToken.Kind.TEXT ? "" : token.text().toUpperCase(Locale.ROOT);
      if (sign.equals("(") || sign.equals("CASE")) {
        outer.push(counts);
        counts = new int[2];
        if (outer.size() > MOST_NESTED) {
          throw tooComplex(
              "the statement has more than %,d parentheses or CASEs in each other", MOST_NESTED);
        }
      } else if ((sign.equals(")") || sign.equals("END")) && !outer.isEmpty()) {
        counts = outer.pop();
      } else if (sign.equals(",") || CLAUSES.contains(sign)) {
        counts = new int[2];
      } else if (PATTERNS.contains(sign) && ++counts[0] > MOST_PATTERNS) {
        throw tooComplex(
            "there are more than %,d consecutive LIKEs or BETWEENs: put parentheses around"
                + " some of them",
            MOST_PATTERNS);
      } else if (OPERATORS.contains(sign) && ++counts[1] > MOST_OPERATORS) {
        throw tooComplex(
            "there are more than %,d consecutive operators: put parentheses around some of"
                + " them",
            MOST_OPERATORS);
      }
    }
  }

  /** Refuses what planning would take long for. */
  static void check(SqlNode statement) {
    statement.accept(new Complexity());
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (call instanceof SqlWith with) {
      visit(with);
      return null;
    }
    if (call instanceof SqlSelect select && select.getFrom() != null) {
      limit(addTables(select.getFrom()), MOST_TABLES, "a FROM clause joins more than %,d tables");
    }
    if (isSetOperation(call)) {
      branches += call.operandCount() - 1;
      limit(
          branches + 1L,
          MOST_BRANCHES,
          "the statement has more than %,d branches of UNION, INTERSECT and EXCEPT");
    }
    if (call.getKind() == SqlKind.VALUES) {
      addValues(call.operandCount());
    }
    if (call instanceof SqlBasicCall in
        && (in.getKind() == SqlKind.IN || in.getKind() == SqlKind.NOT_IN)
        && in.operand(1) instanceof SqlNodeList list) {
      addValues(list.size());
      if (list.size() > MOST_EXPRESSIONS && !list.stream().allMatch(Complexity::isPlain)) {
        limit(
            list.size(),
            MOST_EXPRESSIONS,
            "IN has a list of more than %,d values of which some are computed: write"
                + " literals");
      }
    }
    super.visit(call);
    return null;
  }

  private static boolean isSetOperation(SqlCall call) {
    return SqlKind.SET_QUERY.contains(call.getKind());
  }

  private static boolean isPlain(@Nullable SqlNode value) {
    return value != null
        && (value.getKind() == SqlKind.LITERAL
            || value.getKind() == SqlKind.DYNAMIC_PARAM
            || (value.getKind() == SqlKind.MINUS_PREFIX
                && isPlain(((SqlCall) value).getOperandList().get(0))));
  }

  private void addValues(int count) {
    values += count;
    limit(values, MOST_VALUES, "the statement lists more than %,d values in VALUES and IN");
  }

  /** Counts what a FROM clause names, and gives how many tables and subqueries it joins. */
  private int addTables(SqlNode from) {
    if (from instanceof SqlJoin join) {
      return addTables(join.getLeft()) + addTables(join.getRight());
    }
    SqlNode table = from.getKind() == SqlKind.AS ? ((SqlCall) from).operand(0) : from;
    if (table instanceof SqlIdentifier name) {
      addReferences(name.isSimple() ? referencesOf(name.getSimple()) : 1);
    }
    return 1;
  }

  private void addReferences(long count) {
    references += count;
    limit(
        references,
        MOST_REFERENCES,
        "the statement names more than %,d tables, those of a WITH query as often as it"
            + " is read");
  }

  /** How many tables are read where {@code name} is: as many as the query of WITH reads. */
  private long referencesOf(String name) {
    for (Map<String, Long> known : ctes) {
      Long count = known.get(name.toLowerCase(Locale.ROOT));
      if (count != null) {
        return count;
      }
    }
    return 1;
  }

  private void visit(SqlWith with) {
    withItems += with.withList.size();
    limit(withItems, MOST_CTES, "the statement has more than %,d queries in WITH");
    Map<String, Long> known = new HashMap<>();
    ctes.push(known);
    long before = references;
    for (SqlNode node : with.withList) {
      SqlWithItem item = (SqlWithItem) node;
      references = 0;
      item.query.accept(this);
      known.put(item.name.getSimple().toLowerCase(Locale.ROOT), references);
    }
    references = before;
    with.body.accept(this);
    ctes.pop();
  }

  private static void limit(long count, int most, String message) {
    if (count > most) {
      throw new StatementException(SqlState.LIMIT_EXCEEDED, message.formatted(most));
    }
  }

  private static StatementException tooComplex(String message, int most) {
    return new StatementException(SqlState.TOO_COMPLEX, message.formatted(most));
  }
}
