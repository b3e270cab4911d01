package io.github.wandbjdbc.rows;

import io.github.wandbjdbc.client.Misfit;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.reading.ValueReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns runs into rows of {@code runs}. */
public final class RunReader implements RowReader<Run> {
  private static final @Nullable Object[] NOTHING = {};

  /** The part of the summary that holds a run's active time. */
  private static final List<String> ACTIVE_TIME = List.of("_wandb", "_runtime");

  private final List<Column> columns;
  private final Misfits misfits;
  private final List<Cell> cells = new ArrayList<>();
  private final Set<RunField> fields;
  private final @Nullable ValueReader config;
  private final @Nullable ValueReader summary;

  /** A reader of {@code columns}, in their order. */
  public RunReader(List<Column> columns, Misfits misfits) {
    this.columns = List.copyOf(columns);
    this.misfits = misfits;
    this.fields = fields(columns);
    List<ValueColumn> configValues = new ArrayList<>();
    List<ValueColumn> summaryValues = new ArrayList<>();
    for (Column column : columns) {
      cells.add(cell(column.source(), configValues, summaryValues));
    }
    this.config = configValues.isEmpty() ? null : new ValueReader(configValues, false);
    this.summary = summaryValues.isEmpty() ? null : new ValueReader(summaryValues, false);
  }

  /** The fields of each run that are needed to read {@code columns}. */
  public static Set<RunField> fields(List<Column> columns) {
    Set<RunField> fields = EnumSet.of(RunField.ID);
    for (Column column : columns) {
      ColumnSource source = column.source();
      if (source instanceof ColumnSource.Field field) {
        fields.add(field.field());
      } else if (source instanceof ColumnSource.Config) {
        fields.add(RunField.CONFIG);
      } else if (source instanceof ColumnSource.LastStep) {
        fields.add(RunField.HISTORY_KEYS);
      } else {
        fields.add(RunField.SUMMARY);
      }
    }
    return fields;
  }

  /**
   * Of the config and the summary the paths of the values that are needed to read {@code columns};
   * a field that isn't told of is needed whole, if at all.
   */
  public static Map<RunField, Set<String>> paths(List<Column> columns) {
    Map<RunField, Set<String>> paths = new EnumMap<>(RunField.class);
    for (Column column : columns) {
      ColumnSource source = column.source();
      if (source instanceof ColumnSource.Config value) {
        paths.computeIfAbsent(RunField.CONFIG, any -> new TreeSet<>()).add(value.path());
      } else if (source instanceof ColumnSource.Summary value) {
        paths.computeIfAbsent(RunField.SUMMARY, any -> new TreeSet<>()).add(value.path());
      } else if (source instanceof ColumnSource.ActiveTime) {
        paths.computeIfAbsent(RunField.SUMMARY, any -> new TreeSet<>()).addAll(ACTIVE_TIME);
      }
    }
    for (Column column : columns) {
      if (column.source() instanceof ColumnSource.Field whole) {
        paths.remove(whole.field());
      }
    }
    return paths;
  }

  @Override
  public @Nullable Object[] read(Run run) {
    tellFaults(run, fields, misfits);
    @Nullable Object[] configValues = values(run, "config", config, run.config());
    @Nullable Object[] summaryValues = values(run, "summary", summary, run.summary());
    @Nullable Object[] row = new @Nullable Object[cells.size()];
    for (int i = 0; i < row.length; i++) {
      Object value = cells.get(i).value(run, configValues, summaryValues);
      if (value instanceof Misfit misfit) {
        misfits.add(run.id(), columns.get(i), misfit);
      } else if (value instanceof String text) {
        row[i] = misfits.characters(run.id(), columns.get(i).name(), text);
      } else {
        row[i] = value;
      }
    }
    return row;
  }

  /** Tells {@code misfits} what is wrong with those of a run's fields that are read. */
  public static void tellFaults(Run run, Set<RunField> read, Misfits misfits) {
    run.faults()
        .forEach(
            (field, fault) -> {
              if (read.contains(field)) {
                misfits.addFault(run.id(), name(field), fault, isMissing(run, field));
              }
            });
  }

  private static boolean isMissing(Run run, RunField field) {
    return switch (field) {
      case HISTORY_KEYS -> run.historyKeys() == null;
      case ENVIRONMENT -> false;
      default -> field(run, field) == null;
    };
  }

