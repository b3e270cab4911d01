package io.github.wandbjdbc.engine.execute.expressions;

import io.github.wandbjdbc.engine.execute.Expression;
import io.github.wandbjdbc.engine.values.Comparing;
import io.github.wandbjdbc.engine.values.DoubleComparison;
import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kernels;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.Overload;
import io.github.wandbjdbc.engine.values.ValueType;
import io.github.wandbjdbc.engine.values.casts.Casts;
import io.github.wandbjdbc.engine.values.catalogue.Catalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** Makes expressions of calls: which kernel computes one, of operands held as it takes them. */
final class Calls {
  private final Expressions expressions;

  Calls(Expressions expressions) {
    this.expressions = expressions;
  }

  /** What computes {@code call}. */
  Expression of(RexCall call) {
    Kind kind = Kind.of(call.getType());
    List<RexNode> operands = call.getOperands();
    return switch (call.getKind()) {
      case NOT, IS_NULL, IS_NOT_NULL, IS_TRUE, IS_FALSE, IS_NOT_TRUE, IS_NOT_FALSE ->
          expressions.kernel(Tests.kernel(call.getKind()), all(operands), kind);
      case EQUALS,
          NOT_EQUALS,
          LESS_THAN,
          LESS_THAN_OR_EQUAL,
          GREATER_THAN,
          GREATER_THAN_OR_EQUAL,
          IS_DISTINCT_FROM,
          IS_NOT_DISTINCT_FROM ->
          expressions.kernel(
              Comparing.kernel(
                  call.getKind(), operands.get(0).getType(), operands.get(1).getType()),
              all(operands),
              kind);
      case CAST, SAFE_CAST -> cast(call);
      case REINTERPRET, PLUS_PREFIX -> expressions.as(operands.get(0), call.getType());
      case ROW -> expressions.kernel(Kernels.nullable(Calls::row), all(operands), kind);
      default -> function(call);
    };
  }

  private static Object row(@Nullable Object[] values) {
    return Collections.unmodifiableList(Arrays.asList(values.clone()));
  }

  private Expression cast(RexCall call) {
    RexNode operand = call.getOperands().get(0);
    RelDataType from = operand.getType();
    RelDataType to = call.getType();
    Kernel kernel =
        call.getKind() == SqlKind.SAFE_CAST ? Casts.tryKernel(from, to) : Casts.kernel(from, to);
    return expressions.kernel(kernel, List.of(expressions.expression(operand)), Kind.of(to));
  }

  private Expression function(RexCall call) {
    Kind kind = Kind.of(call.getType());
    Kernel comparison = DoubleComparison.kernel(call.getOperator());
    if (comparison != null) {
      List<Expression> doubles =
          call.getOperands().stream()
              .map(operand -> as(operand, ValueType.DOUBLE))
              .toList();
      return expressions.kernel(comparison, doubles, kind);
    }
    Expression now = CurrentTime.of(call, expressions);
    if (now != null) {
      return now;
    }
    Kernel method = Methods.kernel(call.getOperator(), call.getType());
    if (method != null) {
      return expressions.kernel(method, all(call.getOperands()), kind);
    }
    Entry entry = Catalogue.entry(call.getOperator());
    Entry.Call way = entry == null ? null : entry.call(call.getOperands());
    if (way == null) {
      throw Expressions.notSupported(
          call.getOperator().getName() + call.getOperands().stream().map(RexNode::getType).toList());
    }
    return entry(way, call.getType());
  }

  private Expression entry(Entry.Call way, RelDataType type) {
    Overload overload = way.overload();
    List<Expression> operands = new ArrayList<>();
    for (int i = 0; i < way.values().size(); i++) {
      operands.add(as(way.values().get(i), overload.seen(i)));
    }
    ValueType given = overload.result();
    Kind kind = given == ValueType.ANY ? Kind.of(type) : given.kind();
    Expression result = expressions.kernel(overload.kernel(), operands, kind);
    ValueType wanted = ValueType.of(type);
    if (given == ValueType.ANY || given == wanted || kind == Kind.of(type)) {
      return result;
    }
    // Calcite may take a function to give another type than it does.
    Kernel conversion =
        Casts.kernel(given.in(Expressions.types()), type);
    return expressions.kernel(conversion, List.of(result), Kind.of(type));
  }

  /** {@code node} held as a {@code type} that it serves as, or as its text. */
  private Expression as(RexNode node, ValueType type) {
    ValueType from = ValueType.of(node.getType());
    if (type == ValueType.ANY || type == from) {
      return expressions.expression(node);
    }
    if (from == ValueType.ANY && Kind.of(node.getType()) != type.kind()) {
      // A bare NULL.
      return new Constant(null, type.kind());
    }
    Kernel kernel =
        type == ValueType.TEXT && from != ValueType.ANY
            ? Casts.kernel(node.getType(), type.in(Expressions.types()))
            : Conversions.widening(from, type);
    Expression expression = expressions.expression(node);
    return kernel == null
        ? expression
        : expressions.kernel(kernel, List.of(expression), type.kind());
  }

  private List<Expression> all(List<RexNode> nodes) {
    return nodes.stream().map(expressions::expression).toList();
  }
}
