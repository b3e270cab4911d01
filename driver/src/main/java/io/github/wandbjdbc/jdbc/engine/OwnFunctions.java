package io.github.wandbjdbc.jdbc.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexExecutorImpl;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.schema.impl.ScalarFunctionImpl;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;

/**
 * Has functions of ours do what Calcite's don't do as they should, once a plan is as it is
 * executed: rules know what it says by then.
 */
final class OwnFunctions {
  private static final SqlOperator LIKE =
      operator(LikePatterns.class, "like", String.class, String.class);
  private static final SqlOperator LIKE_ESCAPE =
      operator(LikePatterns.class, "like", String.class, String.class, String.class);
  private static final SqlOperator ILIKE =
      operator(LikePatterns.class, "ilike", String.class, String.class);
  private static final SqlOperator ILIKE_ESCAPE =
      operator(LikePatterns.class, "ilike", String.class, String.class, String.class);
  private static final SqlOperator TIMESTAMP =
      operator(TimeTexts.class, "timestamp", String.class, int.class);
  private static final SqlOperator TIMESTAMP_OR_NULL =
      operator(TimeTexts.class, "timestampOrNull", String.class, int.class);
  private static final SqlOperator TIMESTAMP_TEXT = operator(TimeTexts.class, "text", long.class);
  private static final SqlOperator DATE = operator(TimeTexts.class, "date", String.class);
  private static final SqlOperator DATE_OR_NULL =
      operator(TimeTexts.class, "dateOrNull", String.class);
  private static final SqlOperator ABS_OF_INT = operator(Values.class, "abs", int.class);
  private static final SqlOperator ABS_OF_LONG = operator(Values.class, "abs", long.class);

  private static final SqlOperator ROUND = operator(Values.class, "round", double.class, int.class);
  private static final SqlOperator TRUNCATE =
      operator(Values.class, "truncate", double.class, int.class);

  private OwnFunctions() {}

  /** A function for the method, whose calls say their type. */
  static SqlOperator operator(Class<?> owner, String method, Class<?>... types) {
    return new SqlUserDefinedFunction(
        new SqlIdentifier(method.toUpperCase(Locale.ROOT), SqlParserPos.ZERO),
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.ARG0_NULLABLE, // Each call says its type.
        InferTypes.FIRST_KNOWN,
        null,
        ScalarFunctionImpl.create(Types.lookupMethod(owner, method, types)));
  }

