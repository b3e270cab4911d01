package io.github.wandbjdbc.engine.source;

import io.github.wandbjdbc.engine.values.Batch;
import java.util.HashMap;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/** How much each part of a plan did in one execution. For use by one thread. */
public final class Measures {
  private final Memory memory;
  private final Map<Integer, Measure> parts = new HashMap<>();

  Measures(Memory memory) {
    this.memory = memory;
  }

  /** The measurements of one part of a plan, without the parts below it except for the time. */
  public static final class Measure {
    private long rows;
    private long nanos;
    private long times;
    private final Memory.Share share = new Memory.Share();

    private Measure() {}

    /** How many rows it gave, in all the times that it was begun. */
    public long rows() {
      return rows;
    }

    /** The nanoseconds that it took, with all that is below it. */
    public long nanos() {
      return nanos;
    }

    /** How often it was begun. */
    public long times() {
      return times;
    }

    /** The most bytes that it held at once. */
    public long mostBytes() {
      return share.most();
    }
  }

  /** The measurements of {@code node} so far; null if it never began. */
  public @Nullable Measure of(RelNode node) {
    return parts.get(node.getId());
  }

  Operator measured(RelNode node, Operator operator) {
    Measure measure = parts.computeIfAbsent(node.getId(), unknown -> new Measure());
    measure.times++;
    return new Operator() {
      @Override
      public @Nullable Batch next() {
        long start = System.nanoTime();
        Memory.Share outer = memory.charge(measure.share);
        try {
          Batch batch = operator.next();
          measure.rows += batch == null ? 0 : batch.size();
          return batch;
        } finally {
          memory.charge(outer);
          measure.nanos += System.nanoTime() - start;
        }
      }

      @Override
      public void close() {
        Memory.Share outer = memory.charge(measure.share);
        try {
          operator.close();
        } finally {
          memory.charge(outer);
        }
      }
    };
  }
}
