package io.github.wandbjdbc.engine.parse;

import io.github.wandbjdbc.engine.source.TableUse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one FROM clause, with the texts that the conditions on them allow their columns:
 * {@code project = 'a'} or {@code project IN ('a', 'b')}, of the table itself or of one that it is
 * joined with by that column.
 *
 * <p>Conditions in WHERE and of inner joins hold for all rows that count, so equal columns share
 * what is known of either. Conditions of an outer join say something of the rows of its optional
 * side alone: what is known of the other side's column holds there too, but not the reverse, since
 * rows of the other side count without any partner.
 */
final class FromConditions {
  private final List<Table> tables = new ArrayList<>();

  /** What conditions call the tables and the queries of the clause, in lower case. */
  private final List<String> aliases = new ArrayList<>();

  private final Map<ColumnOf, List<Compared>> compared = new HashMap<>();

  /** By column, those of which what is known holds for it as well. */
  private final Map<ColumnOf, Set<ColumnOf>> sources = new HashMap<>();

  private FromConditions() {}

  /**
   * A table of the clause.
   *
   * @param alias what conditions call it, in lower case
   * @param isRenamed whether its columns have other names in the statement
   */
  record Table(SqlIdentifier name, String alias, boolean isRenamed) {}

  /** The values that a condition allows: texts, and those of question marks. */
  private record Compared(Set<String> texts, Set<Integer> parameters) {}

  /** A column as conditions call it. */
  private record ColumnOf(String alias, String column) {}

  /** The part of the clause that a condition is about. */
  private record Side(Set<String> aliases) {
    Side and(Side other) {
      Set<String> all = new HashSet<>(aliases);
      all.addAll(other.aliases);
      return new Side(all);
    }
  }

  static FromConditions of(SqlSelect select) {
    FromConditions conditions = new FromConditions();
    if (select.getFrom() != null) {
      Side all = conditions.from(select.getFrom(), true);
      for (SqlNode conjunct : conjuncts(select.getWhere())) {
        conditions.certain(conjunct, all);
      }
    }
    return conditions;
  }

  List<Table> tables() {
    return tables;
  }

  /** The rows of {@code table} that count. */
  TableUse use(Table table) {
    List<String> names = table.name().names;
    if (table.isRenamed() || Collections.frequency(aliases, table.alias()) > 1) {
      return new TableUse(names);
    }
    Map<String, Set<String>> texts = new HashMap<>();
    Map<String, Set<Integer>> parameters = new HashMap<>();
    Set<ColumnOf> columns = new HashSet<>(compared.keySet());
    columns.addAll(sources.keySet());
    for (ColumnOf column : columns) {
      if (column.alias().equals(table.alias())) {
        for (Compared each : compared(column)) {
          if (each.parameters().isEmpty()) {
            texts.merge(column.column(), each.texts(), FromConditions::both);
          } else {
            parameters
                .computeIfAbsent(column.column(), unknown -> new HashSet<>())
                .addAll(each.parameters());
          }
        }
      }
    }
    return new TableUse(names, texts, parameters);
  }

  /** All that is known of {@code column}. */
  private List<Compared> compared(ColumnOf column) {
    List<Compared> found = new ArrayList<>();
    Set<ColumnOf> seen = new HashSet<>();
    Deque<ColumnOf> open = new ArrayDeque<>();
    open.add(column);
    while (!open.isEmpty()) {
      ColumnOf next = open.remove();
      if (seen.add(next)) {
        open.addAll(sources.getOrDefault(next, Set.of()));
        found.addAll(compared.getOrDefault(next, List.of()));
      }
    }
    return found;
  }

  private static Set<String> both(Set<String> some, Set<String> others) {
    Set<String> left = new HashSet<>(some);
    left.retainAll(others);
    return left;
  }

