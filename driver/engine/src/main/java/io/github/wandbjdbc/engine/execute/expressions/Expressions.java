package io.github.wandbjdbc.engine.execute.expressions;

import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.values.EngineTypeFactory;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Makes expressions and conditions of Calcite's. For one operator of one execution. */
public final class Expressions {
  /** For types whose makers don't matter. */
  private static final RelDataTypeFactory TYPES = new EngineTypeFactory();

  private final Execution execution;
  private final Calls calls = new Calls(this);

  private Expressions(Execution execution) {
    this.execution = execution;
  }

  static RelDataTypeFactory types() {
    return TYPES;
  }

  /** The expressions for {@code nodes}. */
  public static List<Expression> of(List<? extends RexNode> nodes, Execution execution) {
    Expressions expressions = new Expressions(execution);
    return nodes.stream().map(expressions::expression).toList();
  }

  /** The expression for {@code node}. */
  public static Expression of(RexNode node, Execution execution) {
    return new Expressions(execution).expression(node);
  }

  /** The condition that {@code node}, a BOOLEAN, is true. */
  public static Condition condition(RexNode node, Execution execution) {
    return new Expressions(execution).condition(node);
  }

  Condition condition(RexNode node) {
    List<RexNode> terms = RelOptUtil.conjunctions(node);
    return terms.isEmpty()
        ? Conditions.isTrue(new Constant(1L, Kind.LONG))
        : Conditions.all(terms.stream().map(term -> Conditions.isTrue(expression(term))).toList());
  }

  Expression expression(RexNode node) {
    Kind kind = Kind.of(node.getType());
    if (node instanceof RexInputRef field) {
      int index = field.getIndex();
      return batch -> batch.column(index);
    }
    if (node instanceof RexLiteral literal) {
      return new Constant(Held.of(literal), kind);
    }
    if (node instanceof RexDynamicParam parameter) {
      return new Constant(Held.of(execution.parameter(parameter.getIndex()), kind), kind);
    }
    if (node instanceof RexFieldAccess access) {
      return field(access, kind);
    }
    if (node instanceof RexCall call) {
      return call(call, kind);
    }
    throw notSupported(node.getKind().sql);
  }

  private Expression field(RexFieldAccess access, Kind kind) {
    int index = access.getField().getIndex();
    if (access.getReferenceExpr() instanceof RexCorrelVariable variable) {
      return new Variable(
          () -> {
            @Nullable Object[] row = (@Nullable Object[]) execution.get(variable.getName());
            if (row == null) {
              throw new IllegalStateException("no row for " + variable.getName());
            }
            return row[index];
          },
          kind);
    }
    Kernel kernel =
        (operands, size, result, look) -> {
          for (int i = 0; i < size; i++) {
            result.set(i, operands[0].get(i) instanceof List<?> row ? row.get(index) : null);
          }
        };
    return kernel(kernel, List.of(expression(access.getReferenceExpr())), kind);
  }

  private Expression call(RexCall call, Kind kind) {
    return switch (call.getKind()) {
      case AND -> Connective.and(all(call.getOperands()));
      case OR -> Connective.or(all(call.getOperands()));
      case CASE -> choice(call.getOperands(), call.getType(), kind);
      case COALESCE -> coalesce(call, kind);
      case SEARCH -> Search.of(call, this, new RexBuilder(types()));
      default -> calls.of(call);
    };
  }

  private Expression choice(List<RexNode> operands, RelDataType type, Kind kind) {
    List<Condition> conditions = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    for (int i = 0; i + 1 < operands.size(); i += 2) {
      conditions.add(condition(operands.get(i)));
      values.add(as(operands.get(i + 1), type));
    }
    values.add(as(operands.get(operands.size() - 1), type));
    return new Choice(conditions, values, kind);
  }

  private Expression coalesce(RexCall call, Kind kind) {
    List<Condition> conditions = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      Expression tested = expression(operand);
      conditions.add(
          (batch, places) -> {
            var column = tested.of(batch);
            int count = 0;
            for (int i = 0; i < batch.size(); i++) {
              if (!column.isNull(i)) {
                places[count++] = i;
              }
            }
            return count;
          });
      values.add(as(operand, call.getType()));
    }
    values.add(new Constant(null, kind));
    return new Choice(conditions, values, kind);
  }

  /** {@code node} held as a {@code type}. */
  Expression as(RexNode node, RelDataType type) {
    Expression expression = expression(node);
    Kernel cast = Conversions.kernel(node.getType(), type);
    return cast == null ? expression : kernel(cast, List.of(expression), Kind.of(type));
  }

  private List<Expression> all(List<RexNode> nodes) {
    return nodes.stream().map(this::expression).toList();
  }

  Expression kernel(Kernel kernel, List<Expression> operands, Kind kind) {
    return new Call(kernel, operands, kind, execution.scope()::check);
  }

  Execution execution() {
    return execution;
  }

  static StatementException notSupported(String what) {
    return new StatementException(SqlState.STATEMENT_FAULT, what + " is not supported");
  }
}
