package io.github.wandbjdbc.engine.validate.names;

import static org.apache.calcite.util.Static.RESOURCE;

import io.github.wandbjdbc.engine.source.EqualNames;
import io.github.wandbjdbc.engine.validate.grouping.GroupedExpressions;
import io.github.wandbjdbc.engine.validate.grouping.GroupingSets;
import io.github.wandbjdbc.engine.validate.grouping.Likeness;
import io.github.wandbjdbc.engine.validate.grouping.OuterColumns;
import io.github.wandbjdbc.engine.validate.grouping.OuterValues;
import io.github.wandbjdbc.engine.validate.grouping.SortKeys;
import io.github.wandbjdbc.engine.validate.names.CommonColumns.JoinedColumn;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.ListScope;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.SqlValidatorScope.ResolvedImpl;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.jspecify.annotations.Nullable;

/**
 * Writes out, in a query whose FROM clause is settled, what Calcite would take for something else:
 * the common columns of joins, stars over them, and names in the expressions of ORDER BY, which are
 * those of FROM. Refuses names that several columns of one table have, and aggregates of the
 * columns of a query around.
 */
public final class StatementNames {
  private final SqlValidator validator;
  private final CommonColumns common;
  private final Predicate<SqlSelect> isOfGroups;
  private final IdentityHashMap<SqlSelect, Predicate<SqlCall>> sets = new IdentityHashMap<>();

  /**
   * Settles names that {@code validator} resolves.
   *
   * @param isOfGroups tells which queries give a row for each of some groups
   */
  public StatementNames(
      SqlValidator validator, CommonColumns common, Predicate<SqlSelect> isOfGroups) {
    this.validator = validator;
    this.common = common;
    this.isOfGroups = isOfGroups;
  }

