package io.github.wandbjdbc.jdbc.engine;

import java.util.Arrays;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
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
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;

/** Has {@link LikePatterns} do what LIKE and ILIKE do, once a plan is as it is executed. */
final class LikeCalls {
  private static final SqlOperator LIKE = operator("like", 2);
  private static final SqlOperator LIKE_ESCAPE = operator("like", 3);
  private static final SqlOperator ILIKE = operator("ilike", 2);
  private static final SqlOperator ILIKE_ESCAPE = operator("ilike", 3);

  private LikeCalls() {}

  private static SqlOperator operator(String method, int operands) {
    Class<?>[] types = new Class<?>[operands];
    Arrays.fill(types, String.class);
    return new SqlUserDefinedFunction(
        new SqlIdentifier(method + operands, SqlParserPos.ZERO),
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.BOOLEAN_NULLABLE,
        InferTypes.FIRST_KNOWN,
        null,
        ScalarFunctionImpl.create(Types.lookupMethod(LikePatterns.class, method, types)));
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
    boolean hasEscape = call.getOperands().size() == 3;
    if (call.getOperator().equals(SqlStdOperatorTable.LIKE)) {
      return builder.makeCall(call.getType(), hasEscape ? LIKE_ESCAPE : LIKE, call.getOperands());
    }
    if (call.getOperator().equals(SqlLibraryOperators.ILIKE)) {
      return builder.makeCall(call.getType(), hasEscape ? ILIKE_ESCAPE : ILIKE, call.getOperands());
    }
    return call;
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
