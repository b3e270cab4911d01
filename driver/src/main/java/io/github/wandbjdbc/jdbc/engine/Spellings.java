package io.github.wandbjdbc.jdbc.engine;

import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.aggregates.Aggregates;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlJdbcFunctionCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Spells in standard SQL what people and tools write as other databases have it: {@code NOW()},
 * {@code DATE_TRUNC('day', x)}, {@code MEDIAN(x)}, {@code {fn ucase(x)}}.
 */
final class Spellings extends SqlShuttle {
  private static final Map<String, SqlTypeName> TYPES =
      Map.of(
          "TEXT", SqlTypeName.VARCHAR,
          "STRING", SqlTypeName.VARCHAR,
          "BOOL", SqlTypeName.BOOLEAN,
          "INT4", SqlTypeName.INTEGER,
          "INT8", SqlTypeName.BIGINT,
          "FLOAT8", SqlTypeName.DOUBLE,
          "DATETIME", SqlTypeName.TIMESTAMP);

  private static final Set<TimeUnit> UNITS =
      Set.of(
          TimeUnit.YEAR,
          TimeUnit.QUARTER,
          TimeUnit.MONTH,
          TimeUnit.WEEK,
          TimeUnit.DAY,
          TimeUnit.HOUR,
          TimeUnit.MINUTE,
          TimeUnit.SECOND);

  /** Of units that are smaller than a second, how many a millisecond has. */
  private static final Map<String, String> PER_MILLISECOND =
      Map.of(
          "MILLISECOND", "1",
          "MICROSECOND", "1000",
          "FRAC_SECOND", "1000",
          "NANOSECOND", "1000000",
          "SQL_TSI_FRAC_SECOND", "1000000");

  private static final int MILLISECONDS = 3;
  private static final int NO_PRECISION = RelDataType.PRECISION_NOT_SPECIFIED;

  private Spellings() {}

  /** The same statement in standard SQL. */
  static SqlNode standard(SqlNode statement) {
    SqlNode spelled = statement.accept(new Spellings());
    return spelled == null ? statement : spelled;
  }

  @Override
  public @Nullable SqlNode visit(SqlDataTypeSpec type) {
    if (!(type.getTypeNameSpec() instanceof SqlUserDefinedTypeNameSpec name)) {
      return type;
    }
    SqlTypeName known = TYPES.get(name.getTypeName().toString().toUpperCase(Locale.ROOT));
    return known == null
        ? type
        : new SqlDataTypeSpec(
            new SqlBasicTypeNameSpec(known, type.getParserPosition()), type.getParserPosition());
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    SqlNode visited =
        call.getKind() == SqlKind.WITHIN_GROUP && percentile(call.getOperandList().get(0)) != null
            ? within(call)
            : super.visit(call);
    return visited instanceof SqlCall same ? standard(same) : visited;
  }

  private static SqlNode standard(SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    List<SqlNode> operands = call.getOperandList();
    SqlOperator operator = call.getOperator();
    if (operator instanceof SqlJdbcFunctionCall escaped) {
      return inUpperCase(escaped, call);
    }
    if (call.getKind() == SqlKind.LIKE && operands.size() == 3 && isEmptyText(operands.get(2))) {
      return operator.createCall(position, operands.subList(0, 2));
    }
    if (!(operator instanceof SqlFunction function) || function.getNameAsId().names.size() != 1) {
      return call;
    }
    return switch (operator.getName().toUpperCase(Locale.ROOT)) {
      case "NOW" ->
          operands.isEmpty() ? SqlStdOperatorTable.CURRENT_TIMESTAMP.createCall(position) : call;
      case "TIMESTAMPDIFF" ->
          operands.size() == 3
              ? difference(call, operands.get(0), operands.get(1), operands.get(2))
              : call;
      case "TIMESTAMP_DIFF", "DATETIME_DIFF" ->
          operands.size() == 3
              ? difference(call, operands.get(2), operands.get(1), operands.get(0))
              : call;
      case "DATE_TRUNC" -> operands.size() == 2 ? truncated(call) : call;
      case "TIMESTAMP_TRUNC", "DATETIME_TRUNC" -> isIsoWeek(operands) ? mondays(call) : call;
      default -> call;
    };
  }

