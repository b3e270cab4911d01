package io.github.wandbjdbc.client.parquet;

import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.values.LoggedValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file, whose steps ascend: if they don't, the file can't be trusted. Belongs to one
 * thread.
 */
public final class ParquetRows {
  /** So many bytes of a file are held, and asked for ahead. */
  private static final long ROOM = Math.min(48L << 20, Runtime.getRuntime().maxMemory() / 10);

  private final ParquetFile file;
  private final String run;
  private final List<ValueColumn> columns;
  private final StepRange wanted;
  private final WantedColumns where;
  private final Set<List<String>> paths;
  private final List<ParquetFile.Group> unplanned;
  private final Deque<RowGroupLoader> loads = new ArrayDeque<>();
  private final Deque<ParquetFile.Group> groups = new ArrayDeque<>();
  private final RowMemory memory = new RowMemory();
  private final PageMemory pages;
  private final long[] steps = new long[RowMemory.mostRows()];
  private final int[] places = new int[RowMemory.mostRows()];
  private final int[] stepColumns;
  private @Nullable RowGroupLoader next;
  private @Nullable GroupRows current;
  private long lastStep = -1;
  private boolean isDone;

  private ParquetRows(
      ParquetFile file,
      String run,
      List<ValueColumn> columns,
      StepRange wanted,
      WantedColumns where) {
    this.file = file;
    this.pages = new PageMemory(file.lease());
    this.run = run;
    this.columns = columns;
    this.wanted = wanted;
    this.where = where;
    this.stepColumns =
        IntStream.range(0, columns.size())
            .filter(i -> columns.get(i).key().equals(ParquetFile.STEP))
            .toArray();
    this.paths = new HashSet<>();
    where.columns().forEach(column -> paths.add(column.path()));
    paths.add(file.stepColumn().path());
    this.unplanned = new ArrayList<>();
    for (ParquetFile.Group group : file.groups()) {
      boolean mayMatter = group.steps().map(it -> !it.intersect(wanted).isEmpty()).orElse(true);
      if (group.rows() > 0 && mayMatter) {
        unplanned.add(group);
      }
    }
  }

  /**
   * The rows of {@code file} with a step in {@code wanted}; empty if it can't be told which of its
   * columns hold the wanted values, or if they are packed in a way that we don't know.
   *
   * @param run the run that logged them
   */
  public static Optional<ParquetRows> of(
      ParquetFile file, String run, List<ValueColumn> columns, StepRange wanted) {
    return WantedColumns.of(file.root(), columns)
        .filter(where -> file.canBeUnpacked(where.columns()))
        .map(where -> new ParquetRows(file, run, columns, wanted, where));
  }

  /**
   * The next rows, perhaps none; null after the last.
   *
   * @throws UnsuitedException if the API had better be asked for the rows that follow
   * @throws DisorderException if the API had better be asked for all rows
   * @throws IOException if the file isn't what it says
   */
  public @Nullable List<HistoryRow> next() throws IOException {
    if (isDone) {
      return null;
    }
    try {
      GroupRows group = current == null ? open() : current;
      current = group;
      if (group == null) {
        isDone = true;
        return List.of();
      }
      return read(group);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (WandbException e) {
      throw e;
    } catch (RuntimeException e) {
      // The library trusts what it reads.
      throw new IOException("a column that can't be read: " + e, e);
    } catch (StackOverflowError e) {
      throw new UnsuitedException("a page of it is nested too deeply");
    }
  }

  private @Nullable GroupRows open() throws IOException {
    ahead();
    if (groups.isEmpty()) {
      return null;
    }
    ParquetFile.Group group = groups.remove();
    RowGroupLoader load = loads.element();
    pages.release();
    return GroupRows.open(file, group, where, memory, pages, path -> load.stream(group, path));
  }

  /** Keeps as much under way as there is room for. */
  private void ahead() throws UnsuitedException {
    if (groups.isEmpty()) {
      give(loads.poll());
      plan();
      RowGroupLoader first = loads.peek();
      if (first != null) {
        groups.addAll(first.groups());
      }
    }
    plan();
  }

  private void give(@Nullable RowGroupLoader done) {
    if (done != null) {
      file.lease().give(Math.min(ROOM, done.size()));
    }
  }

  private void plan() throws UnsuitedException {
    long size = loads.stream().mapToLong(RowGroupLoader::size).sum();
    while (next != null || !unplanned.isEmpty()) {
      RowGroupLoader load =
          next == null ? RowGroupLoader.first(unplanned, paths, file.source(), ROOM) : next;
      if (next == null) {
        unplanned.subList(0, load.groups().size()).clear();
      }
      next = load;
      if (!loads.isEmpty() && size + load.size() > ROOM) {
        return;
      }
      if (!file.lease().take(Math.min(ROOM, load.size()))) {
        if (loads.isEmpty()) {
          throw new UnsuitedException("there is no memory for it beside what others read");
        }
        return;
      }
      next = null;
      size += load.size();
      loads.add(load);
      load.begin();
    }
  }

  private List<HistoryRow> read(GroupRows group) throws IOException {
    memory.begin();
    int count = group.readSteps(steps, memory.rows());
    group.checkSteps(steps, count);
    int size = 0;
    boolean isBeyond = count > 0;
    for (int i = 0; i < count; i++) {
      checkOrder(steps[i]);
      isBeyond &= steps[i] >= wanted.end();
      boolean isWanted = steps[i] != StepColumn.NONE && wanted.contains(steps[i]);
      places[i] = isWanted ? size++ : RowColumn.NOWHERE;
    }
    if (isBeyond) {
      // Steps ascend: nothing that follows is wanted.
      unplanned.clear();
      next = null;
      groups.clear();
      loads.clear();
      current = null;
      return List.of();
    }
    LoggedValues values = new LoggedValues(size, columns.size());
    group.readValues(values, places, count);
    memory.end(count);
    List<HistoryRow> rows = new ArrayList<>(size);
    for (int i = 0; i < count; i++) {
      if (places[i] != RowColumn.NOWHERE) {
        putStep(values, places[i], steps[i]);
        rows.add(new HistoryRow(run, steps[i], values, places[i]));
      }
    }
    if (group.isDone()) {
      current = null;
    }
    return rows;
  }

  private void putStep(LoggedValues values, int place, long step) {
    for (int column : stepColumns) {
      values.set(place, column, columns.get(column).type().ofWhole(step));
    }
  }

  private void checkOrder(long step) throws IOException {
    if (step != StepColumn.NONE) {
      if (step <= lastStep) {
        throw new DisorderException("step %d follows step %d".formatted(step, lastStep));
      }
      lastStep = step;
    }
  }

  /** Names of columns with values that no wanted key is about; internal ones don't count. */
  public Set<String> others() {
    Set<String> others = new HashSet<>();
    for (Field field : file.root().children()) {
      String name = field.name();
      boolean isWanted =
          columns.stream()
              .map(ValueColumn::key)
              .anyMatch(key -> key.equals(name) || key.startsWith(name + "."));
      if (!isWanted && HistoryKeys.isMetric(name) && file.hasValues(field)) {
        others.add(name);
      }
    }
    return others;
  }

  /** How many bytes the texts and lists of the rows that were read last have, at the least. */
  public long bytes() {
    return memory.held();
  }
}