  /** The column that holds a field as it is. */
  private static String name(RunField field) {
    return FixedColumns.RUNS.stream()
        .filter(column -> column.source().equals(new ColumnSource.Field(field)))
        .map(Column::name)
        .findFirst()
        .orElse(field.name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  private static Cell cell(
      ColumnSource source, List<ValueColumn> configValues, List<ValueColumn> summaryValues) {
    if (source instanceof ColumnSource.Field field) {
      return (run, config, summary) -> field(run, field.field());
    }
    if (source instanceof ColumnSource.Config value) {
      int index = configValues.size();
      configValues.add(value.wanted());
      return (run, config, summary) -> config[index];
    }
    if (source instanceof ColumnSource.Summary value) {
      int index = indexOf(summaryValues, value.wanted());
      return (run, config, summary) -> summary[index];
    }
    if (source instanceof ColumnSource.ActiveTime) {
      int active =
          indexOf(summaryValues, new ValueColumn(ColumnSource.ActiveTime.PATH, ValueType.NUMBER));
      int logged =
          indexOf(
              summaryValues, new ValueColumn(ColumnSource.ActiveTime.OTHER_PATH, ValueType.NUMBER));
      return (run, config, summary) ->
          summary[active] != null
              ? summary[active]
              : run.activeTime() != null ? run.activeTime() : summary[logged];
    }
    if (source instanceof ColumnSource.LastStep) {
      return (run, config, summary) ->
          run.historyKeys() == null || run.historyKeys().lastStep() < 0
              ? null
              : (Object) run.historyKeys().lastStep();
    }
    throw new IllegalArgumentException("no column of a run: " + source);
  }

  /** A reader finds each key once, so columns that want the same one share it. */
  private static int indexOf(List<ValueColumn> values, ValueColumn value) {
    int index = values.indexOf(value);
    if (index < 0) {
      values.add(value);
      return values.size() - 1;
    }
    return index;
  }

  private static @Nullable Object field(Run run, RunField field) {
    return switch (field) {
      case ID -> run.id();
      case DISPLAY_NAME -> run.displayName();
      case STATE -> run.state();
      case CREATED_AT -> millis(run.createdAt());
      case HEARTBEAT_AT -> millis(run.heartbeatAt());
      case USERNAME -> run.username();
      case GROUP -> run.group();
      case JOB_TYPE -> run.jobType();
      case SWEEP_ID -> run.sweepId();
      case HOST -> run.host();
      case COMMIT -> run.commit();
      case TAGS ->
          run.tags().isEmpty() && run.faults().containsKey(field)
              ? null
              : JsonStrings.array(run.tags());
      case NOTES -> run.notes();
      case DESCRIPTION -> run.description();
      case READ_ONLY -> run.readOnly();
      case HISTORY_LINE_COUNT -> run.historyLineCount();
      case URL -> run.url();
      case EXIT_CODE -> run.environment() == null ? null : run.environment().facts().exitCode();
      case COMPUTE_SECONDS ->
          run.environment() == null ? null : run.environment().facts().computeSeconds();
      case STORAGE_BYTES ->
          run.environment() == null ? null : run.environment().facts().storageBytes();
      case FORKED_FROM -> run.forks().isEmpty() ? null : run.forks().get(0).parent();
      case FORKED_AT_STEP -> run.forks().isEmpty() ? null : (Long) run.forks().get(0).step();
      case CONFIG -> run.config();
      case SUMMARY -> run.summary();
      case SYSTEM_METRICS -> run.systemMetrics();
      case HISTORY_KEYS, ENVIRONMENT -> throw new IllegalArgumentException(field + " is no column");
    };
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : (Long) instant.toEpochMilli();
  }

  private @Nullable Object[] values(
      Run run, String what, @Nullable ValueReader reader, @Nullable String json) {
    if (reader == null) {
      return NOTHING;
    }
    try {
      return reader.read(json == null ? "{}" : json);
    } catch (IOException e) {
      misfits.addFault(run.id(), what, "is no JSON object", true);
      return new @Nullable Object[2 * columns.size()];
    }
  }

  /** Where a row finds the value of one column. */
  private interface Cell {
    @Nullable Object value(Run run, @Nullable Object[] config, @Nullable Object[] summary);
  }
}
