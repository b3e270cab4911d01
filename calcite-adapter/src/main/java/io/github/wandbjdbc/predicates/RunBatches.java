package io.github.wandbjdbc.predicates;

import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;
import org.jspecify.annotations.Nullable;

/**
 * The condition by which a join tells its other side which runs it asks for.
 *
 * <p>Rules carry it to the scans like any other condition on a run id. Where it can't get further
 * it lets every row pass: the join compares the run ids again.
 */
public final class RunBatches {
  /** The most run ids that are asked for at a time. */
  public static final int SIZE = 50;

  private static final SqlOperator OPERATOR =
      new SqlUserDefinedFunction(
          new SqlIdentifier("IS_JOINED", SqlParserPos.ZERO),
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.BOOLEAN_NOT_NULL,
          InferTypes.RETURN_TYPE,
          null,
          new MethodFunction(
              Types.lookupMethod(RunBatches.class, "mayHold", String.class, Integer.class)));

  private RunBatches() {}

  /**
   * That {@code runId} is one of those that {@code join} asks for.
   *
   * <p>The join is named by a parameter that nobody sets: what holds a parameter is no constant, so
   * that no rule computes it, takes the condition for true, and what is below it for the same.
   */
  public static RexNode holds(RexBuilder builder, RexNode runId, int join) {
    RelDataTypeFactory types = builder.getTypeFactory();
    RelDataType type =
        types.createTypeWithNullability(types.createSqlType(SqlTypeName.INTEGER), true);
    return builder.makeCall(OPERATOR, runId, builder.makeDynamicParam(type, join));
  }

  /** The list of run ids that {@code call} tests for, or null if it is another condition. */
  public static Placeholder.@Nullable RunBatch read(RexCall call) {
    if (!call.getOperator().equals(OPERATOR)) {
      return null;
    }
    RexDynamicParam join = (RexDynamicParam) call.getOperands().get(1);
    return new Placeholder.RunBatch(join.getIndex());
  }

  /** The value of the condition where no scan has accepted it. */
  public static boolean mayHold(@Nullable String runId, @Nullable Integer join) {
    return true;
  }
}
