package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.values.ColumnVector;

/** One aggregate of all groups of a grouping set. */
interface GroupedAggregate {
  /**
   * That of {@code spec}, whose rows {@code input} reads.
   *
   * @param isTotal whether there is one group, of all rows
   */
  static GroupedAggregate of(
      AggregateSpec spec, AggregateInput input, boolean isTotal, Execution execution) {
    if (spec.distinct() && spec.order().isEmpty() && spec.entry().name().equals("COUNT")) {
      return new DistinctCounts(spec, input, isTotal, execution);
    }
    return spec.distinct() || !spec.order().isEmpty()
        ? new SortedAggregate(spec, input, execution)
        : new StreamedAggregate(spec, input, execution);
  }

  /** Makes room for groups with numbers below {@code groups}. */
  void grow(int groups);

  /** Adds the rows that its input has read; {@code groups} are those of the batch's rows. */
  void add(RowGroups groups);

  /** Says that there are {@code groups} groups, and no more rows. */
  void end(int groups);

  /** Sets {@code to} at {@code place} to the aggregate of {@code group}; once for each group. */
  void result(int group, ColumnVector to, int place);

  /** Gives all memory back. May be called more than once. */
  void release();
}
