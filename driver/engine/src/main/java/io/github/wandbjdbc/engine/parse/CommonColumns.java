package io.github.wandbjdbc.engine.parse;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Says which table a column of USING is meant of where its bare name stands: behind a join that
 * keeps all rows of its left side, or those with a partner, the left one's. Calcite knows the bare
 * name in the list of a SELECT alone, and calls it ambiguous elsewhere.
 */
final class CommonColumns extends SqlShuttle {
  private CommonColumns() {}

  /** The same statement, in which such names are qualified. */
  static SqlNode qualified(SqlNode statement) {
    SqlNode visited = statement.accept(new CommonColumns());
    return visited == null ? statement : visited;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    SqlNode visited = super.visit(call);
    if (visited instanceof SqlSelect select) {
      Map<String, String> owners = owners(select);
      if (!owners.isEmpty()) {
        qualify(select, new Names(owners));
      }
    } else if (visited instanceof SqlOrderBy ordered && ordered.query instanceof SqlSelect select) {
      Map<String, String> owners = owners(select);
      // What the list of the SELECT calls so goes before.
      select.getSelectList().forEach(item -> owners.remove(nameOf(item)));
      if (!owners.isEmpty()) {
        return new SqlOrderBy(
            ordered.getParserPosition(),
            select,
            (SqlNodeList) new Names(owners).in(ordered.orderList),
            ordered.offset,
            ordered.fetch);
      }
    }
    return visited;
  }

  private static Map<String, String> owners(SqlSelect select) {
    Map<String, String> owners = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (select.getFrom() instanceof SqlJoin join) {
      collect(join, owners);
    }
    return owners;
  }

  private static String nameOf(SqlNode item) {
    SqlNode name = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(1) : item;
    return name instanceof SqlIdentifier identifier
        ? identifier.names.get(identifier.names.size() - 1)
        : "";
  }

  /** Which table each column of USING is of; what isn't plain is left to the validator. */
  private static void collect(SqlJoin join, Map<String, String> owners) {
    if (join.getLeft() instanceof SqlJoin left) {
      collect(left, owners);
    }
    if (join.getConditionType() != JoinConditionType.USING
        || !(join.getCondition() instanceof SqlNodeList columns)) {
      return;
    }
    JoinType type = join.getJoinType();
    String name =
        switch (type) {
          case INNER, LEFT -> alias(join.getLeft());
          case RIGHT -> alias(join.getRight());
          default -> null;
        };
    for (SqlNode column : columns) {
      String common = ((SqlIdentifier) column).getSimple();
      boolean isKnown =
          owners.containsKey(common) && (type == JoinType.INNER || type == JoinType.LEFT);
      if (isKnown) {
        continue;
      }
      if (name == null) {
        owners.remove(common);
      } else {
        owners.put(common, name);
      }
    }
  }

  /** What a table or query in FROM is called; null of a join. */
  private static @Nullable String alias(SqlNode node) {
    if (node instanceof SqlIdentifier table) {
      return table.names.get(table.names.size() - 1);
    }
    return node.getKind() == SqlKind.AS
            && ((SqlCall) node).operand(1) instanceof SqlIdentifier name
            && name.isSimple()
        ? name.getSimple()
        : null;
  }

  private static void qualify(SqlSelect select, Names names) {
    SqlNodeList list = select.getSelectList();
    for (int i = 0; i < list.size(); i++) {
      list.set(i, names.in(list.get(i)));
    }
    SqlNode where = select.getWhere();
    if (where != null) {
      select.setWhere(names.in(where));
    }
    SqlNodeList group = select.getGroup();
    if (group != null) {
      select.setGroupBy((SqlNodeList) names.in(group));
    }
    SqlNode having = select.getHaving();
    if (having != null) {
      select.setHaving(names.in(having));
    }
  }

  /** Qualifies bare names, but in queries within, whose names are their own. */
  private static final class Names extends SqlShuttle {
    private final Map<String, String> owners;

    Names(Map<String, String> owners) {
      this.owners = owners;
    }

    SqlNode in(SqlNode node) {
      SqlNode visited = node.accept(this);
      return visited == null ? node : visited;
    }

    @Override
    public @Nullable SqlNode visit(SqlIdentifier name) {
      String owner = name.isSimple() ? owners.get(name.getSimple()) : null;
      return owner == null
          ? name
          : new SqlIdentifier(List.of(owner, name.getSimple()), name.getParserPosition());
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
      if (call.isA(SqlKind.QUERY)) {
        return call;
      }
      if (call.getKind() == SqlKind.AS) {
        // What follows the value are names.
        call.setOperand(0, in(call.operand(0)));
        return call;
      }
      return super.visit(call);
    }
  }
}
