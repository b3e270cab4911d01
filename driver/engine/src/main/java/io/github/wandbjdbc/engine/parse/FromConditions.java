package io.github.wandbjdbc.engine.parse;

import io.github.wandbjdbc.engine.parse.ColumnComparison.ColumnName;
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
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
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

  /** The names of the tables and the queries of the clause in conditions, in lower case. */
  private final List<String> aliases = new ArrayList<>();

  private final Map<ColumnName, List<ColumnComparison>> compared = new HashMap<>();

  /** By column, those of which what is known holds for it as well. */
  private final Map<ColumnName, Set<ColumnName>> sources = new HashMap<>();

  private FromConditions() {}

  /**
   * A table of the clause.
   *
   * @param alias what conditions call it, in lower case
   * @param isRenamed whether its columns have other names in the statement
   */
  record Table(SqlIdentifier name, String alias, boolean isRenamed) {}

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
    Set<ColumnName> columns = new HashSet<>(compared.keySet());
    columns.addAll(sources.keySet());
    for (ColumnName column : columns) {
      if (column.alias().equals(table.alias())) {
        for (ColumnComparison each : compared(column)) {
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
  private List<ColumnComparison> compared(ColumnName column) {
    List<ColumnComparison> found = new ArrayList<>();
    Set<ColumnName> seen = new HashSet<>();
    Deque<ColumnName> open = new ArrayDeque<>();
    open.add(column);
    while (!open.isEmpty()) {
      ColumnName next = open.remove();
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
      for (List<ColumnName> pair : usingPairs(join, left, right)) {
        equal(pair.get(0), pair.get(1));
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
    List<ColumnName> pair = ColumnComparison.equalColumns(conjunct);
    if (!pair.isEmpty()) {
      equal(pair.get(0), pair.get(1));
    }
    allow(conjunct, side);
  }

  /** The conditions of an outer join on rows of its side {@code optional}. */
  private void optional(SqlJoin join, Side kept, Side optional) {
    for (List<ColumnName> pair : usingPairs(join, kept, optional)) {
      follow(pair.get(1), pair.get(0));
    }
    for (SqlNode conjunct : onConjuncts(join)) {
      List<ColumnName> pair = ColumnComparison.equalColumns(conjunct);
      if (!pair.isEmpty()) {
        ColumnName one = pair.get(0);
        ColumnName other = pair.get(1);
        if (isOf(one, kept) && isOf(other, optional)) {
          follow(other, one);
        } else if (isOf(other, kept) && isOf(one, optional)) {
          follow(one, other);
        }
      }
      ColumnComparison comparison = ColumnComparison.of(conjunct);
      if (comparison != null && isOf(comparison.column(), optional)) {
        allow(conjunct, optional);
      }
    }
  }

  private static boolean isOf(ColumnName column, Side side) {
    return side.aliases().contains(column.alias());
  }

  private void equal(ColumnName one, ColumnName other) {
    follow(one, other);
    follow(other, one);
  }

  private void follow(ColumnName column, ColumnName source) {
    sources.computeIfAbsent(column, unknown -> new HashSet<>()).add(source);
  }

  /** Notes the values that {@code conjunct} compares a column with. */
  private void allow(SqlNode conjunct, Side side) {
    ColumnComparison comparison = ColumnComparison.of(conjunct);
    if (comparison == null) {
      return;
    }
    // Without a qualifier it is a column of one table of these, or one that several share.
    ColumnName column = comparison.column();
    Collection<String> named = column.isQualified() ? Set.of(column.alias()) : side.aliases();
    for (String alias : named) {
      compared.computeIfAbsent(column.in(alias), unknown -> new ArrayList<>()).add(comparison);
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
  private static List<List<ColumnName>> usingPairs(SqlJoin join, Side one, Side other) {
    List<List<ColumnName>> pairs = new ArrayList<>();
    if (join.getConditionType() == JoinConditionType.USING
        && join.getCondition() instanceof SqlNodeList names) {
      for (SqlNode name : names) {
        ColumnName column = ColumnName.of((SqlIdentifier) name);
        for (String alias : one.aliases()) {
          for (String otherAlias : other.aliases()) {
            pairs.add(List.of(column.in(alias), column.in(otherAlias)));
          }
        }
      }
    }
    return pairs;
  }

  private static String last(SqlNode name) {
    List<String> names = ((SqlIdentifier) name).names;
    return names.get(names.size() - 1);
  }
}
