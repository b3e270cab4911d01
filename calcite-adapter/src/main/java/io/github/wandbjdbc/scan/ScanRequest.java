package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.client.PageSizes;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.predicates.Bindings;
import io.github.wandbjdbc.predicates.Placeholder;
import io.github.wandbjdbc.rows.Column;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** All that one scan asks: an immutable description that planner rules fold more into. */
public sealed interface ScanRequest permits RunsScan, HistoryScan, SampledScan, ItemScan {

  /** Whose tables are read. */
  ProjectPath project();

  /** The columns of a row. */
  List<Column> columns();

  /** The same with other columns. */
  ScanRequest withColumns(List<Column> columns);

  /**
   * The same with what travels of the conjunction of {@code predicates}.
   *
   * @param source how much may travel at all
   */
  Pushdown where(List<RexNode> predicates, RexBuilder builder, ScanSource source);

  /** Whether no more filter may be folded in: what is asked depends on all rows so far. */
  boolean isTerminal();

  /** Tells {@code visitor} of every placeholder, always in the same order. */
  void placeholders(Consumer<Placeholder> visitor);

  /** How many rows are likely to come; only comparisons of it mean something. */
  double estimateRows();

  /** Of how many runs these rows are likely to be. */
  double estimateRuns();

  /** As how many rows it is likely to cost, requests for each run included. */
  default double estimateWork() {
    return estimateRows();
  }

  /** Whether each run of the project is asked for its rows by a request of its own. */
  boolean asksEachRun();

  /** Whether the runs whose rows are wanted are named, by the statement or by a join. */
  boolean namesRuns();

  /** Writes every component in words; two requests that differ are written differently. */
  RelWriter explain(RelWriter writer);

  /** The table, as SQL calls it. */
  String table();

  /** Tells {@code parts} what is asked: the name of each part, and its words. */
  void words(BiConsumer<String, String> parts);

  /** Why {@code predicate}, which stands above, has not become the source's alone. */
  String whyHere(RexNode predicate, RexBuilder builder, ScanSource source);

  /** Whether few rows are likely to come for which {@code predicate} doesn't hold. */
  default boolean asksFor(RexNode predicate, RexBuilder builder, ScanSource source) {
    return false;
  }

  /**
   * The runs that are asked for, or more, if their number says how much is read and is known before
   * an execution.
   */
  Optional<RunFilter> countable();

  /** Whether the lengths of their histories say how much is read, too. */
  default boolean readsSteps() {
    return false;
  }

  /** The runs whose rows an execution asks for; all of them if a join names them. */
  RunFilter runs(Bindings bindings);

  /** The filter by which an execution lists runs, where it lists any that nobody names. */
  default RunFilter listed(Bindings bindings) {
    return runs(bindings);
  }

  /** Whether the runs are those that a join names. */
  boolean isJoined();

  /**
   * The column whose values a join names, if the rows for some of them and then for others are
   * those for all.
   */
  Optional<Column> joined();

  /** How many requests this is likely to need for {@code runs}. */
  CallEstimate estimate(RunSizes runs, PageSizes sizes);

  /**
   * The requests that it may need even where its runs come from the pages of another scan, in
   * words; null if there are none.
   */
  default @Nullable String besides() {
    return null;
  }

  /** The parts of runs that are read, where rows are made of them alone; empty for others. */
  default Optional<RunNeeds> needs() {
    return Optional.empty();
  }

  /** The type of the rows. */
  default RelDataType rowType(RelDataTypeFactory factory) {
    return Column.rowType(factory, columns());
  }

  /** The rows, each an array in column order. */
  ScanRows open(ScanSource source, Bindings bindings, ScanContext progress);
}
