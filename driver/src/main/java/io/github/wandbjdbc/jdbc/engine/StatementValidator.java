package io.github.wandbjdbc.jdbc.engine;

import java.util.HashSet;
import java.util.Set;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the names and types of a statement.
 *
 * <p>A {@code ?} whose surroundings don't tell its type, as in {@code LOWER(?)} or {@code '%' ||
 * ?}, is text: any value can be bound as text, and text is cast where a number turns out to be
 * wanted. A {@code ?} beside a text is a text of any length: of that text's length, a longer one
 * would be cut, and then equal it.
 */
final class StatementValidator extends SqlValidatorImpl {
  private final RelDataType text;
  private final Set<Integer> castParameters = new HashSet<>();

  StatementValidator(
      SqlOperatorTable operators, Catalog catalog, JavaTypeFactory typeFactory, Config config) {
    super(operators, catalog, typeFactory, config);
    this.text = typeFactory.createSqlType(SqlTypeName.VARCHAR);
  }

  @Override
  protected @Nullable SqlNode performUnconditionalRewrites(
      @Nullable SqlNode node, boolean underFrom) {
    return super.performUnconditionalRewrites(
        node instanceof SqlCall call ? RowLists.spelledOut(call) : node, underFrom);
  }

  /** A choice between a {@code ?} and texts is a text of any length too. */
  @Override
  public RelDataType deriveType(SqlValidatorScope scope, SqlNode node) {
    RelDataType type = super.deriveType(scope, node);
    if (!(node instanceof SqlCase choice)
        || !SqlTypeUtil.isCharacter(type)
        || !(choice.getElseOperand() instanceof SqlDynamicParam
            || choice.getThenOperands().stream().anyMatch(SqlDynamicParam.class::isInstance))) {
      return type;
    }
    RelDataType ofAnyLength = typeFactory.createTypeWithNullability(text, true);
    setValidatedNodeType(node, ofAnyLength);
    return ofAnyLength;
  }

  /** The indexes of the parameters that are cast. */
  Set<Integer> castParameters() {
    return castParameters;
  }

  @Override
  protected void inferUnknownTypes(RelDataType inferred, SqlValidatorScope scope, SqlNode node) {
    if (node.getKind() == SqlKind.CAST
        && ((SqlCall) node).operand(0) instanceof SqlDynamicParam parameter) {
      castParameters.add(parameter.getIndex());
    }
    boolean isText =
        node instanceof SqlDynamicParam
            && (inferred.equals(unknownType) || SqlTypeUtil.isCharacter(inferred));
    super.inferUnknownTypes(isText ? text : inferred, scope, node);
  }
}
