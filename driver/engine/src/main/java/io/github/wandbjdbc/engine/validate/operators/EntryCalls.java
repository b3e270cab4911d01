package io.github.wandbjdbc.engine.validate.operators;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.lists.ListFunction;
import io.github.wandbjdbc.engine.values.windows.WindowFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlJsonArrayAggAggFunction;
import org.apache.calcite.sql.fun.SqlJsonObjectAggAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Puts the catalogue's operators in the place of Calcite's own, which its parser makes of what has
 * words of its own ({@code EXTRACT(HOUR FROM x)}, {@code FLOOR(x TO DAY)}, {@code x % y}): those
 * have other operands and other types.
 */
public final class EntryCalls extends SqlShuttle {
  private EntryCalls() {}

  /** The same {@code statement}, as the parser gives it, with calls of entries. */
  public static SqlNode in(SqlNode statement) {
    SqlNode visited = statement.accept(new EntryCalls());
    return visited == null ? statement : visited;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    ListFunction list = ListTables.function(call);
    if (list != null) {
      List<SqlNode> operands = new ArrayList<>();
      for (SqlNode operand : call.<SqlCall>operand(0).getOperandList()) {
        SqlNode visited = operand.accept(this);
        operands.add(visited == null ? operand : visited);
      }
      return ListTables.rows(list, operands, call.getParserPosition());
    }
    SqlNode visited = super.visit(call);
    if (!(visited instanceof SqlCall same)) {
      return visited;
    }
    SqlNode table = ListTables.of(same);
    return table == null ? ofEntry(same) : table;
  }

  private static SqlNode ofEntry(SqlCall call) {
    if (call.getKind() == SqlKind.OVER) {
      return overFiltered(call);
    }
    if (call.getKind() == SqlKind.FILTER) {
      return orderedWithin(call);
    }
    if (call.getOperator().getName().equalsIgnoreCase("GROUPING")) {
      return whole(call);
    }
    if (call.getKind() == SqlKind.WITHIN_GROUP) {
      SqlNode rank = HypotheticalSets.of(call);
      return rank == null ? call : rank;
    }
    SqlOperator operator = json(call.getOperator());
    if (operator == null) {
      operator = operator(call);
    }
    return operator == null || operator.equals(call.getOperator())
        ? call
        : new SqlBasicCall(
            operator,
            call.getOperandList(),
            call.getParserPosition(),
            call.getFunctionQuantifier());
  }

  /** {@code GROUPING(x)}, as an INTEGER, where Calcite has a BIGINT. */
  private static SqlNode whole(SqlCall grouping) {
    SqlParserPos position = grouping.getParserPosition();
    SqlDataTypeSpec integer =
        new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.INTEGER, position), position);
    return SqlStdOperatorTable.CAST.createCall(position, grouping, integer);
  }

  private static @Nullable SqlOperator operator(SqlCall call) {
    SqlOperator operator = call.getOperator();
    if (operator.getKind() == SqlKind.MOD) {
      return CatalogueOperators.ofRows("MOD");
    }
    if (operator.getName().equals("^")) {
      return CatalogueOperators.ofRows("^");
    }
    if (!(operator instanceof SqlFunction function)
        || function.getNameAsId() == null
        || !function.getNameAsId().isSimple()
        || call.getOperandList().contains(null)) {
      return null;
    }
    String name = operator.getName().toUpperCase(Locale.ROOT);
    ListTables.refuseAsValue(name);
    if (call.operandCount() == 2 && call.operand(1) instanceof SqlIntervalQualifier) {
      switch (name) {
        case "FLOOR" -> {
          return CatalogueOperators.ofRows("FLOOR TO");
        }
        case "CEIL", "CEILING" -> {
          return CatalogueOperators.ofRows("CEIL TO");
        }
        default -> {}
      }
    }
    return CatalogueOperators.ofRows(name);
  }

  /** Aggregates that are NULL of no rows, though Calcite's own never are. */
  private static @Nullable SqlOperator json(SqlOperator operator) {
    if (operator instanceof SqlJsonArrayAggAggFunction array) {
      return JsonAggregateOperators.array(array.getNullClause());
    }
    if (operator instanceof SqlJsonObjectAggAggFunction object) {
      return JsonAggregateOperators.object(object.getNullClause());
    }
    return null;
  }

  /**
   * {@code STRING_AGG(x, ',' ORDER BY y) FILTER (WHERE c)} with the order behind it, where Calcite
   * finds it under a filter, too.
   */
  private static SqlNode orderedWithin(SqlCall filtered) {
    if (!(filtered.operand(0) instanceof SqlCall aggregate)
        || aggregate.operandCount() == 0
        || !(aggregate.operand(aggregate.operandCount() - 1) instanceof SqlNodeList order)
        || aggregate.getKind() == SqlKind.WITHIN_GROUP) {
      return filtered;
    }
    SqlParserPos position = aggregate.getParserPosition();
    SqlCall unordered =
        new SqlBasicCall(
            aggregate.getOperator(),
            aggregate.getOperandList().subList(0, aggregate.operandCount() - 1),
            position,
            aggregate.getFunctionQuantifier());
    return filtered
        .getOperator()
        .createCall(
            filtered.getParserPosition(),
            SqlStdOperatorTable.WITHIN_GROUP.createCall(position, unordered, order),
            filtered.operand(1));
  }

  /** {@code SUM(x) FILTER (WHERE c) OVER w} is {@code SUM(CASE WHEN c THEN x END) OVER w}. */
  private static SqlNode overFiltered(SqlCall over) {
    SqlNode filtered = over.operand(0);
    if (filtered.getKind() != SqlKind.FILTER
        || !(((SqlCall) filtered).operand(0) instanceof SqlCall aggregate)
        || aggregate.operandCount() == 0) {
      return over;
    }
    if (WindowFunctions.entry(aggregate.getOperator().getName()) != null) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "%s doesn't support FILTER, which is for aggregates"
              .formatted(aggregate.getOperator().getName().toUpperCase(Locale.ROOT)));
    }
    SqlNode condition = ((SqlCall) filtered).operand(1);
    SqlParserPos position = aggregate.getParserPosition();
    SqlNode value = aggregate.operand(0);
    if (value instanceof SqlIdentifier star && star.isStar()) {
      value = SqlLiteral.createExactNumeric("1", position);
    }
    List<SqlNode> operands = new ArrayList<>(aggregate.getOperandList());
    operands.set(
        0,
        new SqlCase(
            position,
            null,
            SqlNodeList.of(condition),
            SqlNodeList.of(value),
            SqlLiteral.createNull(position)));
    SqlCall selected =
        new SqlBasicCall(
            aggregate.getOperator(), operands, position, aggregate.getFunctionQuantifier());
    return over.getOperator().createCall(over.getParserPosition(), selected, over.operand(1));
  }
}
