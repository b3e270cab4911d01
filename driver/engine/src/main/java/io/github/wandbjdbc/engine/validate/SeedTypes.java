package io.github.wandbjdbc.engine.validate;

import io.github.wandbjdbc.engine.source.EqualNames;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Refuses a recursion whose first rows are of other types than the rows that follow, or are cast to
 * numbers of fewer digits: the first say what all are.
 */
final class SeedTypes {
  private SeedTypes() {}

  /**
   * Checks the columns of the recursive query {@code name}.
   *
   * @param union the query, whose first operand is the seed
   * @param ofSeed the seed's columns
   * @param ofAll the columns of all rows
   */
  static void check(String name, SqlCall union, RelDataType ofSeed, RelDataType ofAll) {
    List<RelDataTypeField> seed = ofSeed.getFieldList();
    for (int i = 0; i < seed.size(); i++) {
      RelDataType first = seed.get(i).getType();
      RelDataType whole = ofAll.getFieldList().get(i).getType();
      checkDigits(name, first, whole, union.operand(0), i);
      if (first.getSqlTypeName() != SqlTypeName.NULL
          && first.getSqlTypeName() != whole.getSqlTypeName()
          && !(SqlTypeUtil.isCharacter(first) && SqlTypeUtil.isCharacter(whole))) {
        throw new StatementException(
            SqlState.STATEMENT_FAULT,
            ("column %d of the recursive query \"%s\" is %s before UNION, and %s with what comes"
                    + " after: CAST it to %s before UNION")
                .formatted(
                    i + 1,
                    EqualNames.shown(name),
                    first.getSqlTypeName(),
                    whole.getSqlTypeName(),
                    whole.getSqlTypeName()));
      }
    }
  }

  private static void checkDigits(
      String name, RelDataType first, RelDataType whole, SqlNode seed, int column) {
    if (first.getSqlTypeName() == SqlTypeName.DECIMAL
        && whole.getSqlTypeName() == SqlTypeName.DECIMAL
        && !SqlTypeUtil.equalSansNullability(first, whole)
        && seed instanceof SqlSelect select
        && select.getSelectList().size() > column
        && isCastTo(first, SqlUtil.stripAs(select.getSelectList().get(column)))) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          ("column %d of the recursive query \"%s\" is %s before UNION, and has other digits with"
                  + " what comes after: CAST it to NUMERIC before UNION")
              .formatted(column + 1, EqualNames.shown(name), first));
    }
  }

  /** Whether {@code value}, which may have been cast besides, is a cast to {@code type}. */
  private static boolean isCastTo(RelDataType type, SqlNode value) {
    return value instanceof SqlCall cast
        && cast.getKind() == SqlKind.CAST
        && ((cast.operand(1) instanceof SqlDataTypeSpec spec
                && spec.getTypeNameSpec() instanceof SqlBasicTypeNameSpec name
                && name.getPrecision() == type.getPrecision())
            || isCastTo(type, cast.operand(0)));
  }
}
