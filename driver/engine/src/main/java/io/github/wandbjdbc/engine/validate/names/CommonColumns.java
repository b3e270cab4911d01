package io.github.wandbjdbc.engine.validate.names;

import static org.apache.calcite.util.Static.RESOURCE;

import io.github.wandbjdbc.engine.source.EqualNames;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.ListScope;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.jspecify.annotations.Nullable;

/**
 * The columns that joins give, of which those of USING and NATURAL are common to both sides: the
 * left one's value where the join keeps all rows of the left side, or those with a partner; the
 * right one's of a RIGHT JOIN, and of a FULL JOIN the one that there is. Calcite knows them in few
 * places, and takes one of several tables' where joins follow each other: so they become conditions
 * and expressions before it looks at them.
 */
public final class CommonColumns {
  /** Of the tables of one FROM clause, all together; {@code docs/sql.md} has the same figure. */
  private static final int MOST = 100_000;

  private final SqlValidator validator;
  private final IdentityHashMap<SqlJoin, Joined> joins = new IdentityHashMap<>();

  public CommonColumns(SqlValidator validator) {
    this.validator = validator;
  }

  /**
   * A column that a FROM clause gives.
   *
   * @param value what its bare name stands for
   * @param sources the columns of which {@code value} is the first that isn't NULL
   * @param isCommon whether it is one of both sides of a join
   */
  public record JoinedColumn(String name, SqlNode value, List<SqlNode> sources, boolean isCommon) {
    /** One that isn't common. */
    JoinedColumn(String name, SqlNode value) {
      this(name, value, List.of(value), false);
    }
  }

  private record Joined(List<JoinedColumn> columns, List<? extends SqlValidatorNamespace> tables) {}

  /** Whether {@code join} was settled. */
  public boolean isSettled(SqlJoin join) {
    return joins.containsKey(join);
  }

  /** Takes note of a join whose sides are settled, and makes ON of its USING or NATURAL. */
  public void settle(SqlJoin join) {
    List<? extends SqlValidatorNamespace> tables =
        ((ListScope) validator.getJoinScope(join)).getChildren();
    int ofLeft = tables.size() - width(join.getRight());
    List<JoinedColumn> left = columns(join.getLeft(), tables.subList(0, ofLeft));
    List<JoinedColumn> right = columns(join.getRight(), tables.subList(ofLeft, tables.size()));
    if (left.size() + right.size() > MOST) {
      throw new StatementException(
          SqlState.LIMIT_EXCEEDED,
          "the tables of a FROM clause have more than %,d columns together".formatted(MOST));
    }
    List<JoinedColumn> columns = new ArrayList<>();
    List<SqlIdentifier> common = commonNames(join, left, right);
    if (common == null) {
      columns.addAll(left);
      if (!isOfLeftAlone(join.getJoinType())) {
        columns.addAll(right);
      }
      joins.put(join, new Joined(columns, tables));
      return;
    }
    List<JoinedColumn> restOfLeft = new ArrayList<>(left);
    List<JoinedColumn> restOfRight = new ArrayList<>(right);
    SqlParserPos position = join.getParserPosition();
    SqlNode condition = null;
    for (SqlIdentifier name : common) {
      JoinedColumn one = take(name, restOfLeft);
      JoinedColumn other = take(name, restOfRight);
      columns.add(common(join.getJoinType(), one, other));
      SqlNode equality =
          SqlStdOperatorTable.EQUALS.createCall(
              name.getParserPosition(), one.value(), other.value());
      condition =
          condition == null
              ? equality
              : SqlStdOperatorTable.AND.createCall(position, condition, equality);
    }
    columns.addAll(restOfLeft);
    if (!isOfLeftAlone(join.getJoinType())) {
      columns.addAll(restOfRight);
    }
    join.setOperand(1, SqlLiteral.createBoolean(false, position));
    join.setOperand(4, JoinConditionType.ON.symbol(position));
    join.setOperand(5, condition == null ? SqlLiteral.createBoolean(true, position) : condition);
    joins.put(join, new Joined(columns, tables));
  }

  /** The columns that {@code from} gives, in their order; null if it joins nothing. */
  @Nullable List<JoinedColumn> of(@Nullable SqlNode from) {
    Joined joined = from instanceof SqlJoin join ? joins.get(join) : null;
    return joined == null ? null : joined.columns();
  }

