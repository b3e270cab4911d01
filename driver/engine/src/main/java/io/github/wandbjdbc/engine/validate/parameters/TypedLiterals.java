package io.github.wandbjdbc.engine.validate.parameters;

import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.Intervals;
import io.github.wandbjdbc.engine.values.Numeric;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.casts.Casts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text literal that is one of several values as what the others are: in {@code CASE WHEN c
 * THEN 1 ELSE '2' END} it is a number. Another text beside values that are none is refused: Calcite
 * would make texts of all, which sort and compare otherwise.
 */
public final class TypedLiterals {
  private final RelDataTypeFactory factory;
  private final Function<SqlNode, RelDataType> typeOf;
  private final String what;

  /**
   * Of values in {@code what}, as the author calls it.
   *
   * @param typeOf tells the type of an expression
   */
  TypedLiterals(RelDataTypeFactory factory, Function<SqlNode, RelDataType> typeOf, String what) {
    this.factory = factory;
    this.typeOf = typeOf;
    this.what = what;
  }

  /** A value, and what puts another in its place. */
  private record Place(SqlNode value, Consumer<SqlNode> put) {}

  /** Of what {@code choice} gives, one of them. */
  void ofCase(SqlCase choice) {
    List<Place> places = new ArrayList<>();
    SqlNodeList values = choice.getThenOperands();
    for (int i = 0; i < values.size(); i++) {
      int index = i;
      add(places, values.get(i), value -> values.set(index, value));
    }
    if (choice.getElseOperand() != null) {
      add(places, choice.getElseOperand(), value -> choice.setOperand(3, value));
    }
    settle(places);
  }

  /** Of the operands of {@code call}, which are of one type. */
  void ofOperands(SqlCall call) {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < call.operandCount(); i++) {
      int index = i;
      add(places, call.operand(i), value -> call.setOperand(index, value));
    }
    settle(places);
  }

  /** Of a column of {@code rows}. */
  public void ofColumn(List<SqlCall> rows, int column) {
    List<Place> places = new ArrayList<>();
    for (SqlCall row : rows) {
      add(places, row.operand(column), value -> row.setOperand(column, value));
    }
    settle(places);
  }

  /** {@code value}, or of a COALESCE what it has made one that isn't NULL. */
  private static void add(List<Place> places, SqlNode value, Consumer<SqlNode> put) {
    if (value.getKind() == SqlKind.CAST_NOT_NULL) {
      SqlCall call = (SqlCall) value;
      add(places, call.operand(0), inner -> call.setOperand(0, inner));
    } else {
      places.add(new Place(value, put));
    }
  }

  private void settle(List<Place> places) {
    List<SqlNode> others =
        places.stream().map(Place::value).filter(value -> !isUntyped(value)).toList();
    if (others.isEmpty()) {
      return;
    }
    List<RelDataType> types = others.stream().map(typeOf).toList();
    RelDataType type = common(types);
    if (type == null) {
      return;
    }
    for (int i = 0; i < others.size(); i++) {
      if (SqlTypeUtil.isCharacter(types.get(i))) {
        throw StatementException.placed(
            SqlState.STATEMENT_FAULT,
            others.get(i).getParserPosition(),
            "%s of text and %s: CAST one of them"
                .formatted(what, type.getSqlTypeName().getName().replace('_', ' ')));
      }
    }
    for (Place place : places) {
      if (place.value() instanceof SqlCharStringLiteral literal) {
        Casts.check(literal.toValue(), typeOf.apply(literal), type);
        place.put().accept(cast(literal, type));
      }
    }
  }

  private static boolean isUntyped(SqlNode value) {
    return value instanceof SqlCharStringLiteral
        || value instanceof SqlDynamicParam
        || SqlUtil.isNullLiteral(value, true);
  }

  /**
   * The common type of those of {@code types} that aren't texts; null if there is none, or it isn't
   * known.
   */
  private @Nullable RelDataType common(List<RelDataType> types) {
    List<RelDataType> known =
        types.stream()
            .filter(type -> !SqlTypeUtil.isCharacter(type))
            .filter(type -> type.getSqlTypeName() != SqlTypeName.NULL)
            .toList();
    boolean isOfValues =
        !known.isEmpty()
            && known.stream()
                .allMatch(
                    type ->
                        SqlTypeUtil.isNumeric(type)
                            || SqlTypeUtil.isBoolean(type)
                            || SqlTypeUtil.isInterval(type)
                            || type.getSqlTypeName().getFamily() == SqlTypeFamily.DATE
                            || type.getSqlTypeName().getFamily() == SqlTypeFamily.TIME
                            || type.getSqlTypeName().getFamily() == SqlTypeFamily.TIMESTAMP);
    RelDataType common = isOfValues ? factory.leastRestrictive(known) : null;
    if (common == null) {
      return null;
    }
    boolean isDecimal = common.getSqlTypeName() == SqlTypeName.DECIMAL;
    return isDecimal
        ? Numeric.type(factory)
        : SqlTypeUtil.isInterval(common) ? EngineType.of(common).in(factory) : common;
  }

  private static SqlNode cast(SqlNode literal, RelDataType type) {
    SqlParserPos position = literal.getParserPosition();
    return SqlStdOperatorTable.CAST.createCall(position, literal, Intervals.spelled(type));
  }
}
