package io.github.wandbjdbc.engine.parse;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.aggregates.Aggregates;
import io.github.wandbjdbc.engine.values.catalogue.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJdbcFunctionCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Spells in standard SQL what people and tools write as other databases have it: {@code NOW()},
 * {@code DATE_TRUNC('day', x)}, {@code MEDIAN(x)}, {@code {fn ucase(x)}}.
 */
final class DialectRewriter extends SqlShuttle {
  private static final Map<String, SqlTypeName> TYPES =
      Map.ofEntries(
          Map.entry("TEXT", SqlTypeName.VARCHAR),
          Map.entry("STRING", SqlTypeName.VARCHAR),
          Map.entry("JSON", SqlTypeName.VARCHAR),
          Map.entry("BOOL", SqlTypeName.BOOLEAN),
          Map.entry("INT2", SqlTypeName.SMALLINT),
          Map.entry("INT4", SqlTypeName.INTEGER),
          Map.entry("INT32", SqlTypeName.INTEGER),
          Map.entry("INT8", SqlTypeName.BIGINT),
          Map.entry("INT64", SqlTypeName.BIGINT),
          Map.entry("LONG", SqlTypeName.BIGINT),
          Map.entry("FLOAT4", SqlTypeName.REAL),
          Map.entry("FLOAT32", SqlTypeName.REAL),
          Map.entry("FLOAT8", SqlTypeName.DOUBLE),
          Map.entry("FLOAT64", SqlTypeName.DOUBLE),
          Map.entry("DATETIME", SqlTypeName.TIMESTAMP));

  private static final Set<String> UTC =
      Set.of("UTC", "GMT", "Z", "ZULU", "ETC/UTC", "+00", "+00:00");

  private static final int NO_PRECISION = RelDataType.PRECISION_NOT_SPECIFIED;

  private DialectRewriter() {}

  /** The same statement in standard SQL. */
  static SqlNode standard(SqlNode statement) {
    SqlNode spelled = statement.accept(new DialectRewriter());
    return spelled == null ? statement : spelled;
  }

  @Override
  public @Nullable SqlNode visit(SqlDataTypeSpec type) {
    if (!(type.getTypeNameSpec() instanceof SqlUserDefinedTypeNameSpec name)) {
      return type;
    }
    SqlTypeName known = TYPES.get(name.getTypeName().toString().toUpperCase(Locale.ROOT));
    SqlParserPos position = type.getParserPosition();
    if (known == null) {
      String spelled = String.join(".", name.getTypeName().names);
      if (spelled.equalsIgnoreCase("JSONB")) {
        throw fault(
            position,
            "type \"jsonb\" is not supported: JSON is text here, so write JSON, or no cast at all");
      }
      throw fault(
          position,
          ("type \"%s\" not found; types are BOOLEAN, SMALLINT, INTEGER, BIGINT, NUMERIC(p, s),"
                  + " REAL, DOUBLE, VARCHAR, DATE, TIME, TIMESTAMP and INTERVAL; JSON is text")
              .formatted(spelled));
    }
    return new SqlDataTypeSpec(new SqlBasicTypeNameSpec(known, position), position);
  }

  @Override
  public @Nullable SqlNode visit(SqlLiteral literal) {
    return TimeLiterals.spelled(literal);
  }

  @Override
  public @Nullable SqlNode visit(SqlCall written) {
    SqlCall call = NamedOperands.ordered(QueryForms.standard(written));
    SqlNode visited =
        call.getKind() != SqlKind.WITHIN_GROUP
            ? super.visit(call)
            : percentile(call.getOperandList().get(0)) != null
                ? within(call)
                : super.visit(ofMode(call));
    return visited instanceof SqlCall same ? standard(same) : visited;
  }