  /**
   * Reads a part of the clause.
   *
   * @param isCertain whether it is on no optional side of a join
   */
  private Side from(SqlNode node, boolean isCertain) {
    if (node instanceof SqlIdentifier table) {
      return table(table, last(table), false);
    }
    if (node.getKind() == SqlKind.AS) {
      SqlCall as = (SqlCall) node;
      String alias = last(as.operand(1));
      return as.operand(0) instanceof SqlIdentifier table
          ? table(table, alias, as.operandCount() > 2)
          : called(alias);
    }
    return node.getClass() == SqlJoin.class ? join((SqlJoin) node, isCertain) : new Side(Set.of());
  }

  private Side table(SqlIdentifier name, String alias, boolean isRenamed) {
    tables.add(new Table(name, alias.toLowerCase(Locale.ROOT), isRenamed));
    return called(alias);
  }

  private Side called(String alias) {
    aliases.add(alias.toLowerCase(Locale.ROOT));
    return new Side(Set.of(alias.toLowerCase(Locale.ROOT)));
  }

  private Side join(SqlJoin join, boolean isCertain) {
    JoinType type = join.getJoinType();
    boolean isInner = type == JoinType.INNER || type == JoinType.COMMA || type == JoinType.CROSS;
    Side left = from(join.getLeft(), isCertain && (isInner || type == JoinType.LEFT));
    Side right = from(join.getRight(), isCertain && (isInner || type == JoinType.RIGHT));
    Side all = left.and(right);
    if (isInner && isCertain) {
      for (ColumnOf[] pair : usingPairs(join, left, right)) {
        equal(pair[0], pair[1]);
      }
      onConjuncts(join).forEach(conjunct -> certain(conjunct, all));
    } else if (type == JoinType.LEFT) {
      optional(join, left, right);
    } else if (type == JoinType.RIGHT) {
      optional(join, right, left);
    }
    return all;
  }

  private void certain(SqlNode conjunct, Side side) {
    List<ColumnOf> pair = equalColumns(conjunct);
    if (!pair.isEmpty()) {
      equal(pair.get(0), pair.get(1));
    }
    allow(conjunct, side);
  }

  /** The conditions of an outer join on rows of its side {@code optional}. */
  private void optional(SqlJoin join, Side kept, Side optional) {
    for (ColumnOf[] pair : usingPairs(join, kept, optional)) {
      follow(pair[1], pair[0]);
    }
    for (SqlNode conjunct : onConjuncts(join)) {
      List<ColumnOf> pair = equalColumns(conjunct);
      if (!pair.isEmpty()) {
        ColumnOf one = pair.get(0);
        ColumnOf other = pair.get(1);
        if (isOf(one, kept) && isOf(other, optional)) {
          follow(other, one);
        } else if (isOf(other, kept) && isOf(one, optional)) {
          follow(one, other);
        }
      }
      SqlIdentifier column = comparedColumn(conjunct);
      if (column != null && !column.isSimple() && isOf(column(column), optional)) {
        allow(conjunct, optional);
      }
    }
  }

  private static boolean isOf(ColumnOf column, Side side) {
    return side.aliases().contains(column.alias());
  }

  private void equal(ColumnOf one, ColumnOf other) {
    follow(one, other);
    follow(other, one);
  }

  private void follow(ColumnOf column, ColumnOf source) {
    sources.computeIfAbsent(column, unknown -> new HashSet<>()).add(source);
  }

  /** Notes the values that {@code conjunct} compares a column with. */
  private void allow(SqlNode conjunct, Side side) {
    SqlIdentifier name = comparedColumn(conjunct);
    Compared allowed = name == null ? null : comparedValues((SqlCall) conjunct);
    if (name == null || allowed == null) {
      return;
    }
    // Without a qualifier it is a column of one table of these, or one that several share.
    Collection<String> aliases = name.isSimple() ? side.aliases() : Set.of(column(name).alias());
    for (String alias : aliases) {
      compared
          .computeIfAbsent(new ColumnOf(alias, column(name).column()), unknown -> new ArrayList<>())
          .add(allowed);
    }
  }

  private static List<SqlNode> onConjuncts(SqlJoin join) {
    return join.getConditionType() == JoinConditionType.ON
        ? conjuncts(join.getCondition())
        : List.of();
  }

