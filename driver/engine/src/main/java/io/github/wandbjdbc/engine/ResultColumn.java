package io.github.wandbjdbc.engine;

import io.github.wandbjdbc.engine.source.EqualNames;
import io.github.wandbjdbc.engine.values.Numeric;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlUtil;
import org.jspecify.annotations.Nullable;

/**
 * A column of an answer.
 *
 * @param label as the statement spells it
 * @param catalog the entity that it comes from, "" if it is computed; likewise {@code schema} and
 *     {@code table}
 * @param name of the column that it comes from, the label if it is computed
 * @param precision digits, or characters; 0 of a NUMERIC whose values each have their own
 * @param scale digits behind the point; 0 of such a NUMERIC
 */
public record ResultColumn(
    String label,
    String catalog,
    String schema,
    String table,
    String name,
    SqlValueType type,
    boolean nullable,
    int precision,
    int scale) {

  /** A computed column of {@code type}, as precise as that is. */
  public ResultColumn(String label, SqlValueType type) {
    this(label, "", "", "", label, type, true, type.precision(), type.scale());
  }

  static List<ResultColumn> of(
      RelDataType rowType, List<? extends @Nullable List<String>> origins) {
    List<ResultColumn> columns = new ArrayList<>();
    for (RelDataTypeField field : rowType.getFieldList()) {
      List<String> origin =
          field.getIndex() < origins.size() ? origins.get(field.getIndex()) : null;
      SqlValueType type = type(field);
      boolean isDecimal = type == SqlValueType.DECIMAL;
      boolean isFree = isDecimal && Numeric.isFree(field.getType());
      columns.add(
          new ResultColumn(
              shown(field),
              fromEnd(origin, 4, ""),
              fromEnd(origin, 3, ""),
              fromEnd(origin, 2, ""),
              fromEnd(origin, 1, shown(field)),
              type,
              field.getType().isNullable(),
              isFree ? 0 : isDecimal ? field.getType().getPrecision() : type.precision(),
              isFree ? 0 : isDecimal ? field.getType().getScale() : type.scale()));
    }
    return columns;
  }

  /** Rows that were written down have columns without names, as in PostgreSQL. */
  private static String shown(RelDataTypeField field) {
    return field.getName().equals(SqlUtil.deriveAliasFromOrdinal(field.getIndex()))
        ? "column" + (field.getIndex() + 1)
        : EqualNames.shown(field.getName());
  }

  /** Lists and maps are for functions: as a column, few tools know what to do with one. */
  private static SqlValueType type(RelDataTypeField field) {
    return switch (field.getType().getSqlTypeName()) {
      case ARRAY, MULTISET ->
          throw new StatementException(
              SqlState.STATEMENT_FAULT,
              ("column \"%s\" would be a list, which is not supported: JSON_ARRAYAGG(x)"
                      + " returns a JSON array, STRING_AGG(x, ', ') a string")
                  .formatted(EqualNames.shown(field.getName())));
      case MAP, ROW, STRUCTURED ->
          throw new StatementException(
              SqlState.STATEMENT_FAULT,
              "column \"%s\" would hold several values, which is not supported: select them"
                  + " one by one, or JSON_OBJECT(KEY 'x' VALUE x)"
                      .formatted(EqualNames.shown(field.getName())));
      default -> SqlValueType.of(field.getType());
    };
  }

  private static String fromEnd(@Nullable List<String> origin, int place, String absent) {
    return origin == null || origin.size() < place ? absent : origin.get(origin.size() - place);
  }
}
