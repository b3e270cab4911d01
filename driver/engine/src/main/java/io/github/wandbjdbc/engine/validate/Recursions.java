package io.github.wandbjdbc.engine.validate;

import io.github.wandbjdbc.engine.source.EqualNames;
import io.github.wandbjdbc.engine.validate.grouping.Aggregations;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSetOperator;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Tells the queries of WITH that read themselves from those that don't, refuses those whose step
 * has no meaning, and gives those of one name, which may be within each other, names of their own:
 * Calcite knows the rows of a step by the name alone.
 */
public final class Recursions {
  private final Map<String, Integer> recursive = new HashMap<>();

  /** The query of a name in a WITH clause. */
  private static final class Item {
    final String name;
    String table;
    int references;

    Item(String name) {
      this.name = name;
      this.table = name;
    }
  }

  /**
   * The names that are known somewhere.
   *
   * @param step the query whose step this is in, null if none
   * @param fault why the step may not read itself here, null if it may
   */
  private record Place(Map<String, Item> names, @Nullable Item step, @Nullable String fault) {
    Place with(Item item) {
      Map<String, Item> more = new HashMap<>(names);
      more.put(key(item.name), item);
      return new Place(more, step, fault);
    }

    /** The same where the step may not read itself. */
    Place forbidding(String reason) {
      return new Place(names, step, fault == null ? reason : fault);
    }
  }

  private Recursions() {}