  private static List<SqlNode> conjuncts(@Nullable SqlNode condition) {
    List<SqlNode> conjuncts = new ArrayList<>();
    Deque<SqlNode> open = new ArrayDeque<>();
    if (condition != null) {
      open.add(condition);
    }
    while (!open.isEmpty()) {
      SqlNode next = open.remove();
      if (next.getKind() == SqlKind.AND) {
        open.addAll(((SqlCall) next).getOperandList());
      } else {
        conjuncts.add(next);
      }
    }
    return conjuncts;
  }

  /** The columns that USING says are equal, one of each side. */
  private static List<ColumnOf[]> usingPairs(SqlJoin join, Side one, Side other) {
    List<ColumnOf[]> pairs = new ArrayList<>();
    if (join.getConditionType() == JoinConditionType.USING
        && join.getCondition() instanceof SqlNodeList names) {
      for (SqlNode name : names) {
        String column = column((SqlIdentifier) name).column();
        for (String alias : one.aliases()) {
          for (String otherAlias : other.aliases()) {
            pairs.add(
                new ColumnOf[] {new ColumnOf(alias, column), new ColumnOf(otherAlias, column)});
          }
        }
      }
    }
    return pairs;
  }

  /** Both columns of {@code a.x = b.y}; empty for other conditions. */
  private static List<ColumnOf> equalColumns(SqlNode conjunct) {
    return conjunct instanceof SqlBasicCall call
            && call.getKind() == SqlKind.EQUALS
            && call.operand(0) instanceof SqlIdentifier one
            && call.operand(1) instanceof SqlIdentifier other
            && !one.isSimple()
            && !other.isSimple()
        ? List.of(column(one), column(other))
        : List.of();
  }

  /** The column that {@code conjunct} compares with something that is none; null if it doesn't. */
  private static @Nullable SqlIdentifier comparedColumn(SqlNode conjunct) {
    if (conjunct instanceof SqlBasicCall call
        && (call.getKind() == SqlKind.EQUALS || call.getKind() == SqlKind.IN)) {
      SqlNode left = call.operand(0);
      SqlNode right = call.operand(1);
      SqlNode name =
          call.getKind() == SqlKind.EQUALS && right instanceof SqlIdentifier ? right : left;
      return name instanceof SqlIdentifier column ? column : null;
    }
    return null;
  }

  /** The values that a column is compared with; null if it is compared with anything else. */
  private static @Nullable Compared comparedValues(SqlCall comparison) {
    SqlNode left = comparison.operand(0);
    SqlNode right = comparison.operand(1);
    if (comparison.getKind() == SqlKind.IN && !(right instanceof SqlNodeList)) {
      return null;
    }
    SqlNode value = left instanceof SqlIdentifier ? right : left;
    Set<String> texts = new HashSet<>();
    Set<Integer> parameters = new HashSet<>();
    List<? extends SqlNode> values = value instanceof SqlNodeList list ? list : List.of(value);
    for (SqlNode each : values) {
      if (each instanceof SqlDynamicParam parameter) {
        parameters.add(parameter.getIndex());
      } else if (each instanceof SqlCharStringLiteral text) {
        texts.add(text.getValueAs(String.class));
      } else if (!SqlUtil.isNullLiteral(each, false)) {
        return null;
      }
    }
    return new Compared(texts, parameters);
  }

  /** A quoted name may be that of a metric, so its case counts. */
  private static ColumnOf column(SqlIdentifier name) {
    int last = name.names.size() - 1;
    String column = name.names.get(last);
    return new ColumnOf(
        last == 0 ? "" : name.names.get(last - 1).toLowerCase(Locale.ROOT),
        NamedColumns.isQuoted(name, last) ? column : column.toLowerCase(Locale.ROOT));
  }

  private static String last(SqlNode name) {
    List<String> names = ((SqlIdentifier) name).names;
    return names.get(names.size() - 1);
  }
}
