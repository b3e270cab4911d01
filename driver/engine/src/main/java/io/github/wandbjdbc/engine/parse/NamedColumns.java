package io.github.wandbjdbc.engine.parse;

import io.github.wandbjdbc.engine.source.ColumnReferences;
import io.github.wandbjdbc.engine.source.ColumnReferences.Reference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.jspecify.annotations.Nullable;

/**
 * Finds the columns that a statement may mean by its text alone, so that tables whose columns cost
 * something to find out needn't find out those that nobody means.
 *
 * <p>In doubt a name is a reference: an alias in ORDER BY, a name of an outer query, the columns of
 * USING. None are the names behind AS, of tables, of functions and of windows. What depends on all
 * columns of a table (a star, NATURAL, aliases for its columns) or isn't known here means any.
 *
 * <p>A name with a qualifier is a column of what the FROM clause calls so, whichever columns there
 * are; one without may be a column of any table, in any query of the statement.
 */
public final class NamedColumns {
  /** Of a query in FROM: no table is called so. */
  private static final String NO_TABLE = "";

  private final Map<String, Set<String>> tables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final List<SqlIdentifier> names = new ArrayList<>();
  private final List<SqlIdentifier> inConditions = new ArrayList<>();
  private boolean isInCondition;
  private boolean any;

  private NamedColumns() {}

  /** The columns that {@code statement}, which was parsed but not validated, may refer to. */
  public static ColumnReferences in(SqlNode statement) {
    NamedColumns columns = new NamedColumns();
    columns.query(statement instanceof SqlExplain explain ? explain.getExplicandum() : statement);
    return new ColumnReferences(
        columns.any,
        columns.references(columns.names),
        columns.references(columns.inConditions),
        TableUses.in(statement));
  }

  private Set<Reference> references(List<SqlIdentifier> identifiers) {
    Set<Reference> references = new HashSet<>();
    for (SqlIdentifier name : identifiers) {
      int last = name.names.size() - 1;
      String column = name.names.get(last);
      boolean isQuoted = isQuoted(name, last);
      Set<String> named = last == 0 ? null : tables.get(name.names.get(last - 1));
      if (named == null) {
        references.add(new Reference(null, column, isQuoted));
      } else {
        named.forEach(table -> references.add(new Reference(table, column, isQuoted)));
      }
    }
    return references;
  }

  static boolean isQuoted(SqlIdentifier name, int component) {
    return name.isComponentQuoted(component)
        || (name.isSimple() && name.getParserPosition().isQuoted());
  }

  private void query(SqlNode node) {
    switch (node.getKind()) {
      case SELECT -> select((SqlSelect) node);
      case WITH -> {
        SqlWith with = (SqlWith) node;
        with.withList.forEach(item -> query(((SqlWithItem) item).query));
        query(with.body);
      }
      case ORDER_BY -> {
        SqlOrderBy ordered = (SqlOrderBy) node;
        query(ordered.query);
        expressions(ordered.orderList, ordered.offset, ordered.fetch);
      }
      case UNION, INTERSECT, EXCEPT -> ((SqlCall) node).getOperandList().forEach(this::query);
      case VALUES -> ((SqlCall) node).getOperandList().forEach(this::expression);
      default -> any = true;
    }
  }

  private void select(SqlSelect select) {
    if (select.getFrom() != null) {
      from(select.getFrom());
    }
    conditions(select.getWhere(), select.getHaving(), select.getQualify());
    expressions(
        select.getSelectList(),
        select.getGroup(),
        select.getWindowList(),
        select.getOrderList(),
        select.getOffset(),
        select.getFetch());
  }

  private void from(SqlNode node) {
    if (node instanceof SqlIdentifier table) {
      called(last(table), last(table));
    } else if (node.getKind() == SqlKind.AS) {
      named((SqlCall) node);
    } else if (node.getClass() == SqlJoin.class) {
      SqlJoin join = (SqlJoin) node;
      any |= join.isNatural();
      from(join.getLeft());
      from(join.getRight());
      conditions(join.getCondition());
    } else {
      query(node);
    }
  }

  /** A table or a query with an alias; aliases for its columns say how many a table has. */
  private void named(SqlCall as) {
    String alias = last(as.operand(1));
    SqlNode what = as.operand(0);
    if (what instanceof SqlIdentifier table) {
      any |= as.operandCount() > 2;
      called(alias, last(table));
    } else {
      query(what);
      called(alias, NO_TABLE);
    }
  }

  private void called(String alias, String table) {
    tables.computeIfAbsent(alias, unknown -> new HashSet<>()).add(table);
  }

  private static String last(SqlNode name) {
    List<String> names = ((SqlIdentifier) name).names;
    return names.get(names.size() - 1);
  }

  private void conditions(@Nullable SqlNode... nodes) {
    boolean isWithin = isInCondition;
    isInCondition = true;
    expressions(nodes);
    isInCondition = isWithin;
  }

  private void expressions(@Nullable SqlNode... nodes) {
    for (SqlNode node : nodes) {
      if (node != null) {
        expression(node);
      }
    }
  }

  private void expression(SqlNode node) {
    if (node instanceof SqlIdentifier name) {
      any |= name.isStar();
      names.add(name);
      if (isInCondition) {
        inConditions.add(name);
      }
    } else if (node instanceof SqlNodeList list) {
      list.forEach(this::expressions);
    } else if (node instanceof SqlCall call) {
      call(call);
    } else {
      any |=
          !(node instanceof SqlLiteral
              || node instanceof SqlDynamicParam
              || node instanceof SqlDataTypeSpec
              || node instanceof SqlIntervalQualifier);
    }
  }

  private void call(SqlCall call) {
    if (call.isA(SqlKind.QUERY)) {
      query(call);
    } else if (call instanceof SqlWindow window) {
      expressions(
          window.getPartitionList(),
          window.getOrderList(),
          window.getLowerBound(),
          window.getUpperBound());
    } else if (call.getKind() == SqlKind.AS) {
      expression(call.operand(0));
    } else if (call.getKind() == SqlKind.OVER && call.operand(1) instanceof SqlIdentifier) {
      expression(call.operand(0));
    } else if (call.getKind() == SqlKind.FILTER || call.getKind() == SqlKind.CASE) {
      // Which rows count may depend on any part of it.
      conditions(call.getOperandList().toArray(SqlNode[]::new));
    } else if (!isCountOfRows(call)) {
      any |= call.getKind() == SqlKind.DESCRIPTOR || call.getKind() == SqlKind.CURSOR;
      call.getOperandList().forEach(this::expressions);
    }
  }

  private static boolean isCountOfRows(SqlCall call) {
    return call.getOperator().getName().equalsIgnoreCase("COUNT")
        && call.operandCount() == 1
        && call.operand(0) instanceof SqlIdentifier star
        && star.isStar()
        && star.names.size() == 1;
  }
}