  /** The same plan, with calls of ours. */
  static RelNode in(RelNode plan) {
    return plan.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode node) {
            return super.visit(node).accept(calls(node.getCluster().getRexBuilder()));
          }
        });
  }

  private static RexShuttle calls(RexBuilder builder) {
    return new RexShuttle() {
      @Override
      public RexNode visitCall(RexCall call) {
        RexNode visited = super.visitCall(call);
        return visited instanceof RexCall same ? ours(same, builder) : visited;
      }
    };
  }

  private static RexNode ours(RexCall call, RexBuilder builder) {
    List<RexNode> operands = call.getOperands();
    RelDataType type = call.getType();
    return switch (call.getKind()) {
      case LIKE -> {
        boolean hasEscape = operands.size() == 3;
        boolean ignoresCase = call.getOperator().equals(SqlLibraryOperators.ILIKE);
        SqlOperator function =
            ignoresCase ? (hasEscape ? ILIKE_ESCAPE : ILIKE) : hasEscape ? LIKE_ESCAPE : LIKE;
        yield builder.makeCall(type, function, operands);
      }
      case CAST -> cast(call, TIMESTAMP, DATE, builder);
      case SAFE_CAST -> cast(call, TIMESTAMP_OR_NULL, DATE_OR_NULL, builder);
      default ->
          switch (call.getOperator().getName()) {
            case "ABS" -> abs(call, builder);
            case "POWER", "POW", "ATAN2", "LOG", "HYPOT" -> ofDoubles(call, builder);
            case "ROUND" -> rounded(call, ROUND, builder);
            case "TRUNCATE", "TRUNC" -> rounded(call, TRUNCATE, builder);
            default -> call;
          };
    };
  }

  /** With doubles alone: of several methods, Calcite takes now one that knows NaN, now another. */
  private static RexNode ofDoubles(RexCall call, RexBuilder builder) {
    if (call.getType().getSqlTypeName() != SqlTypeName.DOUBLE) {
      return call;
    }
    RelDataTypeFactory types = builder.getTypeFactory();
    List<RexNode> operands = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      RelDataType type =
          types.createTypeWithNullability(
              types.createSqlType(SqlTypeName.DOUBLE), operand.getType().isNullable());
      operands.add(builder.ensureType(type, operand, true));
    }
    return builder.makeCall(call.getType(), call.getOperator(), operands);
  }

  private static RexNode abs(RexCall call, RexBuilder builder) {
    return switch (call.getType().getSqlTypeName()) {
      case INTEGER -> builder.makeCall(call.getType(), ABS_OF_INT, call.getOperands());
      case BIGINT -> builder.makeCall(call.getType(), ABS_OF_LONG, call.getOperands());
      default -> call;
    };
  }

  /** The same, in ours if it is of a double. */
  private static RexNode rounded(RexCall call, SqlOperator operator, RexBuilder builder) {
    List<RexNode> operands = call.getOperands();
    if (call.getType().getSqlTypeName() != SqlTypeName.DOUBLE
        || operands.get(0).getType().getSqlTypeName() != SqlTypeName.DOUBLE
        || (operands.size() == 2
            && operands.get(1).getType().getSqlTypeName() != SqlTypeName.INTEGER)) {
      return call;
    }
    RexNode digits = operands.size() == 2 ? operands.get(1) : number(0, builder);
    return builder.makeCall(call.getType(), operator, List.of(operands.get(0), digits));
  }

  private static RexNode number(int value, RexBuilder builder) {
    return builder.makeExactLiteral(
        BigDecimal.valueOf(value), builder.getTypeFactory().createSqlType(SqlTypeName.INTEGER));
  }

  /**
   * The same, in ours if it is the cast of a text to a date or a TIMESTAMP, or of one to a text.
   */
  private static RexNode cast(
      RexCall call, SqlOperator timestamp, SqlOperator date, RexBuilder builder) {
    RexNode text = call.getOperands().get(0);
    if (SqlTypeUtil.inCharFamily(call.getType())
        && text.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP) {
      RelDataType whole =
          builder
              .getTypeFactory()
              .createTypeWithNullability(
                  builder.getTypeFactory().createSqlType(SqlTypeName.VARCHAR),
                  text.getType().isNullable());
      return builder.ensureType(
          call.getType(), builder.makeCall(whole, TIMESTAMP_TEXT, List.of(text)), true);
    }
    if (!SqlTypeUtil.inCharFamily(text.getType())) {
      return call;
    }
    return switch (call.getType().getSqlTypeName()) {
      case TIMESTAMP -> {
        RexNode precision = number(call.getType().getPrecision(), builder);
        yield builder.makeCall(call.getType(), timestamp, List.of(text, precision));
      }
      case DATE -> builder.makeCall(call.getType(), date, List.of(text));
      default -> call;
    };
  }

  /** Reduces constants as rows are computed. */
  static final class Executor extends RexExecutorImpl {
    Executor(DataContext context) {
      super(context);
    }

    @Override
    public void reduce(RexBuilder builder, List<RexNode> constants, List<RexNode> reduced) {
      List<RexNode> ours = calls(builder).apply(constants);
      super.reduce(builder, ours, reduced);
      for (int i = 0; i < reduced.size(); i++) {
        if (reduced.get(i).equals(ours.get(i))) {
          // What can't be reduced stays as it was.
          reduced.set(i, constants.get(i));
        }
      }
    }
  }
}
