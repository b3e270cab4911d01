package io.github.wandbjdbc.rows;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which items of a table are wanted.
 *
 * @param selected the values that columns may have, by the column's name; columns that aren't there
 *     may have any
 * @param patterns what columns must be LIKE, by the column's name; there is no escape character,
 *     and no pattern holds a backslash, which servers take for one
 * @param steps which steps, where items belong to steps
 * @param filter where items are runs, which of them; unless it is exact others may come
 * @param lister where items are made of runs, how these are listed
 * @param columns the names of the columns that are read; empty if that isn't known
 * @param last how many of the last items of each run, {@link Long#MAX_VALUE} for all; more may come
 * @param limit how many items at the most, {@link Long#MAX_VALUE} for all
 */
public record ItemRequest(
    ProjectPath project,
    Map<String, Set<String>> selected,
    Map<String, String> patterns,
    StepRange steps,
    RunFilter filter,
    RunLister lister,
    Set<String> columns,
    long last,
    long limit) {

  /** By this name tables know how many points of each run are asked for. */
  public static final String SAMPLES = "samples";

  /** By this name all tables know the id of a run. */
  public static final String RUN_ID = "run_id";

  public ItemRequest {
    selected = Map.copyOf(selected);
    patterns = Map.copyOf(patterns);
    columns = Set.copyOf(columns);
  }

  /** The values that {@code column} may have; null for any. */
  public @Nullable Set<String> selected(String column) {
    return selected.get(column);
  }

  /** The only value that {@code column} may have, or null if it isn't bound to one. */
  public @Nullable String only(String column) {
    Set<String> values = selected.get(column);
    return values == null || values.size() != 1 ? null : values.iterator().next();
  }

  /** Of how many points of each run a sample is wanted; null if all are. */
  public @Nullable Integer samples() {
    String text = only(SAMPLES);
    if (text == null) {
      return null;
    }
    try {
      int samples = new BigDecimal(text).intValueExact();
      if (samples > 0) {
        return samples;
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // Told below.
    }
    throw new WandbException(
        Kind.BAD_STATEMENT,
        "%s: samples = %s; it must be a whole number above 0".formatted(project, text));
  }

  /** The runs whose items are wanted. */
  public RunFilter runs() {
    Set<String> ids = selected.get(RUN_ID);
    List<Object> values = ids == null ? List.of() : new ArrayList<>(ids);
    return ids == null ? RunFilter.ALL : new RunFilter.In(RunField.ID, values);
  }

  /** Whether nothing can be wanted. */
  public boolean isEmpty() {
    return limit == 0 || steps.isEmpty() || selected.values().stream().anyMatch(Set::isEmpty);
  }

  /** The same with {@code column} bound to {@code values}. */
  public ItemRequest select(String column, Set<String> values) {
    Map<String, Set<String>> more = new LinkedHashMap<>(selected);
    more.put(column, values);
    return new ItemRequest(project, more, patterns, steps, filter, lister, columns, last, limit);
  }

  /** The same of those runs alone that {@code value} accepts. */
  public ItemRequest withFilter(RunFilter value) {
    return new ItemRequest(project, selected, patterns, steps, value, lister, columns, last, limit);
  }

  /** The same, whose runs {@code value} lists. */
  public ItemRequest withLister(RunLister value) {
    return new ItemRequest(project, selected, patterns, steps, filter, value, columns, last, limit);
  }

  /** The same for a reader of just {@code names}. */
  public ItemRequest reading(Set<String> names) {
    return new ItemRequest(project, selected, patterns, steps, filter, lister, names, last, limit);
  }

  /** The same as {@code scope}, but for pages that hold no more than what is wanted. */
  public CallScope pages(CallScope scope) {
    int rows = scope.rowsPerPage();
    return limit >= (rows > 0 ? rows : Integer.MAX_VALUE)
        ? scope
        : scope.withRowsPerPage((int) limit);
  }

  /** The same of the last {@code value} items of each run alone. */
  public ItemRequest withLast(long value) {
    return new ItemRequest(
        project, selected, patterns, steps, filter, lister, columns, value, limit);
  }

  /** Whether {@code column} is read. */
  public boolean reads(String column) {
    return columns.isEmpty() || columns.contains(column);
  }
}
