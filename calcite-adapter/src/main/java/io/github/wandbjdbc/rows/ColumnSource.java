package io.github.wandbjdbc.rows;

import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;

/** Where a row finds the value of a column. */
public sealed interface ColumnSource {

  /** A field of the run. */
  record Field(RunField field) implements ColumnSource {}

  /** The run's active time, which the summary holds. */
  record ActiveTime() implements ColumnSource {
    /** Where the summary holds it. */
    public static final String PATH = "_wandb.runtime";

    /** Where it holds it if not there. */
    public static final String OTHER_PATH = "_runtime";
  }

  /** The last step that the run's history keys state. */
  record LastStep() implements ColumnSource {}

  /**
   * A value of the run's config.
   *
   * @param decidable whether a filter of the source sees it as the column does: neither is the
   *     column renamed, nor are the values of several types
   * @param besideMaps whether some runs have a map in its place, whose values have columns
   */
  record Config(String path, ValueType type, boolean decidable, boolean besideMaps)
      implements ColumnSource {

    /** The value as it is wanted of a config. */
    public ValueColumn wanted() {
      return new ValueColumn(path, type, besideMaps);
    }
  }

  /**
   * A value of the run's summary; {@code decidable} and {@code besideMaps} as of {@link Config}.
   */
  record Summary(String path, ValueType type, boolean decidable, boolean besideMaps)
      implements ColumnSource {

    /** The value as it is wanted of a summary. */
    public ValueColumn wanted() {
      return new ValueColumn(path, type, besideMaps);
    }
  }

  /** The run that logged the step. */
  record StepRun() implements ColumnSource {}

  /** The run that logged the step, where another one has it, too. */
  record RecordedBy() implements ColumnSource {}

  /** The step. */
  record Step() implements ColumnSource {}

  /** A value that the step logged; {@code besideMaps} as of {@link Config}. */
  record Logged(String key, ValueType type, boolean besideMaps) implements ColumnSource {

    /** A value that no step has a map for. */
    public Logged(String key, ValueType type) {
      this(key, type, false);
    }

    /** The value as it is wanted of a row. */
    public ValueColumn wanted() {
      return new ValueColumn(key, type, besideMaps);
    }

    /** Whether it is a metric, rather than one of the clocks that go with every step. */
    public boolean isMetric() {
      return !key.equals("_runtime") && !key.equals("_timestamp");
    }
  }

  /** The instant at which the step was logged, from {@code _timestamp}. */
  record LoggedAt() implements ColumnSource {}

  /** The number of points that a sample was asked for. */
  record Samples() implements ColumnSource {}

  /** The key along which a sample was asked for. */
  record XAxis() implements ColumnSource {}

  /**
   * A column of an {@link ItemTable}, read from an item.
   *
   * @param index of the column in the definition
   * @param selection which predicates on it travel
   */
  record Item(int index, ColumnSelection selection) implements ColumnSource {}
}
