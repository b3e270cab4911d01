package io.github.wandbjdbc.engine.validate.parameters;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * Gives the literals and parameters among values of which a statement chooses one, or with which it
 * compares, the type of the others.
 */
public final class OperandTypeInference {
  /** Functions of another row, whose third operand stands for a value where there is none. */
  private static final Set<String> OF_ANOTHER_ROW = Set.of("LAG", "LEAD");

  /** Functions whose operands are of one type, which they don't say. */
  private static final Set<String> OF_ONE_TYPE = Set.of("GREATEST", "LEAST", "NVL", "IFNULL");

  private static final Set<SqlKind> AMONG =
      Set.of(SqlKind.IN, SqlKind.NOT_IN, SqlKind.SOME, SqlKind.ALL);

  private final SqlValidator validator;
  private final ParameterTypes parameters;
  private final Inference inference;
  private final Set<SqlNode> settled = Collections.newSetFromMap(new IdentityHashMap<>());

  public OperandTypeInference(
      SqlValidator validator, ParameterTypes parameters, Inference inference) {
    this.validator = validator;
    this.parameters = parameters;
    this.inference = inference;
  }

  /** Tells what isn't known of types within a node. */
  public interface Inference {
    void infer(RelDataType type, SqlValidatorScope scope, SqlNode node);
  }

  /** Whether operands of {@code node} tell what its parameters are, which isn't known yet. */
  public boolean tellParameters(SqlNode node) {
    return node instanceof SqlCall call
        && !(call instanceof SqlCase)
        && call.getOperandList().stream().anyMatch(this::isUnknown)
        && !call.getOperandList().stream().allMatch(SqlDynamicParam.class::isInstance);
  }

  private boolean isUnknown(@Nullable SqlNode operand) {
    return operand instanceof SqlDynamicParam
        && validator.getValidatedNodeTypeIfKnown(operand) == null;
  }

  /** Settles those that {@code node} chooses from, or compares with many values. */
  public void settleIn(SqlNode node, SqlValidatorScope scope) {
    if (!(node instanceof SqlCall call)
        || !(call instanceof SqlCase
            || isOfOneType(call)
            || AMONG.contains(call.getKind())
            || hasDefault(call))
        || !settled.add(node)) {
      return;
    }
    if (call instanceof SqlCase choice) {
      literals(scope, "CASE or COALESCE").ofCase(choice);
      Stream<SqlNode> choices =
          Stream.concat(
              choice.getThenOperands().stream().map(OperandTypeInference::bare),
              Stream.ofNullable(choice.getElseOperand()));
      settle(choices.toList(), scope);
    } else if (isOfOneType(call)) {
      literals(scope, call.getOperator().getName()).ofOperands(call);
      settle(call.getOperandList(), scope);
      settleUntold(call.getOperandList(), scope);
    } else if (hasDefault(call)) {
      settle(List.of(call.operand(0), call.operand(2)), scope);
    } else if (call.operandCount() == 2) {
      settleAmong(columns(call.operand(0)), call.operand(1), scope);
    }
  }

  /** The literals of what {@code what} names. */
  public TypedLiterals literals(SqlValidatorScope scope, String what) {
    return new TypedLiterals(validator.getTypeFactory(), node -> typeOf(node, scope), what);
  }

  private RelDataType typeOf(SqlNode node, SqlValidatorScope scope) {
    inference.infer(validator.getUnknownType(), scope, node);
    return validator.deriveType(scope, node);
  }

  /** Told by the name: of several functions of that name, none is chosen yet. */
  private static boolean isOfOneType(SqlCall call) {
    return OF_ONE_TYPE.contains(call.getOperator().getName().toUpperCase(Locale.ROOT));
  }

  private static boolean hasDefault(SqlCall call) {
    return call.operandCount() == 3
        && OF_ANOTHER_ROW.contains(call.getOperator().getName().toUpperCase(Locale.ROOT));
  }

  /** {@code value} of a {@code COALESCE}, which has made it one that isn't NULL. */
  private static SqlNode bare(SqlNode value) {
    return value.getKind() == SqlKind.CAST_NOT_NULL ? ((SqlCall) value).operand(0) : value;
  }

  private static List<SqlNode> columns(SqlNode row) {
    return row.getKind() == SqlKind.ROW ? ((SqlCall) row).getOperandList() : List.of(row);
  }

  private void settleAmong(List<SqlNode> row, SqlNode values, SqlValidatorScope scope) {
    for (int i = 0; i < row.size(); i++) {
      if (!(row.get(i) instanceof SqlDynamicParam parameter)) {
        continue;
      }
      if (values instanceof SqlNodeList list && row.size() == 1) {
        List<SqlNode> all = Stream.concat(Stream.of(parameter), list.stream()).toList();
        settle(all, scope);
        settleUntold(all, scope);
      } else if (values.isA(SqlKind.QUERY)) {
        RelDataType type = validator.deriveType(scope, values);
        if (type.isStruct() && type.getFieldCount() == row.size()) {
          infer(parameter, List.of(type.getFieldList().get(i).getType()), scope);
        }
      }
    }
  }

  /** Of values that are parameters all, nothing tells the types. */
  private void settleUntold(List<SqlNode> alike, SqlValidatorScope scope) {
    if (alike.stream().allMatch(SqlDynamicParam.class::isInstance)) {
      alike.forEach(each -> inference.infer(validator.getUnknownType(), scope, each));
    }
  }

  /** Gives the parameters among {@code alike} the type of the others, if that is known. */
  public void settle(List<SqlNode> alike, SqlValidatorScope scope) {
    if (alike.stream().noneMatch(SqlDynamicParam.class::isInstance)) {
      return;
    }
    List<RelDataType> types =
        alike.stream()
            .filter(node -> !(node instanceof SqlDynamicParam))
            .filter(node -> !SqlUtil.isNullLiteral(node, false))
            .map(node -> typeOf(node, scope))
            .filter(type -> !type.equals(validator.getUnknownType()))
            .toList();
    for (SqlNode node : alike) {
      if (node instanceof SqlDynamicParam parameter && !types.isEmpty()) {
        infer(parameter, types, scope);
      }
    }
  }

  private void infer(SqlDynamicParam parameter, List<RelDataType> others, SqlValidatorScope scope) {
    RelDataType type = parameters.beside(others);
    if (type != null) {
      inference.infer(type, scope, parameter);
    }
  }
}
