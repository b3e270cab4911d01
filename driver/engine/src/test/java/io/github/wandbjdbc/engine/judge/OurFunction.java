package io.github.wandbjdbc.engine.judge;

import io.github.wandbjdbc.engine.execute.expressions.ConstantFolder;
import io.github.wandbjdbc.engine.execute.expressions.Expression;
import io.github.wandbjdbc.engine.execute.expressions.Expressions;
import io.github.wandbjdbc.engine.judge.PostgresCalls.Answer;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Memory;
import io.github.wandbjdbc.engine.source.Scope;
import io.github.wandbjdbc.engine.validate.EngineRexBuilder;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnBatch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.EngineTypeFactory;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * One expression over columns as a plan holds it, which the engine computes: over batches whose
 * arrays are longer than they are and overwritten afterwards, and folded as constants.
 */
final class OurFunction {
  static final RexBuilder REX = new EngineRexBuilder(new EngineTypeFactory());
  private static final int TAIL = 5;

  private final List<RelDataType> types;
  private final Function<List<RexNode>, RexNode> call;

  OurFunction(List<RelDataType> types, Function<List<RexNode>, RexNode> call) {
    this.types = types;
    this.call = call;
  }

  /** The expression over columns. */
  RexNode node() {
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      columns.add(
          REX.makeInputRef(REX.getTypeFactory().createTypeWithNullability(types.get(i), true), i));
    }
    return call.apply(columns);
  }

  /** The answers for {@code rows}: each alone, and all in batches, which must be the same. */
  List<Answer> answers(List<List<Operand>> rows) {
    Expression expression;
    try {
      expression = Expressions.of(node(), execution());
    } catch (StatementException e) {
      return rows.stream().map(row -> new Answer(null, e.state().code())).toList();
    }
    List<Answer> alone = new ArrayList<>();
    List<List<Operand>> fine = new ArrayList<>();
    List<@Nullable Object> values = new ArrayList<>();
    for (List<Operand> row : rows) {
      Answer answer = answer(() -> computed(expression, List.of(row)).get(0));
      alone.add(answer);
      if (answer.state() == null) {
        fine.add(row);
        values.add(answer.value());
      }
    }
    for (int from = 0; from < fine.size(); from += Batch.MOST_ROWS) {
      int end = Math.min(fine.size(), from + Batch.MOST_ROWS);
      List<@Nullable Object> together = computed(expression, fine.subList(from, end));
      if (!together.equals(values.subList(from, end))) {
        throw new AssertionError(
            "%s is other values over a batch: %s, not %s"
                .formatted(node(), together, values.subList(from, end)));
      }
    }
    return alone;
  }

  private List<@Nullable Object> computed(Expression expression, List<List<Operand>> rows) {
    ColumnVector[] columns = new ColumnVector[types.size()];
    for (int k = 0; k < columns.length; k++) {
      columns[k] = ColumnVector.of(Kind.of(types.get(k)), rows.size() + TAIL);
      columns[k].spoil();
      for (int i = 0; i < rows.size(); i++) {
        columns[k].set(i, rows.get(i).get(k).held());
      }
    }
    ColumnVector result = expression.of(new ColumnBatch(columns, rows.size()));
    boolean isColumn = List.of(columns).contains(result);
    for (ColumnVector column : columns) {
      if (!isColumn) {
        column.spoil();
      }
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      values.add(result.get(i));
    }
    return values;
  }

  /** The answer for {@code row}, folded; null where an operand has no literal. */
  @Nullable Answer folded(List<Operand> row) {
    List<RexNode> literals = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      RexNode literal = Literals.of(row.get(i).held(), types.get(i));
      if (literal == null) {
        return null;
      }
      literals.add(literal);
    }
    return answer(
        () -> {
          RexNode constant = call.apply(literals);
          List<RexNode> reduced = new ArrayList<>();
          ConstantFolder.INSTANCE.reduce(REX, List.of(constant), reduced);
          Expression expression = Expressions.of(reduced.get(0), execution());
          Object value = expression.of(new ColumnBatch(new ColumnVector[0], 1)).get(0);
          return EngineType.of(reduced.get(0).getType()) == EngineType.of(constant.getType())
              ? value
              : reduced.get(0).getType() + " " + value;
        });
  }

  private interface Computation {
    @Nullable Object value();
  }

  private static Answer answer(Computation computation) {
    try {
      return new Answer(computation.value(), null);
    } catch (StatementException e) {
      return new Answer(null, e.state().code());
    } catch (RuntimeException e) {
      return new Answer(null, "XX000 " + e);
    }
  }

  static Execution execution() {
    return new Execution(Scope.UNBOUNDED, new Memory(1L << 30), List.of());
  }
}