  /** Settles the names of {@code select} itself; those of queries in it come when it is theirs. */
  public void settle(SqlSelect select) {
    SqlValidatorScope scope = validator.getWhereScope(select);
    Names names = new Names(scope, Set.of());
    SqlNodeList items = select.getSelectList();
    expandStars(items, common.of(select.getFrom()));
    Set<String> labels = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    List<JoinedColumn> selected = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      SqlNode item = items.get(i);
      String label = SqlValidatorUtil.alias(item);
      SqlNode settled = names.in(item);
      items.set(
          i,
          settled == item || label == null || item.getKind() == SqlKind.AS
              ? settled
              : EqualNames.aliased(settled, label));
      if (item instanceof SqlIdentifier star && star.isStar()) {
        List<JoinedColumn> columns = columns(star, select, scope);
        selected.addAll(columns);
        columns.forEach(column -> labels.add(EqualNames.shown(column.name())));
      } else {
        EqualNames.tell(items, i, labels);
        if (label != null) {
          selected.add(new JoinedColumn(label, qualified(SqlUtil.stripAs(settled), scope)));
        }
      }
    }
    if (select.getWhere() != null) {
      select.setWhere(names.in(select.getWhere()));
    }
    if (select.getGroup() != null) {
      select.setGroupBy((SqlNodeList) names.in(select.getGroup()));
    }
    if (select.getHaving() != null) {
      select.setHaving(names.in(select.getHaving()));
    }
    if (select.getQualify() != null) {
      select.setQualify(names.in(select.getQualify()));
    }
    SqlNodeList windows = select.getWindowList();
    for (int i = 0; i < windows.size(); i++) {
      windows.set(i, names.in(windows.get(i)));
    }
    settleOrder(select, labels, selected, scope);
    Likeness likeness = new Likeness(scope);
    Set<String> grouped = GroupedExpressions.settle(select, likeness);
    if (GroupingSets.areOf(select)) {
      sets.put(select, call -> grouped.contains(likeness.of(call)));
    }
    if (isOfGroups.test(select)) {
      OuterValues.mark(select, names::isOuter, grouped, likeness);
    }
    DistinctOrder.settle(select, labels, selected, likeness);
  }

  /**
   * Whether {@code call} is what {@code select}, by several sets, groups by: its operands are the
   * rows' columns, though they be NULL in the rows of sets that lack them.
   */
  public boolean isOfSets(SqlSelect select, SqlCall call) {
    Predicate<SqlCall> isKey = sets.get(select);
    return isKey != null && isKey.test(call);
  }

  /** Settles the condition of a join, in the scope of that join. */
  public SqlNode settled(SqlNode condition, SqlValidatorScope scope) {
    return new Names(scope, Set.of()).in(condition);
  }

  /** A star gives common columns once, and first. */
  private static void expandStars(SqlNodeList items, @Nullable List<JoinedColumn> columns) {
    if (columns == null || columns.stream().noneMatch(JoinedColumn::isCommon)) {
      return;
    }
    for (int i = items.size() - 1; i >= 0; i--) {
      if (items.get(i) instanceof SqlIdentifier name && name.isStar() && name.names.size() == 1) {
        SqlParserPos position = name.getParserPosition();
        items.remove(i);
        items.addAll(
            i,
            columns.stream()
                .map(column -> EqualNames.aliased(column.value().clone(position), column.name()))
                .toList());
      }
    }
  }

  /** The columns that {@code star} expands to. */
  private List<JoinedColumn> columns(
      SqlIdentifier star, SqlSelect select, SqlValidatorScope scope) {
    if (star.names.size() == 1) {
      return common.of(select.getFrom(), ((ListScope) scope).getChildren());
    }
    SqlIdentifier table = star.skipLast(1);
    String alias = table.names.get(table.names.size() - 1);
    return tables(table.names, scope).stream()
        .flatMap(found -> found.getRowType().getFieldNames().stream())
        .map(
            name ->
                new JoinedColumn(name, new SqlIdentifier(List.of(alias, name), SqlParserPos.ZERO)))
        .toList();
  }

  /** {@code value}, which may be a bare name, as it is written where it is qualified. */
  private SqlNode qualified(SqlNode value, SqlValidatorScope scope) {
    if (!(value instanceof SqlIdentifier name) || !name.isSimple()) {
      return value;
    }
    Set<String> aliases =
        scope.findQualifyingTableNames(name.getSimple(), name, matcher()).keySet();
    return aliases.size() == 1
        ? new SqlIdentifier(
            List.of(aliases.iterator().next(), name.getSimple()), name.getParserPosition())
        : name;
  }

  /** A bare name in ORDER BY is a label, if there is one; within an expression it never is. */
  private void settleOrder(
      SqlSelect select, Set<String> labels, List<JoinedColumn> selected, SqlValidatorScope scope) {
    SqlNodeList order = select.getOrderList();
    if (order == null) {
      return;
    }
    Names plain = new Names(scope, Set.of());
    Names within = new Names(scope, labels);
    for (int i = 0; i < order.size(); i++) {
      SqlNode key = SqlUtil.stripAsFromOrder(order.get(i));
      boolean isName = SortKeys.bare(key) instanceof SqlIdentifier name && name.isSimple();
      if (isName && labels.contains(((SqlIdentifier) SortKeys.bare(key)).getSimple())) {
        refuseAmbiguous((SqlIdentifier) SortKeys.bare(key), selected);
      } else {
        order.set(i, (isName ? plain : within).in(order.get(i)));
      }
    }
  }

  /** Several columns may have one label only if they are the same. */
  private void refuseAmbiguous(SqlIdentifier label, List<JoinedColumn> selected) {
    long different =
        selected.stream()
            .filter(column -> EqualNames.shown(column.name()).equalsIgnoreCase(label.getSimple()))
            .map(column -> column.value().toString().toLowerCase(Locale.ROOT))
            .distinct()
            .count();
    if (different > 1) {
      throw validator.newValidationError(label, RESOURCE.columnAmbiguous(label.getSimple()));
    }
  }

  /** The tables that {@code names} is, from {@code scope}. */
  private List<SqlValidatorNamespace> tables(List<String> names, SqlValidatorScope scope) {
    ResolvedImpl resolved = new ResolvedImpl();
    scope.resolve(names, matcher(), false, resolved);
    return resolved.count() == 1 ? List.of(resolved.only().namespace) : List.of();
  }

  private SqlNameMatcher matcher() {
    return validator.getCatalogReader().nameMatcher();
  }

  /** Settles names, but those in queries within. */
  private final class Names extends SqlShuttle implements OuterColumns.Columns {
    private final SqlValidatorScope scope;
    private final Set<String> labels;

    /**
     * Names that are columns of {@code scope}.
     *
     * @param labels names that would be taken for something else if they weren't qualified
     */
    Names(SqlValidatorScope scope, Set<String> labels) {
      this.scope = scope;
      this.labels = labels;
    }

    SqlNode in(SqlNode node) {
      SqlNode visited = node.accept(this);
      return visited == null ? node : visited;
    }

    @Override
    public @Nullable SqlNode visit(SqlIdentifier name) {
      if (name.isStar()) {
        return name;
      }
      String column = name.names.get(name.names.size() - 1);
      List<String> aliases = name.isSimple() ? aliases(name) : List.of();
      List<SqlValidatorNamespace> tables = new ArrayList<>();
      if (name.isSimple()) {
        aliases.forEach(alias -> tables.addAll(tables(List.of(alias), scope)));
      } else {
        tables.addAll(tables(name.skipLast(1).names, scope));
      }
      if (tables.size() == 1 && EqualNames.areIn(tables.get(0).getRowType(), column)) {
        throw validator.newValidationError(name, RESOURCE.columnAmbiguous(column));
      }
      SqlIdentifier keyed = tables.size() == 1 ? KeyedNames.meant(name, tables.get(0)) : name;
      if (keyed != name) {
        return keyed;
      }
      if (aliases.size() == 1 && labels.contains(column)) {
        return new SqlIdentifier(List.of(aliases.get(0), column), name.getParserPosition());
      }
      SqlNode meaning = aliases.size() > 1 ? common.meaning(column, tables) : null;
      return meaning == null ? name : meaning.clone(name.getParserPosition());
    }

    /** The aliases of the tables that have a column of that name. */
    private List<String> aliases(SqlIdentifier name) {
      return List.copyOf(
          scope.findQualifyingTableNames(name.getSimple(), name, matcher()).keySet());
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
      if (call.isA(SqlKind.QUERY)) {
        return call;
      }
      switch (call.getKind()) {
        case AS -> {
          // What follows the value are names.
          call.setOperand(0, in(call.operand(0)));
          return call;
        }
        case OVER -> {
          SqlNode window = call.operand(1);
          call.setOperand(0, operandsOf(call.operand(0)));
          if (window instanceof SqlWindow) {
            call.setOperand(1, in(window));
          }
          return call;
        }
        default -> {
          if (call instanceof SqlWindow window) {
            window.setPartitionList((SqlNodeList) in(window.getPartitionList()));
            window.setOrderList((SqlNodeList) in(window.getOrderList()));
            return window;
          }
          if (isAggregate(call) && OuterColumns.areAllIn(call, this)) {
            throw new StatementException(
                SqlState.STATEMENT_FAULT,
                ("%s of columns of the outer query is not supported within a subquery: compute"
                        + " it in FROM (SELECT ... GROUP BY ...) and name its column here")
                    .formatted(call.getOperator().getName()));
          }
          return super.visit(call);
        }
      }
    }

    private boolean isAggregate(SqlCall call) {
      return call.getOperator().isAggregator()
          || call.getKind() == SqlKind.FILTER
          || call.getKind() == SqlKind.WITHIN_GROUP;
    }

    private SqlNode operandsOf(SqlNode function) {
      SqlNode visited = function instanceof SqlCall call ? super.visit(call) : function;
      return visited == null ? function : visited;
    }

    @Override
    public boolean isOuter(SqlIdentifier name) {
      List<SqlValidatorNamespace> tables = tablesOf(name);
      return !tables.isEmpty() && tables.stream().noneMatch(this::isOwn);
    }

    @Override
    public boolean isOwn(SqlIdentifier name) {
      return tablesOf(name).stream().anyMatch(this::isOwn);
    }

    private List<SqlValidatorNamespace> tablesOf(SqlIdentifier name) {
      List<String> aliases =
          name.isSimple() ? aliases(name) : List.of(name.names.get(name.names.size() - 2));
      return aliases.stream().flatMap(alias -> tables(List.of(alias), scope).stream()).toList();
    }

    private boolean isOwn(SqlValidatorNamespace table) {
      return own().stream().anyMatch(mine -> mine == table);
    }

    private List<SqlValidatorNamespace> own() {
      return List.copyOf(((ListScope) scope).getChildren());
    }
  }
}
