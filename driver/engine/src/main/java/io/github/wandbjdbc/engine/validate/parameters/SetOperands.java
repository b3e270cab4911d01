package io.github.wandbjdbc.engine.validate.parameters;

import static org.apache.calcite.util.Static.RESOURCE;

import io.github.wandbjdbc.engine.values.Numeric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSetOperator;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * Settles what a text beside something else means in a UNION, INTERSECT or EXCEPT: a literal is
 * read as what is beside it, and any other text doesn't go with it. Calcite would make text of
 * both.
 */
public final class SetOperands {
  private final SqlValidatorImpl validator;

  private final ParameterTypes parameters;
  private final OperandTypeInference.Inference inference;

  public SetOperands(
      SqlValidatorImpl validator,
      ParameterTypes parameters,
      OperandTypeInference.Inference inference) {
    this.validator = validator;
    this.parameters = parameters;
    this.inference = inference;
  }

  /** Gives parameters that are selected the types of what the other queries of the set select. */
  private void settleParameters(SqlCall set, SqlValidatorScope scope, RelDataType target) {
    List<SqlNode> queries = new ArrayList<>();
    collect(set, queries);
    if (queries.stream().allMatch(query -> selectedParameters(query).isEmpty())) {
      return;
    }
    List<SqlNode> known =
        queries.stream().filter(query -> selectedParameters(query).isEmpty()).toList();
    known.forEach(query -> validator.validateQuery(query, scope, target));
    for (SqlNode query : queries) {
      selectedParameters(query)
          .forEach(
              (column, parameter) -> {
                List<RelDataType> types =
                    known.stream()
                        .map(this::types)
                        .filter(row -> column < row.size())
                        .map(row -> row.get(column))
                        .toList();
                RelDataType type = types.isEmpty() ? null : parameters.beside(types);
                if (type != null) {
                  parameters.guess(parameter);
                  inference.infer(type, scope, parameter);
                }
              });
    }
  }

  private static void collect(SqlNode query, List<SqlNode> queries) {
    if (query instanceof SqlCall set && set.getOperator() instanceof SqlSetOperator) {
      set.getOperandList().forEach(operand -> collect(operand, queries));
    } else {
      queries.add(query);
    }
  }

  private static Map<Integer, SqlDynamicParam> selectedParameters(SqlNode query) {
    Map<Integer, SqlDynamicParam> found = new TreeMap<>();
    if (query instanceof SqlSelect select) {
      for (int i = 0; i < select.getSelectList().size(); i++) {
        if (SqlUtil.stripAs(select.getSelectList().get(i)) instanceof SqlDynamicParam parameter) {
          found.put(i, parameter);
        }
      }
    }
    return found;
  }

  /** Settles the two queries of {@code set}, which are validated for that. */
  public void settle(SqlCall set, SqlValidatorScope scope, RelDataType target) {
    SqlNode left = set.operand(0);
    SqlNode right = set.operand(1);
    settleParameters(set, scope, target);
    validator.validateQuery(left, scope, target);
    validator.validateQuery(right, scope, target);
    int columns = types(left).size();
    for (int i = 0; i < columns && i < types(right).size(); i++) {
      RelDataType ofLeft = types(left).get(i);
      RelDataType ofRight = types(right).get(i);
      if (isText(ofLeft) && isOther(ofRight)) {
        read(set, scope, left, i, ofRight);
      } else if (isOther(ofLeft) && isText(ofRight)) {
        read(set, scope, right, i, ofLeft);
      } else if (isOther(ofLeft) && isOther(ofRight) && !isAlike(ofLeft, ofRight)) {
        throw mismatch(set, right, i);
      }
    }
  }

  private List<RelDataType> types(SqlNode query) {
    return validator.getValidatedNodeType(query).getFieldList().stream()
        .map(field -> field.getType())
        .toList();
  }

  private static boolean isText(RelDataType type) {
    return SqlTypeUtil.isCharacter(type);
  }

  private static boolean isOther(RelDataType type) {
    return SqlTypeUtil.isNumeric(type)
        || SqlTypeUtil.isDatetime(type)
        || SqlTypeUtil.isBoolean(type)
        || type.getSqlTypeName() == SqlTypeName.TIME;
  }

  /** Whether both are numbers, both truths, both times of day, or both have a date. */
  private static boolean isAlike(RelDataType left, RelDataType right) {
    return SqlTypeUtil.isNumeric(left) == SqlTypeUtil.isNumeric(right)
        && SqlTypeUtil.isBoolean(left) == SqlTypeUtil.isBoolean(right)
        && (left.getSqlTypeName() == SqlTypeName.TIME)
            == (right.getSqlTypeName() == SqlTypeName.TIME);
  }

  private void read(
      SqlCall set, SqlValidatorScope scope, SqlNode query, int column, RelDataType type) {
    RelDataType read =
        type.getSqlTypeName() == SqlTypeName.DECIMAL
            ? Numeric.type(validator.getTypeFactory())
            : type;
    if (!isLiteral(query, column)
        || !validator.getTypeCoercion().rowTypeCoercion(scope, query, column, read)) {
      throw mismatch(set, query, column);
    }
  }

  private CalciteContextException mismatch(SqlCall set, SqlNode query, int column) {
    return validator.newValidationError(
        query, RESOURCE.columnTypeMismatchInSetop(column + 1, set.getOperator().getName()));
  }

  /** Whether a literal is selected, whose type nothing else of the query has told. */
  private static boolean isLiteral(@Nullable SqlNode query, int column) {
    return query instanceof SqlSelect select
        && !select.isDistinct()
        && (select.getOrderList() == null || select.getOrderList().isEmpty())
        && select.getSelectList().size() > column
        && SqlUtil.stripAs(select.getSelectList().get(column)) instanceof SqlLiteral;
  }
}
