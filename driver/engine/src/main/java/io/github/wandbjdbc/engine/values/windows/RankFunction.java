package io.github.wandbjdbc.engine.values.windows;

import static java.util.Objects.requireNonNull;

import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import io.github.wandbjdbc.engine.values.LongColumn;
import org.jspecify.annotations.Nullable;

/** Functions of where a row is among those of its partition; they have no frame. */
final class RankFunction implements WindowFunction {
  private final @Nullable Whole whole;
  private final @Nullable Share share;
  private @Nullable Partition partition;

  /** A whole number. */
  @FunctionalInterface
  private interface Whole {
    long of(Partition partition, int row);
  }

  /** A number from 0 to 1. */
  @FunctionalInterface
  private interface Share {
    double of(Partition partition, int row);
  }

  private RankFunction(@Nullable Whole whole, @Nullable Share share) {
    this.whole = whole;
    this.share = share;
  }

  static WindowFunction rowNumber() {
    return new RankFunction((partition, row) -> row + 1L, null);
  }

  static WindowFunction rank() {
    return new RankFunction((partition, row) -> partition.firstPeer(row) + 1L, null);
  }

  static WindowFunction denseRank() {
    return new RankFunction((partition, row) -> partition.group(row) + 1L, null);
  }

  static WindowFunction percentRank() {
    return new RankFunction(
        null,
        (partition, row) ->
            partition.size() == 1
                ? 0
                : (double) partition.firstPeer(row) / (double) (partition.size() - 1));
  }

  static WindowFunction cumulativeDistribution() {
    return new RankFunction(
        null, (partition, row) -> (double) partition.endOfPeers(row) / (double) partition.size());
  }

  @Override
  public void begin(Partition partition, ColumnVector[] operands) {
    this.partition = partition;
  }

  @Override
  public void value(int row, FrameRows frame, ColumnVector to, int place) {
    Partition rows = requireNonNull(partition);
    if (whole != null) {
      ((LongColumn) to).set(place, whole.of(rows, row));
    } else if (share != null) {
      ((DoubleColumn) to).set(place, share.of(rows, row));
    }
  }
}