  /** All columns that {@code from} gives, whose tables are {@code tables}. */
  List<JoinedColumn> of(@Nullable SqlNode from, List<? extends SqlValidatorNamespace> tables) {
    return from == null ? List.of() : columns(from, tables);
  }

  /**
   * The column for {@code name}, which all {@code tables} of one FROM clause have; null if it may
   * be any of them.
   */
  @Nullable SqlNode meaning(String name, List<? extends SqlValidatorNamespace> tables) {
    Joined widest = null;
    for (Joined joined : joins.values()) {
      if (tables.stream().allMatch(table -> isIn(table, joined.tables()))
          && (widest == null || widest.tables().size() < joined.tables().size())) {
        widest = joined;
      }
    }
    List<JoinedColumn> called = widest == null ? List.of() : called(name, widest.columns());
    return called.size() == 1 && called.get(0).isCommon() ? called.get(0).value() : null;
  }

  private static boolean isIn(
      SqlValidatorNamespace table, List<? extends SqlValidatorNamespace> tables) {
    return tables.stream().anyMatch(other -> other == table);
  }

  /** How many tables {@code node} joins. */
  private static int width(SqlNode node) {
    return node instanceof SqlJoin join ? width(join.getLeft()) + width(join.getRight()) : 1;
  }

  private List<JoinedColumn> columns(SqlNode node, List<? extends SqlValidatorNamespace> tables) {
    List<JoinedColumn> joined = of(node);
    if (joined != null) {
      return joined;
    }
    String table = SqlValidatorUtil.alias(node);
    List<JoinedColumn> columns = new ArrayList<>();
    if (table != null && tables.size() == 1) {
      for (RelDataTypeField field : tables.get(0).getRowType().getFieldList()) {
        SqlIdentifier value = new SqlIdentifier(List.of(table, field.getName()), SqlParserPos.ZERO);
        columns.add(new JoinedColumn(field.getName(), value));
      }
    }
    return columns;
  }

  /** The names of USING, or those that NATURAL finds; null if it is neither. */
  private static @Nullable List<SqlIdentifier> commonNames(
      SqlJoin join, List<JoinedColumn> left, List<JoinedColumn> right) {
    if (join.getCondition() instanceof SqlNodeList names
        && join.getConditionType() == JoinConditionType.USING) {
      return names.stream().map(SqlIdentifier.class::cast).toList();
    }
    if (!join.isNatural()) {
      return null;
    }
    return left.stream()
        .map(JoinedColumn::name)
        .filter(name -> !called(name, right).isEmpty())
        .map(name -> new SqlIdentifier(name, join.getParserPosition()))
        .toList();
  }

  private static List<JoinedColumn> called(String name, List<JoinedColumn> columns) {
    return columns.stream()
        .filter(column -> EqualNames.shown(column.name()).equalsIgnoreCase(name))
        .toList();
  }

  private JoinedColumn take(SqlIdentifier name, List<JoinedColumn> columns) {
    List<JoinedColumn> called = called(name.getSimple(), columns);
    if (called.size() != 1) {
      throw validator.newValidationError(
          name,
          called.isEmpty()
              ? RESOURCE.columnNotFound(name.getSimple())
              : RESOURCE.columnAmbiguous(name.getSimple()));
    }
    columns.remove(called.get(0));
    return called.get(0);
  }

  /** The column of a join that is {@code left} of one side and {@code right} of the other. */
  private JoinedColumn common(JoinType type, JoinedColumn left, JoinedColumn right) {
    String name = left.name();
    return switch (type) {
      case RIGHT -> new JoinedColumn(name, right.value(), right.sources(), true);
      case FULL -> {
        // A choice names its values twice: of n choices in each other, two to the power of n times.
        List<SqlNode> sources = new ArrayList<>(left.sources());
        sources.addAll(right.sources());
        SqlCall first = SqlStdOperatorTable.COALESCE.createCall(SqlParserPos.ZERO, sources);
        yield new JoinedColumn(
            name, first.getOperator().rewriteCall(validator, first), sources, true);
      }
      default -> new JoinedColumn(name, left.value(), left.sources(), true);
    };
  }

  private static boolean isOfLeftAlone(JoinType type) {
    return type == JoinType.LEFT_SEMI_JOIN || type == JoinType.LEFT_ANTI_JOIN;
  }
}
