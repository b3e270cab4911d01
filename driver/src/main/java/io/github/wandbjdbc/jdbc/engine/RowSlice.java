package io.github.wandbjdbc.jdbc.engine;

import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableLimit;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.BuiltInMethod;
import org.jspecify.annotations.Nullable;

/**
 * Skips rows and lets some through. Unlike Calcite's own limit it doesn't look at the row after the
 * last one, which may cost a request, and it counts beyond 2^31.
 */
public final class RowSlice extends EnumerableLimit {

  private RowSlice(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelNode input,
      @Nullable RexNode offset,
      @Nullable RexNode fetch) {
    super(cluster, traits, input, offset, fetch);
  }

  static RowSlice of(EnumerableLimit limit) {
    return new RowSlice(
        limit.getCluster(), limit.getTraitSet(), limit.getInput(), limit.offset, limit.fetch);
  }

  @Override
  public RowSlice copy(RelTraitSet traits, List<RelNode> inputs) {
    return new RowSlice(getCluster(), traits, sole(inputs), offset, fetch);
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer prefer) {
    BlockBuilder block = new BlockBuilder();
    Result input = implementor.visitChild(this, 0, (EnumerableRel) getInput(), prefer);
    Expression rows = block.append("rows", input.block);
    block.add(
        Expressions.return_(
            null,
            Expressions.call(
                RowSlice.class, "slice", rows, count(offset, 0), count(fetch, Long.MAX_VALUE))));
    return implementor.result(input.physType, block.toBlock());
  }

  /** The number of rows that {@code node} stands for, as an expression of type long. */
  static Expression count(@Nullable RexNode node, long absent) {
    if (node instanceof RexDynamicParam parameter) {
      Expression value =
          Expressions.call(
              DataContext.ROOT,
              BuiltInMethod.DATA_CONTEXT_GET.method,
              Expressions.constant(parameter.getName()));
      return Expressions.call(RowSlice.class, "count", value, Expressions.constant(absent));
    }
    return Expressions.constant(node == null ? absent : literal((RexLiteral) node));
  }

  private static long literal(RexLiteral literal) {
    BigDecimal value = literal.getValueAs(BigDecimal.class);
    return value == null ? 0 : value.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
  }

  /** The value of a parameter that counts rows; NULL is no bound. */
  public static long count(@Nullable Object value, long absent) {
    if (value == null) {
      return absent;
    }
    long count = ((Number) value).longValue();
    if (count < 0) {
      throw new StatementException(
          SqlState.INVALID_VALUE, "LIMIT, FETCH and OFFSET take no negative number: " + count);
    }
    return count;
  }

  /** The {@code fetch} rows that follow the first {@code offset}. */
  public static <T extends @Nullable Object> Enumerable<T> slice(
      Enumerable<T> rows, long offset, long fetch) {
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<T> enumerator() {
        return new Slice<>(rows.enumerator(), offset, fetch);
      }
    };
  }

  private static final class Slice<T extends @Nullable Object> implements Enumerator<T> {
    private final Enumerator<T> rows;
    private long toSkip;
    private long toFetch;

    Slice(Enumerator<T> rows, long toSkip, long toFetch) {
      this.rows = rows;
      this.toSkip = toSkip;
      this.toFetch = toFetch;
    }

    @Override
    public T current() {
      return rows.current();
    }

    @Override
    public boolean moveNext() {
      if (toFetch == 0) {
        return false;
      }
      for (; toSkip > 0; toSkip--) {
        if (!rows.moveNext()) {
          toFetch = 0;
          return false;
        }
      }
      toFetch--;
      return rows.moveNext();
    }

    @Override
    public void reset() {
      throw new UnsupportedOperationException("rows are read once");
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