  private static SqlNode standard(SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    List<SqlNode> operands = call.getOperandList();
    SqlOperator operator = call.getOperator();
    if (operator instanceof SqlJdbcFunctionCall escaped) {
      return unescaped(escaped, call);
    }
    if (call.getKind() == SqlKind.LIKE && operands.size() == 3 && isEmptyText(operands.get(2))) {
      return operator.createCall(position, operands.subList(0, 2));
    }
    if (call.getKind() == SqlKind.CAST) {
      return IntervalSyntax.standard(call);
    }
    if (operator.getKind() == SqlKind.OTHER) {
      return SyntaxForms.standard(call);
    }
    if (!(operator instanceof SqlFunction function) || function.getNameAsId().names.size() != 1) {
      return call;
    }
    return switch (operator.getName().toUpperCase(Locale.ROOT)) {
      case "NOW" ->
          operands.isEmpty() ? SqlStdOperatorTable.CURRENT_TIMESTAMP.createCall(position) : call;
      case "CURRENT_DATETIME" ->
          operands.isEmpty() ? SqlStdOperatorTable.CURRENT_TIMESTAMP.createCall(position) : call;
      case "TIMEZONE" -> operands.size() == 2 ? inUtc(operands.get(0), operands.get(1)) : call;
      case "COUNT" -> {
        if (operands.isEmpty()) {
          throw new StatementException(SqlState.STATEMENT_FAULT, "rows are counted by COUNT(*)");
        }
        yield call;
      }
      case "PERCENTILE_CONT", "PERCENTILE_DISC" -> {
        if (operands.size() < 3) {
          throw new StatementException(
              SqlState.STATEMENT_FAULT,
              "a percentile needs an order: %s(0.5) WITHIN GROUP (ORDER BY x)"
                  .formatted(operator.getName().toUpperCase(Locale.ROOT)));
        }
        yield call;
      }
      case "IFNULL", "NVL" -> {
        count(call, 2);
        yield SqlStdOperatorTable.COALESCE.createCall(position, operands);
      }
      case "COALESCE" -> {
        count(call, Math.max(1, operands.size()));
        yield call;
      }
      case "NVL2" -> {
        count(call, 3);
        yield choice(
            position,
            SqlStdOperatorTable.IS_NOT_NULL.createCall(position, operands.get(0)),
            operands.get(1),
            operands.get(2));
      }
      case "IF", "IIF", "IFF" -> {
        count(call, 3);
        yield choice(position, operands.get(0), operands.get(1), operands.get(2));
      }
      case "DATE" -> operands.size() == 1 ? as(operands.get(0), SqlTypeName.DATE) : call;
      case "TIME" -> operands.size() == 1 ? as(operands.get(0), SqlTypeName.TIME) : call;
      case "TIMESTAMP", "DATETIME" ->
          operands.size() == 1 ? as(operands.get(0), SqlTypeName.TIMESTAMP) : call;
      case "NORMALIZE" -> operands.size() == 2 ? normalized(position, operands) : call;
      case "CHAR" -> operands.size() == 1 ? function("CHR", position, operands) : call;
      default -> call;
    };
  }