  /** Settles the recursions of {@code statement}, which is changed. */
  public static void settle(SqlNode statement) {
    SqlNode query = statement instanceof SqlExplain explain ? explain.getExplicandum() : statement;
    new Recursions().query(query, new Place(Map.of(), null, null));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private void query(SqlNode node, Place place) {
    if (node instanceof SqlWith with) {
      with(with, place);
    } else if (node instanceof SqlOrderBy ordered) {
      query(ordered.query, place);
      expressions(ordered.orderList, place);
    } else if (node instanceof SqlSelect select) {
      select(select, place);
    } else if (node instanceof SqlCall call && call.getOperator() instanceof SqlSetOperator set) {
      boolean all = set.isAll();
      Place left = place;
      Place right = place;
      if (call.getKind() == SqlKind.INTERSECT && all) {
        left = place.forbidding("within INTERSECT ALL");
        right = left;
      } else if (call.getKind() == SqlKind.EXCEPT) {
        left = all ? place.forbidding("within EXCEPT ALL") : place;
        right = place.forbidding("on the right of EXCEPT");
      }
      query(call.operand(0), left);
      query(call.operand(1), right);
    } else if (node.getKind() == SqlKind.EXPLICIT_TABLE) {
      SqlCall table = (SqlCall) node;
      SqlNode source = from(table.operand(0), place);
      table.setOperand(0, source.getKind() == SqlKind.AS ? ((SqlCall) source).operand(0) : source);
    } else {
      expressions(node, place);
    }
  }

  private void with(SqlWith with, Place outer) {
    Place place = outer;
    for (SqlNode node : with.withList) {
      SqlWithItem item = (SqlWithItem) node;
      Item named = new Item(item.name.getSimple());
      if (item.recursive.booleanValue()) {
        recursion(item, named, place);
      } else {
        query(item.query, place);
      }
      place = place.with(named);
    }
    query(with.body, place);
  }

  private void recursion(SqlWithItem item, Item named, Place place) {
    int before = recursive.merge(key(named.name), 1, Integer::sum);
    if (before > 1) {
      named.table = EqualNames.distinct(named.name, "w" + before);
      item.name = new SqlIdentifier(named.table, item.name.getParserPosition());
    }
    Place inside = place.with(named);
    SqlNode query = item.query;
    if (query instanceof SqlCall union && union.getKind() == SqlKind.UNION) {
      Place seed = new Place(inside.names(), named, "in the part before UNION");
      query(union.operand(0), seed);
      query(union.operand(1), new Place(inside.names(), named, null));
    } else {
      String fault =
          query instanceof SqlOrderBy
              ? "in a query with ORDER BY, LIMIT or OFFSET of its own"
              : "but in the part after the UNION of its query";
      query(query, new Place(inside.names(), named, fault));
    }
    if (named.references == 0) {
      item.recursive = SqlLiteral.createBoolean(false, item.getParserPosition());
      item.name = new SqlIdentifier(named.name, item.name.getParserPosition());
      named.table = named.name;
    }
  }

  private void select(SqlSelect select, Place place) {
    int before = place.step() == null ? 0 : place.step().references;
    if (select.getFrom() != null) {
      select.setFrom(from(select.getFrom(), place));
    }
    Item step = place.step();
    if (step != null
        && step.references > before
        && aggregates(select)
        && isDirectlyIn(select.getFrom(), step)) {
      throw fault(step, "in a query that aggregates its rows");
    }
    for (SqlNode part : select.getOperandList()) {
      if (part != null && part != select.getFrom()) {
        expressions(part, place);
      }
    }
  }

  private static boolean aggregates(SqlSelect select) {
    return Aggregations.areIn(select.getSelectList())
        || (select.getHaving() != null && Aggregations.areIn(select.getHaving()));
  }

  private static boolean isDirectlyIn(@Nullable SqlNode from, Item step) {
    if (from instanceof SqlJoin join) {
      return isDirectlyIn(join.getLeft(), step) || isDirectlyIn(join.getRight(), step);
    }
    SqlNode table =
        from != null && from.getKind() == SqlKind.AS ? ((SqlCall) from).operand(0) : from;
    return table instanceof SqlIdentifier name
        && name.isSimple()
        && name.getSimple().equals(step.table);
  }

  /** Queries within expressions. */
  private void expressions(@Nullable SqlNode node, Place place) {
    if (node == null) {
      return;
    }
    if (node instanceof SqlNodeList list) {
      list.forEach(item -> expressions(item, place));
    } else if (node.isA(SqlKind.QUERY) && node.getKind() != SqlKind.VALUES) {
      query(node, place.forbidding("within a subquery of an expression"));
    } else if (node instanceof SqlCall call) {
      call.getOperandList().forEach(operand -> expressions(operand, place));
    }
  }

  /** The FROM clause, with the current names of its tables. */
  private SqlNode from(SqlNode node, Place place) {
    if (node instanceof SqlIdentifier table) {
      Item item = table.isSimple() ? place.names().get(key(table.getSimple())) : null;
      if (item == null) {
        return table;
      }
      refer(item, place);
      return item.table.equals(item.name)
          ? table
          : SqlStdOperatorTable.AS.createCall(
              table.getParserPosition(), renamed(table, item), table);
    }
    if (node instanceof SqlJoin join) {
      JoinType type = join.getJoinType();
      boolean optionalLeft = type == JoinType.RIGHT || type == JoinType.FULL;
      boolean optionalRight =
          type == JoinType.LEFT || type == JoinType.FULL || type == JoinType.LEFT_ASOF;
      String fault = "on the side of an outer join that may be missing";
      join.setLeft(from(join.getLeft(), optionalLeft ? place.forbidding(fault) : place));
      join.setRight(from(join.getRight(), optionalRight ? place.forbidding(fault) : place));
      expressions(join.getCondition(), place);
      return join;
    }
    if (node.getKind() == SqlKind.AS) {
      SqlCall as = (SqlCall) node;
      SqlNode source = as.operand(0);
      if (source instanceof SqlIdentifier table) {
        Item item = table.isSimple() ? place.names().get(key(table.getSimple())) : null;
        if (item != null) {
          refer(item, place);
          as.setOperand(0, renamed(table, item));
        }
      } else {
        as.setOperand(0, from(source, place));
      }
      return as;
    }
    if (node.isA(SqlKind.QUERY)) {
      query(node, place);
    } else if (node instanceof SqlCall call) {
      List<SqlNode> operands = call.getOperandList();
      for (int i = 0; i < operands.size(); i++) {
        if (operands.get(i) != null && operands.get(i).isA(SqlKind.QUERY)) {
          query(operands.get(i), place);
        } else {
          expressions(operands.get(i), place);
        }
      }
    }
    return node;
  }

  private static SqlIdentifier renamed(SqlIdentifier table, Item item) {
    return item.table.equals(item.name)
        ? table
        : new SqlIdentifier(item.table, table.getParserPosition());
  }

  private static void refer(Item item, Place place) {
    item.references++;
    if (item == place.step()) {
      if (place.fault() != null) {
        throw fault(item, place.fault());
      }
      if (item.references > 1) {
        throw fault(item, "more than once");
      }
    }
  }

  private static StatementException fault(Item item, String where) {
    return new StatementException(
        SqlState.STATEMENT_FAULT,
        ("the recursive query \"%s\" reads itself %s; it may do so once, in FROM of the part after"
                + " UNION")
            .formatted(item.name, where));
  }
}
