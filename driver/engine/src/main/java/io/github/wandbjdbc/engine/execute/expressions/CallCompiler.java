package io.github.wandbjdbc.engine.execute.expressions;

import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.Comparing;
import io.github.wandbjdbc.engine.values.DoubleComparison;
import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kernels;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.Overload;
import io.github.wandbjdbc.engine.values.casts.Casts;
import io.github.wandbjdbc.engine.values.catalogue.Catalogue;
import io.github.wandbjdbc.engine.values.json.JsonCall;
import io.github.wandbjdbc.engine.values.json.JsonCalls;
import io.github.wandbjdbc.engine.values.numbers.Arithmetic;
import io.github.wandbjdbc.engine.values.times.TimeArithmetic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** Makes expressions of calls: which kernel computes one, of operands held as it takes them. */
final class CallCompiler {
  private final Expressions expressions;

  CallCompiler(Expressions expressions) {
    this.expressions = expressions;
  }

  /** The expression for {@code call}. */
  Expression of(RexCall call) {
    Kind kind = Kind.of(call.getType());
    List<RexNode> operands = call.getOperands();
    return switch (call.getKind()) {
      case NOT, IS_NULL, IS_NOT_NULL, IS_TRUE, IS_FALSE, IS_NOT_TRUE, IS_NOT_FALSE ->
          expressions.kernel(BooleanTests.kernel(call.getKind()), all(operands), kind);
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
                  comparison(call), operands.get(0).getType(), operands.get(1).getType()),
              all(operands),
              kind);
      case CAST, SAFE_CAST -> cast(call);
      case REINTERPRET, PLUS_PREFIX -> expressions.as(operands.get(0), call.getType());
      case PLUS,
          MINUS,
          TIMES,
          DIVIDE,
          MOD,
          CHECKED_PLUS,
          CHECKED_MINUS,
          CHECKED_TIMES,
          CHECKED_DIVIDE ->
          isOfNumbers(operands) ? arithmetic(call) : timeArithmetic(call);
      case MINUS_PREFIX, CHECKED_MINUS_PREFIX ->
          isOfNumbers(operands)
              ? computed(Arithmetic.negation(EngineType.of(operands.get(0).getType())), call)
              : expressions.kernel(
                  TimeArithmetic.negation(EngineType.of(operands.get(0).getType())).kernel(),
                  all(operands),
                  kind);
      case ROW -> expressions.kernel(Kernels.nullable(CallCompiler::row), all(operands), kind);
      default -> function(call);
    };
  }

  /**
   * A comparison's kind. That something isn't equal to itself is how {@code RexSimplify} writes
   * what is false of every value, NaN included, and NULL of NULL.
   */
  private static SqlKind comparison(RexCall call) {
    RexNode operand = call.getOperands().get(0);
    boolean ofItself =
        operand.equals(call.getOperands().get(1)) && RexUtil.isDeterministic(operand);
    return call.getKind() == SqlKind.NOT_EQUALS && ofItself ? SqlKind.LESS_THAN : call.getKind();
  }

  private static Object row(@Nullable Object[] values) {
    return Collections.unmodifiableList(Arrays.asList(values.clone()));
  }

  private Expression cast(RexCall call) {
    RexNode operand = call.getOperands().get(0);
    RelDataType from = operand.getType();
    RelDataType to = call.getType();
    if (from.isStruct() && to.isStruct() && from.getFieldCount() == to.getFieldCount()) {
      return expressions.kernel(
          rowCast(from, to), List.of(expressions.expression(operand)), Kind.of(to));
    }
    if (countsNullAsFalse(from, to)) {
      return expressions.kernel(
          BooleanTests.kernel(SqlKind.IS_TRUE),
          List.of(expressions.expression(operand)),
          Kind.of(to));
    }
    Kernel kernel =
        call.getKind() == SqlKind.SAFE_CAST ? Casts.tryKernel(from, to) : Casts.kernel(from, to);
    return expressions.kernel(kernel, List.of(expressions.expression(operand)), Kind.of(to));
  }

  /**
   * Whether a cast does no more than to say that a condition isn't NULL: {@code RexSimplify} leaves
   * such ones where it has dropped an IS TRUE.
   */
  private static boolean countsNullAsFalse(RelDataType from, RelDataType to) {
    return SqlTypeUtil.isBoolean(from)
        && SqlTypeUtil.isBoolean(to)
        && from.isNullable()
        && !to.isNullable();
  }

  /** Casts the fields of rows one by one. */
  private static Kernel rowCast(RelDataType from, RelDataType to) {
    List<Kernel> casts = new ArrayList<>();
    List<ColumnVector> before = new ArrayList<>();
    List<ColumnVector> after = new ArrayList<>();
    for (int i = 0; i < to.getFieldCount(); i++) {
      RelDataType fieldFrom = from.getFieldList().get(i).getType();
      RelDataType fieldTo = to.getFieldList().get(i).getType();
      casts.add(Casts.kernel(fieldFrom, fieldTo));
      before.add(ColumnVector.of(Kind.of(fieldFrom), 1));
      after.add(ColumnVector.of(Kind.of(fieldTo), 1));
    }
    return Kernels.nullable(
        operands -> {
          if (!(operands[0] instanceof List<?> row)) {
            return null;
          }
          @Nullable Object[] values = new @Nullable Object[row.size()];
          for (int i = 0; i < values.length; i++) {
            before.get(i).clearNulls();
            after.get(i).clearNulls();
            before.get(i).set(0, row.get(i));
            casts.get(i).compute(new ColumnVector[] {before.get(i)}, 1, after.get(i), () -> {});
            values[i] = after.get(i).get(0);
          }
          return row(values);
        });
  }

  private static boolean isOfNumbers(List<RexNode> operands) {
    return operands.stream()
        .map(operand -> EngineType.of(operand.getType()))
        .allMatch(
            type ->
                switch (type) {
                  case INTEGER, BIGINT, NUMERIC, DOUBLE, ANY -> true;
                  default -> false;
                });
  }

  private Expression arithmetic(RexCall call) {
    return computed(
        Arithmetic.kernel(
            unchecked(call.getKind()),
            EngineType.of(call.getOperands().get(0).getType()),
            EngineType.of(call.getOperands().get(1).getType())),
        call);
  }

  /** Calcite has operators of their own for arithmetic that may overflow; ours always may. */
  private static SqlKind unchecked(SqlKind kind) {
    return switch (kind) {
      case CHECKED_PLUS -> SqlKind.PLUS;
      case CHECKED_MINUS -> SqlKind.MINUS;
      case CHECKED_TIMES -> SqlKind.TIMES;
      case CHECKED_DIVIDE -> SqlKind.DIVIDE;
      default -> kind;
    };
  }

  private Expression timeArithmetic(RexCall call) {
    if (call.getOperands().size() < 2) {
      return function(call);
    }
    EngineType left = EngineType.of(call.getOperands().get(0).getType());
    EngineType right = EngineType.of(call.getOperands().get(1).getType());
    if (!TimeArithmetic.isFor(left, right)) {
      return function(call);
    }
    TimeArithmetic arithmetic = TimeArithmetic.kernel(unchecked(call.getKind()), left, right);
    // A difference of dates and times comes with the unit that it is wanted in.
    Expression result =
        expressions.kernel(
            arithmetic.kernel(), all(call.getOperands().subList(0, 2)), arithmetic.result().kind());
    return given(result, arithmetic.result(), call.getType());
  }

  private Expression computed(Arithmetic arithmetic, RexCall call) {
    Expression result =
        expressions.kernel(
            arithmetic.kernel(), all(call.getOperands()), arithmetic.result().kind());
    return given(result, arithmetic.result(), call.getType());
  }

  private Expression function(RexCall call) {
    Kind kind = Kind.of(call.getType());
    Kernel comparison = DoubleComparison.kernel(call.getOperator());
    if (comparison != null) {
      List<Expression> doubles =
          call.getOperands().stream().map(operand -> as(operand, EngineType.DOUBLE)).toList();
      return expressions.kernel(comparison, doubles, kind);
    }
    Expression now = CurrentTime.of(call, expressions);
    if (now != null) {
      return now;
    }
    if (JsonCalls.isOne(call)) {
      JsonCall json =
          new JsonCalls(new RexBuilder(Expressions.types()), JsonCasts.INSTANCE).kernel(call);
      return expressions.kernel(json.kernel(), all(json.operands()), kind);
    }
    Kernel method = Methods.kernel(call.getOperator(), call.getType());
    if (method != null) {
      return expressions.kernel(method, all(call.getOperands()), kind);
    }
    Entry entry = Catalogue.entry(call.getOperator());
    Entry.Call way = entry == null ? null : entry.call(call.getOperands());
    if (way == null) {
      throw Expressions.notSupported(
          call.getOperator().getName()
              + call.getOperands().stream().map(RexNode::getType).toList());
    }
    return entry(way, call.getType());
  }

  private Expression entry(Entry.Call way, RelDataType type) {
    Overload overload = way.overload();
    List<Expression> operands = new ArrayList<>();
    for (int i = 0; i < way.values().size(); i++) {
      RexNode value = way.values().get(i);
      boolean isPrinted =
          overload.operand(i) == EngineType.ANY
              && overload.ofAny() == Overload.OfAny.PRINTED
              && EngineType.of(value.getType()) == EngineType.BOOLEAN;
      operands.add(isPrinted ? printed(value) : as(value, overload.seen(i)));
    }
    EngineType given = overload.result();
    Kind kind = given == EngineType.ANY ? Kind.of(type) : given.kind();
    return given(expressions.kernel(overload.kernel(), operands, kind), given, type);
  }

  /** A BOOLEAN as PostgreSQL prints it. */
  private Expression printed(RexNode node) {
    Kernel kernel = Kernels.strict(operands -> operands[0].equals(1L) ? "t" : "f");
    return expressions.kernel(kernel, List.of(expressions.expression(node)), Kind.OBJECT);
  }

  /** {@code result}, a {@code given}, as the type that Calcite takes a call to give. */
  private Expression given(Expression result, EngineType given, RelDataType type) {
    if (given == EngineType.ANY || given == EngineType.of(type) || given.kind() == Kind.of(type)) {
      return result;
    }
    Kernel conversion = Casts.kernel(given.in(Expressions.types()), type);
    return expressions.kernel(conversion, List.of(result), Kind.of(type));
  }

  /** {@code node} held as a {@code type} that it serves as, or as its text. */
  private Expression as(RexNode node, EngineType type) {
    EngineType from = EngineType.of(node.getType());
    if (type == EngineType.ANY || type == from) {
      return expressions.expression(node);
    }
    if (from == EngineType.ANY && Kind.of(node.getType()) != type.kind()) {
      // A bare NULL.
      return new ConstantExpression(null, type.kind());
    }
    Kernel kernel =
        type == EngineType.TEXT && from != EngineType.ANY
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