  /** {@code time AT TIME ZONE zone}: times are UTC here, and of no other zone. */
  private static SqlNode inUtc(SqlNode zone, SqlNode time) {
    String name = zone instanceof SqlCharStringLiteral text ? text.getValueAs(String.class) : "";
    if (!UTC.contains(name.strip().toUpperCase(Locale.ROOT))) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "AT TIME ZONE only supports 'UTC', the zone of all times: for another zone, add"
              + " its offset, as in x + INTERVAL '2' HOUR");
    }
    return as(time, SqlTypeName.TIMESTAMP);
  }

  /** The normal form is a word, for which the function takes a text. */
  private static SqlCall normalized(SqlParserPos position, List<SqlNode> operands) {
    SqlNode form = operands.get(1);
    boolean isWord =
        form instanceof SqlIdentifier word
            && word.isSimple()
            && word.getSimple().matches("(?i)NFK?[CD]");
    return function(
        "NORMALIZE",
        position,
        List.of(
            operands.get(0),
            isWord ? SqlLiteral.createCharString(form.toString(), position) : form));
  }

  private static SqlNode choice(
      SqlParserPos position, SqlNode condition, SqlNode then, SqlNode otherwise) {
    return new SqlCase(position, null, SqlNodeList.of(condition), SqlNodeList.of(then), otherwise);
  }

  static SqlCall function(String name, SqlParserPos position, List<SqlNode> operands) {
    return new SqlUnresolvedFunction(
            new SqlIdentifier(name, position),
            null,
            null,
            null,
            null,
            SqlFunctionCategory.USER_DEFINED_FUNCTION)
        .createCall(position, operands);
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

  /** {@code MODE(x)}, which PostgreSQL spells {@code MODE() WITHIN GROUP (ORDER BY x)}. */
  private static SqlCall ofMode(SqlCall within) {
    return within.operand(0) instanceof SqlCall mode
            && mode.getOperator().getName().equalsIgnoreCase("MODE")
            && mode.operandCount() == 0
            && within.operand(1) instanceof SqlNodeList order
            && order.size() == 1
            && order.get(0).getKind() != SqlKind.DESCENDING
            && order.get(0).getKind() != SqlKind.NULLS_FIRST
            && order.get(0).getKind() != SqlKind.NULLS_LAST
        ? function("MODE", within.getParserPosition(), order.getList())
        : within;
  }

  private SqlNode within(SqlCall within) {
    SqlCall function = within.operand(0);
    SqlNodeList order = within.operand(1);
    SqlOperator operator = percentile(function);
    if (operator == null || order.size() != 1) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT, "a percentile needs WITHIN GROUP (ORDER BY one value)");
    }
    SqlNode key = order.get(0);
    while (key.getKind() == SqlKind.NULLS_FIRST || key.getKind() == SqlKind.NULLS_LAST) {
      key = ((SqlCall) key).operand(0);
    }
    boolean descending = key.getKind() == SqlKind.DESCENDING;
    SqlNode value = descending ? ((SqlCall) key).operand(0) : key;
    SqlParserPos position = within.getParserPosition();
    List<SqlNode> operands = new ArrayList<>();
    for (SqlNode operand : List.of(value, as(function.operand(0), SqlTypeName.DOUBLE))) {
      SqlNode spelled = operand.accept(this);
      operands.add(spelled == null ? operand : spelled);
    }
    operands.add(SqlLiteral.createBoolean(descending, position));
    return operator.createCall(
        function.getFunctionQuantifier(), position, operands.toArray(SqlNode[]::new));
  }

  /** {@code node} cast to {@code type}, of which no precision is said. */
  static SqlNode as(SqlNode node, SqlTypeName type) {
    return as(node, type, NO_PRECISION);
  }

  private static SqlNode as(SqlNode node, SqlTypeName type, int precision) {
    SqlParserPos position = node.getParserPosition();
    return SqlStdOperatorTable.CAST.createCall(
        position,
        node,
        new SqlDataTypeSpec(new SqlBasicTypeNameSpec(type, precision, position), position));
  }

  /**
   * The replacement for {@code {fn …}}; for functions that JDBC doesn't define, ours of that name.
   * LOG is the natural logarithm, as JDBC has it.
   */
  private static SqlNode unescaped(SqlJdbcFunctionCall escaped, SqlCall call) {
    String name = escaped.getName();
    String bare = name.substring("{fn ".length(), name.length() - 1).toUpperCase(Locale.ROOT);
    SqlParserPos position = call.getParserPosition();
    List<SqlNode> operands = call.getOperandList();
    if (bare.equals("NOW") || bare.equals("CURDATE") || bare.equals("CURTIME")) {
      count(call, 0);
    }
    if (Catalogue.entry(bare) == null && !bare.equals("IFNULL") && isKnown(bare)) {
      // Each instance has operands of its own.
      SqlJdbcFunctionCall known = new SqlJdbcFunctionCall(bare);
      known.createCall(position, operands);
      SqlCall standard = known.getLookupCall();
      return standard(standard.getOperator().createCall(position, standard.getOperandList()));
    }
    SqlCall meant = function(bare.equals("LOG") ? "LN" : bare, position, operands);
    return standard(meant);
  }

  /** Refuses a call of a function of so many operands that has others. */
  private static void count(SqlCall call, int operands) {
    if (call.operandCount() != operands) {
      throw fault(
          call.getParserPosition(),
          "%s takes %d operand%s, not %d"
              .formatted(
                  call.getOperator().getName(),
                  operands,
                  operands == 1 ? "" : "s",
                  call.operandCount()));
    }
  }

  private static StatementException fault(SqlParserPos position, String message) {
    return StatementException.placed(SqlState.STATEMENT_FAULT, position, message);
  }

  private static boolean isKnown(String name) {
    return Stream.of(
            SqlJdbcFunctionCall.getNumericFunctions(),
            SqlJdbcFunctionCall.getStringFunctions(),
            SqlJdbcFunctionCall.getTimeDateFunctions(),
            SqlJdbcFunctionCall.getSystemFunctions())
        .flatMap(names -> Stream.of(names.split(",")))
        .anyMatch(name::equals);
  }

  private static boolean isEmptyText(SqlNode node) {
    return node instanceof SqlLiteral literal && "".equals(literal.toValue());
  }
}
