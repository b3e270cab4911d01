package io.github.wandbjdbc.engine.validate.parameters;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/** Replaces question marks of a statement, which is changed by that. */
public final class ParameterWalk {
  private final Replacement replacement;

  public ParameterWalk(Replacement replacement) {
    this.replacement = replacement;
  }

  /** A replacement of nodes. */
  @FunctionalInterface
  public interface Replacement {
    /** The replacement of {@code parameter}: itself, if it stays. */
    SqlNode of(SqlDynamicParam parameter, Place place);

    /** The replacement of {@code call}, whose operands are visited after that. */
    default SqlNode ofCall(SqlCall call) {
      return call;
    }
  }

  /**
   * Where a parameter stands.
   *
   * @param call the call that it is an operand of, or that has it in a list
   * @param operand the place of that operand or list, from 0
   */
  public record Place(SqlCall call, int operand) {
    /** Whether the statement says its type itself. */
    public boolean isCast() {
      return call.getKind() == SqlKind.CAST || call.getKind() == SqlKind.SAFE_CAST;
    }

    /** Whether it says how many rows there are to be. */
    public boolean isCount() {
      return call instanceof SqlOrderBy && operand > 1;
    }
  }

  /** {@code value} as one of {@code type}. */
  public static SqlNode cast(SqlNode value, SqlNode type) {
    return SqlStdOperatorTable.CAST.createCall(value.getParserPosition(), value, type);
  }

  /** {@code statement} with what was put in place of its parameters. */
  public SqlNode in(SqlNode statement) {
    if (!(statement instanceof SqlCall call)) {
      return statement;
    }
    SqlNode replaced = replacement.ofCall(call);
    if (replaced instanceof SqlCall kept) {
      operandsOf(kept);
    }
    return replaced;
  }

  private void operandsOf(SqlCall call) {
    for (int i = 0; i < call.operandCount(); i++) {
      SqlNode operand = call.getOperandList().get(i);
      SqlNode replaced = replaced(operand, new Place(call, i));
      if (replaced != null && replaced != operand) {
        call.setOperand(i, replaced);
      }
    }
  }

  private @Nullable SqlNode replaced(@Nullable SqlNode node, Place place) {
    if (node instanceof SqlDynamicParam parameter) {
      return replacement.of(parameter, place);
    }
    if (node instanceof SqlNodeList list) {
      for (int i = 0; i < list.size(); i++) {
        SqlNode element = list.get(i);
        SqlNode replaced = replaced(element, place);
        if (replaced != null && replaced != element) {
          list.set(i, replaced);
        }
      }
      return list;
    }
    return node instanceof SqlCall call ? in(call) : node;
  }
}
