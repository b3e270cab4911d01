package io.github.wandbjdbc.engine.validate.operators;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlJsonArrayAggAggFunction;
import org.apache.calcite.sql.fun.SqlJsonObjectAggAggFunction;
import org.apache.calcite.sql.type.SqlTypeName;

/** JSON_ARRAYAGG and JSON_OBJECTAGG, texts without a limit that are NULL of no rows. */
final class JsonAggregateOperators {
  private JsonAggregateOperators() {}

  static SqlJsonArrayAggAggFunction array(SqlJsonConstructorNullClause clause) {
    return new ArrayOfValues(clause);
  }

  static SqlJsonObjectAggAggFunction object(SqlJsonConstructorNullClause clause) {
    return new ObjectOfPairs(clause);
  }

  private static RelDataType text(SqlOperatorBinding binding) {
    RelDataTypeFactory types = binding.getTypeFactory();
    return types.createTypeWithNullability(types.createSqlType(SqlTypeName.VARCHAR), true);
  }

  private static final class ArrayOfValues extends SqlJsonArrayAggAggFunction {
    ArrayOfValues(SqlJsonConstructorNullClause clause) {
      super(SqlKind.JSON_ARRAYAGG, clause);
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
      return text(binding);
    }

    @Override
    public SqlJsonArrayAggAggFunction with(SqlJsonConstructorNullClause clause) {
      return new ArrayOfValues(clause);
    }
  }

  private static final class ObjectOfPairs extends SqlJsonObjectAggAggFunction {
    ObjectOfPairs(SqlJsonConstructorNullClause clause) {
      super(SqlKind.JSON_OBJECTAGG, clause);
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
      return text(binding);
    }

    @Override
    public SqlJsonObjectAggAggFunction with(SqlJsonConstructorNullClause clause) {
      return new ObjectOfPairs(clause);
    }
  }
}
