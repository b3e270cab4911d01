package io.github.wandbjdbc.engine.validate.grouping;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * Tells which expressions are the same, though they be written differently, as PostgreSQL's parser
 * does: {@code x BETWEEN 1 AND 2} is {@code t.x >= 1 AND t.x <= 2}, {@code (a, b) = (1, 2)} is
 * {@code a = 1 AND b = 2}, {@code x IN (1)} is {@code x = 1}, {@code '2026-11-29'::date} is {@code
 * DATE '2026-11-29'}.
 */
public final class ExpressionEquality {
  private final SqlValidatorScope scope;
  private final IdentityHashMap<SqlCall, String> known = new IdentityHashMap<>();

  /** Of expressions whose names are {@code scope}'s. */
  public ExpressionEquality(SqlValidatorScope scope) {
    this.scope = scope;
  }

  /** A text that all expressions have which are {@code node}, and no others. */
  public String of(@Nullable SqlNode node) {
    if (node instanceof SqlIdentifier name) {
      return name(name);
    }
    if (node instanceof SqlNodeList list) {
      return all(list.getList());
    }
    if (node instanceof SqlLiteral literal) {
      return literal(literal);
    }
    if (node instanceof SqlDynamicParam parameter) {
      return "?" + parameter.getIndex();
    }
    if (node instanceof SqlDataTypeSpec type) {
      return type.toString().toLowerCase(Locale.ROOT);
    }
    if (!(node instanceof SqlCall call)) {
      return String.valueOf(node);
    }
    String told = known.get(call);
    if (told == null) {
      told = call(call);
      known.put(call, told);
    }
    return told;
  }

  private String name(SqlIdentifier name) {
    if (name.isStar()) {
      return "*";
    }
    try {
      return String.join("\0", scope.fullyQualify(name).identifier.names);
    } catch (CalciteContextException e) {
      // No column: a function without parentheses.
      return name.toString().toUpperCase(Locale.ROOT);
    }
  }

  /** A literal that says its type is a text of that type. */
  private static String literal(SqlLiteral literal) {
    if (literal instanceof SqlUnknownLiteral typed) {
      return cast("'" + typed.getValue() + "'", typed.tag);
    }
    SqlTypeName type = literal.getTypeName();
    return switch (type) {
      case DATE, TIME, TIMESTAMP -> cast("'" + literal.toValue() + "'", type.getName());
      default -> literal.toString();
    };
  }

  private static String cast(String value, String type) {
    return "CAST(" + value + "," + type.toLowerCase(Locale.ROOT) + ")";
  }

  private String call(SqlCall call) {
    List<@Nullable SqlNode> operands = call.getOperandList();
    switch (call.getKind()) {
      case CAST -> {
        return operands.size() == 2 && call.getOperator().getName().equals("CAST")
            ? cast(of(operands.get(0)), of(operands.get(1)))
            : plain(call);
      }
      case BETWEEN -> {
        return between(call);
      }
      case IN, NOT_IN -> {
        SqlOperator operator =
            call.getKind() == SqlKind.IN
                ? SqlStdOperatorTable.EQUALS
                : SqlStdOperatorTable.NOT_EQUALS;
        return operands.get(1) instanceof SqlNodeList list && list.size() == 1
            ? comparison(operator, operands.get(0), list.get(0))
            : plain(call);
      }
      case EQUALS, NOT_EQUALS -> {
        return comparison(call.getOperator(), operands.get(0), operands.get(1));
      }
      case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL -> {
        return joined(
            call.getOperator().getName(),
            List.of(compared(operands.get(0)), compared(operands.get(1))));
      }
      case NOT -> {
        return not(operands.get(0));
      }
      case AND, OR -> {
        List<String> parts = new ArrayList<>();
        parts(call, call.getKind(), parts);
        return joined(call.getKind().name(), parts);
      }
      default -> {
        return plain(call);
      }
    }
  }