  /** {@code FLOOR(x TO unit)}; a week begins on a Monday, for FLOOR on a Sunday. */
  private static SqlNode truncated(SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    boolean isUnitFirst = call.operand(0) instanceof SqlLiteral;
    SqlNode value = call.operand(isUnitFirst ? 1 : 0);
    TimeUnit unit = unit(call.operand(isUnitFirst ? 0 : 1));
    if (unit == null) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "DATE_TRUNC takes 'year', 'quarter', 'month', 'week', 'day', 'hour', 'minute' or 'second'"
              + " and a TIMESTAMP");
    }
    if (unit != TimeUnit.WEEK) {
      return floor(value, unit, position);
    }
    return mondays(value, position);
  }

  /**
   * How far {@code earlier} is from {@code later}, where one may be a date. Calcite knows nothing
   * smaller than a second, and takes a date's days for milliseconds.
   */
  private static SqlNode difference(SqlCall call, SqlNode unit, SqlNode earlier, SqlNode later) {
    SqlParserPos position = call.getParserPosition();
    SqlNode from = as(earlier, SqlTypeName.TIMESTAMP, MILLISECONDS);
    SqlNode to = as(later, SqlTypeName.TIMESTAMP, MILLISECONDS);
    String perMillisecond = PER_MILLISECOND.get(unitName(unit));
    if (perMillisecond == null) {
      return call.getKind() == SqlKind.TIMESTAMP_DIFF
          ? SqlStdOperatorTable.TIMESTAMP_DIFF.createCall(position, unit, from, to)
          : call;
    }
    SqlNode milliseconds =
        SqlStdOperatorTable.MINUS.createCall(
            position,
            SqlLibraryOperators.UNIX_MILLIS.createCall(position, to),
            SqlLibraryOperators.UNIX_MILLIS.createCall(position, from));
    return SqlStdOperatorTable.MULTIPLY.createCall(
        position, milliseconds, SqlLiteral.createExactNumeric(perMillisecond, position));
  }

  private static String unitName(SqlNode unit) {
    if (!(unit instanceof SqlIntervalQualifier qualifier)) {
      return "";
    }
    String name =
        qualifier.timeFrameName == null ? qualifier.getUnit().name() : qualifier.timeFrameName;
    return name.toUpperCase(Locale.ROOT);
  }

  /** BigQuery's week that begins on a Monday. */
  private static boolean isIsoWeek(List<SqlNode> operands) {
    return operands.size() == 2
        && (operands.get(1) instanceof SqlIntervalQualifier qualifier
            && "ISOWEEK".equalsIgnoreCase(qualifier.timeFrameName));
  }

  private static SqlNode mondays(SqlCall call) {
    return mondays(call.operand(0), call.getParserPosition());
  }

  private static SqlNode mondays(SqlNode value, SqlParserPos position) {
    SqlNode day =
        SqlLiteral.createInterval(
            1, "1", new SqlIntervalQualifier(TimeUnit.DAY, null, position), position);
    SqlNode before = SqlStdOperatorTable.MINUS.createCall(position, value, day);
    return SqlStdOperatorTable.PLUS.createCall(
        position, floor(before, TimeUnit.WEEK, position), day);
  }

  private static SqlNode floor(SqlNode value, TimeUnit unit, SqlParserPos position) {
    return SqlStdOperatorTable.FLOOR.createCall(
        position, value, new SqlIntervalQualifier(unit, null, position));
  }

  private static @Nullable TimeUnit unit(SqlNode node) {
    String name =
        node instanceof SqlIntervalQualifier qualifier
            ? qualifier.getUnit().name()
            : node instanceof SqlLiteral literal
                    && SqlLiteral.valueMatchesType(literal.getValue(), SqlTypeName.CHAR)
                ? literal.toValue()
                : node instanceof SqlIdentifier identifier ? identifier.toString() : null;
    if (name == null) {
      return null;
    }
    return UNITS.stream()
        .filter(unit -> unit.name().equalsIgnoreCase(name))
        .findFirst()
        .orElse(null);
  }

  /** Our function for {@code PERCENTILE_CONT(f)} or {@code PERCENTILE_DISC(f)}. */
  private static @Nullable SqlOperator percentile(SqlNode node) {
    if (!(node instanceof SqlCall call) || call.operandCount() != 1) {
      return null;
    }
    return switch (call.getOperator().getName().toUpperCase(Locale.ROOT)) {
      case "PERCENTILE_CONT", "PERCENTILE_DISC" ->
          Objects.requireNonNull(Aggregates.entry(call.getOperator().getName())).operator();
      default -> null;
    };
  }

  private SqlNode within(SqlCall within) {
    SqlCall function = within.operand(0);
    SqlNodeList order = within.operand(1);
    SqlOperator operator = percentile(function);
    if (operator == null || order.size() != 1) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT, "a percentile is taken WITHIN GROUP (ORDER BY one value)");
    }
    SqlNode key = order.get(0);
    while (key.getKind() == SqlKind.NULLS_FIRST || key.getKind() == SqlKind.NULLS_LAST) {
      key = ((SqlCall) key).operand(0);
    }
    boolean descending = key.getKind() == SqlKind.DESCENDING;
    SqlNode value = descending ? ((SqlCall) key).operand(0) : key;
    SqlParserPos position = within.getParserPosition();
    List<SqlNode> operands = new ArrayList<>();
    for (SqlNode operand :
        List.of(value, as(function.operand(0), SqlTypeName.DOUBLE, NO_PRECISION))) {
      SqlNode spelled = operand.accept(this);
      operands.add(spelled == null ? operand : spelled);
    }
    operands.add(SqlLiteral.createBoolean(descending, position));
    return operator.createCall(
        function.getFunctionQuantifier(), position, operands.toArray(SqlNode[]::new));
  }

  private static SqlNode as(SqlNode node, SqlTypeName type, int precision) {
    SqlParserPos position = node.getParserPosition();
    return SqlStdOperatorTable.CAST.createCall(
        position,
        node,
        new SqlDataTypeSpec(new SqlBasicTypeNameSpec(type, precision, position), position));
  }

  /** JDBC's functions are found in any case, as others are. */
  private static SqlNode inUpperCase(SqlJdbcFunctionCall escaped, SqlCall call) {
    String name = escaped.getName();
    String bare = name.substring("{fn ".length(), name.length() - 1);
    if (bare.equalsIgnoreCase("TIMESTAMPDIFF") && call.operandCount() == 3) {
      return difference(call, call.operand(0), call.operand(1), call.operand(2));
    }
    return new SqlJdbcFunctionCall(bare.toUpperCase(Locale.ROOT))
        .createCall(call.getParserPosition(), call.getOperandList());
  }

  private static boolean isEmptyText(SqlNode node) {
    return node instanceof SqlLiteral literal && "".equals(literal.toValue());
  }
}
