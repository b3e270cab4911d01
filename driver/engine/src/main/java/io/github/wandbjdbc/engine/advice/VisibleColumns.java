package io.github.wandbjdbc.engine.advice;

import io.github.wandbjdbc.engine.source.KeyedColumns;
import io.github.wandbjdbc.engine.validate.names.NameResolver;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.prepare.Prepare;
import org.apache.calcite.schema.Table;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.jspecify.annotations.Nullable;

/** The columns that the names of a FROM clause may mean, as far as the statement's text tells. */
final class VisibleColumns {
  private static final int DEEPEST = 8;

  /** Begins the names in the queries that other forms of query stand for. */
  private static final String INVENTED = " ";

  private final NameResolver catalog;
  private final Map<String, SqlNode> queries = new LinkedHashMap<>();
  private final Set<String> columns = new LinkedHashSet<>();
  private final Set<String> tables = new LinkedHashSet<>();
  private final Map<String, String> aliases = new LinkedHashMap<>();

  private VisibleColumns(NameResolver catalog) {
    this.catalog = catalog;
  }

  /**
   * Those that may be named by {@code selects}, parts of {@code statement}, the innermost first.
   */
  static VisibleColumns of(List<SqlSelect> selects, SqlNode statement, NameResolver catalog) {
    VisibleColumns visible = new VisibleColumns(catalog);
    statement.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlCall call) {
            if (call instanceof SqlWithItem item) {
              visible.queries.put(item.name.getSimple().toLowerCase(Locale.ROOT), item);
            }
            return super.visit(call);
          }
        });
    for (SqlSelect select : selects) {
      if (select.getFrom() != null) {
        visible.add(select.getFrom(), null, DEEPEST);
      }
    }
    return visible;
  }

  /** The columns' names, in their order. */
  Set<String> columns() {
    return columns;
  }

  /** The names of the source's tables that the columns belong to, without qualifiers. */
  Set<String> tables() {
    return tables;
  }

  /** The aliases of the tables and queries in the SELECT, with the names behind them. */
  Map<String, String> aliases() {
    return aliases;
  }

  /** The queries of WITH clauses, by name. */
  Set<String> queries() {
    return queries.keySet();
  }

  private void add(SqlNode from, @Nullable String alias, int depth) {
    if (depth == 0) {
      return;
    }
    if (from instanceof SqlJoin join) {
      add(join.getLeft(), null, depth - 1);
      add(join.getRight(), null, depth - 1);
    } else if (from.getKind() == SqlKind.AS) {
      addAliased((SqlCall) from, depth);
    } else if (from instanceof SqlIdentifier name) {
      addNamed(name, alias, depth);
    } else {
      addQuery(from, depth);
      if (alias != null) {
        aliases.put(alias, "a query");
      }
    }
  }

  private void addAliased(SqlCall as, int depth) {
    String alias = as.<SqlIdentifier>operand(1).getSimple();
    if (as.operandCount() == 2) {
      add(as.operand(0), alias, depth - 1);
      return;
    }
    if (alias.startsWith(INVENTED)) {
      return;
    }
    aliases.put(alias, "a query");
    as.getOperandList().stream()
        .skip(2)
        .forEach(column -> columns.add(((SqlIdentifier) column).getSimple()));
  }

  private void addNamed(SqlIdentifier name, @Nullable String alias, int depth) {
    String last = name.names.get(name.names.size() - 1);
    aliases.put(alias == null ? last : alias, last);
    SqlNode query = name.isSimple() ? queries.get(last.toLowerCase(Locale.ROOT)) : null;
    if (query instanceof SqlWithItem item) {
      if (item.columnList == null) {
        addQuery(item.query, depth - 1);
      } else {
        item.columnList.forEach(column -> columns.add(((SqlIdentifier) column).getSimple()));
      }
      return;
    }
    Prepare.PreparingTable table = catalog.getTable(name.names);
    if (table != null) {
      tables.add(last.toLowerCase(Locale.ROOT));
      columns.addAll(table.getRowType().getFieldNames());
      if (table.unwrap(Table.class) instanceof KeyedColumns keyed) {
        columns.addAll(keyed.near());
      }
    }
  }

  /** The labels of what a query selects. */
  private void addQuery(SqlNode query, int depth) {
    if (depth <= 0) {
      return;
    }
    if (query instanceof SqlOrderBy ordered) {
      addQuery(ordered.query, depth - 1);
    } else if (query instanceof SqlWith with) {
      addQuery(with.body, depth - 1);
    } else if (query instanceof SqlSelect select) {
      List<SqlNode> items = new ArrayList<>(select.getSelectList());
      for (SqlNode item : items) {
        String label = SqlValidatorUtil.alias(item);
        if (item instanceof SqlIdentifier star && star.isStar()) {
          addStar(select.getFrom(), depth);
        } else if (label != null) {
          columns.add(label);
        }
      }
    } else if (query instanceof SqlCall call && call.isA(SqlKind.SET_QUERY)) {
      addQuery(call.operand(0), depth - 1);
    }
  }

  private void addStar(@Nullable SqlNode from, int depth) {
    if (from != null) {
      Set<String> outside = Set.copyOf(aliases.keySet());
      add(from, null, depth - 1);
      aliases.keySet().retainAll(outside);
    }
  }
}