  private String between(SqlCall call) {
    SqlBetweenOperator operator = (SqlBetweenOperator) call.getOperator();
    if (operator.flag != SqlBetweenOperator.Flag.ASYMMETRIC) {
      return plain(call);
    }
    String value = compared(call.operand(0));
    String low = compared(call.operand(1));
    String high = compared(call.operand(2));
    return operator.isNegated()
        ? joined("OR", List.of(joined("<", List.of(value, low)), joined(">", List.of(value, high))))
        : joined(
            "AND", List.of(joined(">=", List.of(value, low)), joined("<=", List.of(value, high))));
  }

  /** A text is read as what it is compared with, which is known by the other operand. */
  private String compared(@Nullable SqlNode operand) {
    String value = of(operand);
    return value.startsWith("CAST('")
        ? value.substring("CAST(".length(), value.lastIndexOf("',") + 1)
        : value;
  }

  /** Rows are compared value by value. */
  private String comparison(SqlOperator operator, @Nullable SqlNode left, @Nullable SqlNode right) {
    boolean equal = operator.getKind() == SqlKind.EQUALS;
    if (!(left instanceof SqlCall row && row.getKind() == SqlKind.ROW)
        || !(right instanceof SqlCall other && other.getKind() == SqlKind.ROW)
        || ((SqlCall) left).operandCount() != ((SqlCall) right).operandCount()) {
      return joined(equal ? "=" : "<>", List.of(compared(left), compared(right)));
    }
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < ((SqlCall) left).operandCount(); i++) {
      parts.add(comparison(operator, ((SqlCall) left).operand(i), ((SqlCall) right).operand(i)));
    }
    return parts.size() == 1 ? parts.get(0) : joined(equal ? "AND" : "OR", parts);
  }

  /** {@code NOT (x IN (…))} is {@code x NOT IN (…)}, {@code NOT (a < b)} is {@code a >= b}. */
  private String not(@Nullable SqlNode operand) {
    if (operand instanceof SqlCall test) {
      SqlOperator negated = negated(test.getOperator());
      if (negated != null) {
        return of(negated.createCall(test.getParserPosition(), test.getOperandList()));
      }
    }
    return joined("NOT", List.of(of(operand)));
  }

  private static @Nullable SqlOperator negated(SqlOperator operator) {
    return switch (operator.getKind()) {
      case IN -> SqlStdOperatorTable.NOT_IN;
      case EQUALS -> SqlStdOperatorTable.NOT_EQUALS;
      case NOT_EQUALS -> SqlStdOperatorTable.EQUALS;
      case LESS_THAN -> SqlStdOperatorTable.GREATER_THAN_OR_EQUAL;
      case LESS_THAN_OR_EQUAL -> SqlStdOperatorTable.GREATER_THAN;
      case GREATER_THAN -> SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
      case GREATER_THAN_OR_EQUAL -> SqlStdOperatorTable.LESS_THAN;
      case IS_NULL -> SqlStdOperatorTable.IS_NOT_NULL;
      case IS_NOT_NULL -> SqlStdOperatorTable.IS_NULL;
      case LIKE -> operator.equals(SqlStdOperatorTable.LIKE) ? SqlStdOperatorTable.NOT_LIKE : null;
      default -> null;
    };
  }

  private void parts(@Nullable SqlNode node, SqlKind kind, List<String> parts) {
    if (node instanceof SqlCall call && call.getKind() == kind) {
      call.getOperandList().forEach(operand -> parts(operand, kind, parts));
    } else {
      parts.add(of(node));
    }
  }

  private String plain(SqlCall call) {
    return call.isA(SqlKind.QUERY)
        ? call.toString()
        : call.getOperator().getName().toUpperCase(Locale.ROOT)
            + (call.getFunctionQuantifier() == null ? "" : " " + call.getFunctionQuantifier())
            + all(call.getOperandList());
  }

  private String all(List<? extends @Nullable SqlNode> nodes) {
    List<String> parts = new ArrayList<>();
    nodes.forEach(node -> parts.add(of(node)));
    return joined("", parts);
  }

  private static String joined(String operator, List<String> parts) {
    return operator + "(" + String.join(",", parts) + ")";
  }
}
