package io.github.wandbjdbc.client.api.exports;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.http.Storage;
import io.github.wandbjdbc.client.api.paging.PageFailure;
import io.github.wandbjdbc.client.api.paging.Prefetch;
import io.github.wandbjdbc.client.api.steps.RunExtent;
import io.github.wandbjdbc.client.parquet.DisorderException;
import io.github.wandbjdbc.client.parquet.ParquetFile;
import io.github.wandbjdbc.client.parquet.UnsuitedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The exported part of a run's history: files with a row per step.
 *
 * <p>The API serves the same rows, only slower, so that files are read where they surely hold all:
 * where their rows, and those that the server calls live, are no fewer than the server counts.
 */
public final class ExportedHistory implements AutoCloseable {
  private static final int MIN_PAGE_ROWS = 256;
  private static final int MAX_PAGE_ROWS = 10_000;

  /** The weight of a page: a number counts for one, a text, such as a histogram, for many. */
  private static final long PAGE_WEIGHT = 200_000;

  private static final long TEXT_WEIGHT = 50;

  private final String what;
  private final CallScope scope;
  private final List<ParquetFile> files;
  private final FileMerge merge;
  private final long boundary;
  private final int pageRows;

  private ExportedHistory(
      Wanted wanted, CallScope scope, List<ParquetFile> files, FileMerge merge, long boundary) {
    this.what = wanted.what();
    this.pageRows = pageRows(wanted.columns());
    this.scope = scope;
    this.files = files;
    this.merge = merge;
    this.boundary = boundary;
  }

  private static int pageRows(List<ValueColumn> columns) {
    long weight = 1;
    for (ValueColumn column : columns) {
      weight += column.type() == ValueType.TEXT ? TEXT_WEIGHT : 1;
    }
    return (int) Math.max(MIN_PAGE_ROWS, Math.min(MAX_PAGE_ROWS, PAGE_WEIGHT / weight));
  }

  /**
   * The steps and columns to read.
   *
   * @param steps which steps
   * @param extent how far the run goes
   */
  public record Wanted(
      ProjectPath project,
      String run,
      List<ValueColumn> columns,
      StepRange steps,
      RunExtent extent) {

    /** Whether nothing else would tell of wanted rows that files lack. */
    private boolean isPartOfARunWithGaps() {
      return !extent.isWholeRun() && extent.gaps() > 0;
    }

    String what() {
      return "exported history of run %s of %s".formatted(run, project);
    }
  }

  /**
   * The exported rows; empty if there are none, or if the API had better be asked.
   *
   * @throws WandbException if the statement is over
   */
  static Optional<ExportedHistory> open(ExportLists lists, Wanted wanted, CallScope scope) {
    List<ParquetFile> opened = new ArrayList<>();
    Optional<ExportedHistory> history = Optional.empty();
    try {
      history = open(lists, wanted, scope, opened);
    } catch (WandbException e) {
      if (PageFailure.endsStatement(e)) {
        throw e;
      }
      tellRefused(e, scope);
    } catch (IOException e) {
      scope.warn(
          "%s: a file can't be read (%s); its rows were read from the API"
              .formatted(wanted.what(), e.getMessage()));
    } finally {
      if (history.isEmpty()) {
        opened.forEach(ParquetFile::close);
      }
    }
    return history;
  }

  private static Optional<ExportedHistory> open(
      ExportLists lists, Wanted wanted, CallScope scope, List<ParquetFile> opened)
      throws IOException {
    Optional<ExportList> ahead = lists.ahead(wanted.run());
    if (ahead.isPresent()) {
      Optional<ExportedHistory> history = open(lists, ahead.get(), wanted, scope, opened);
      if (history.isPresent() || ahead.get().urls().isEmpty()) {
        return history;
      }
    }
    Optional<ExportList> list = lists.now(wanted.run());
    return list.isEmpty() ? Optional.empty() : open(lists, list.get(), wanted, scope, opened);
  }

  private static Optional<ExportedHistory> open(
      ExportLists lists, ExportList list, Wanted wanted, CallScope scope, List<ParquetFile> opened)
      throws IOException {
    if (list.urls().isEmpty()) {
      return Optional.empty();
    }
    SignedUrls urls =
        new SignedUrls(
            list.urls(),
            () -> lists.now(wanted.run()).map(ExportList::urls).orElse(List.of()),
            wanted.what());
    List<ExportedFile> files = new ArrayList<>();
    ExportCache cache = lists.source().cache();
    ExportCache.Keeper keeper =
        cache == null || !list.hasEnded()
            ? null
            : cache.keeper(wanted.project(), wanted.run(), scope).orElse(null);
    for (ParquetFile file : opened(lists.source().storage(), urls, keeper, wanted, scope, opened)) {
      if (!file.hasSteps() && file.rows() > 0) {
        return Optional.empty();
      }
      if (file.rows() > 0) {
        ExportedFile steps = ExportedFile.of(file, wanted.run(), wanted.isPartOfARunWithGaps());
        if (!steps.isPlausible(wanted.extent().lastStep())) {
          return Optional.empty();
        }
        files.add(steps);
      }
    }
    long[] live =
        Arrays.stream(list.liveSteps())
            .filter(step -> step <= wanted.extent().lastStep())
            .toArray();
    if (new StepCount(files, live, wanted.run()).steps() < wanted.extent().rows()) {
      return Optional.empty();
    }
    long boundary = live.length == 0 ? Long.MAX_VALUE : live[0];
    return FileMerge.of(files, wanted.run(), wanted.columns(), wanted.steps())
        .map(merge -> new ExportedHistory(wanted, scope, List.copyOf(opened), merge, boundary));
  }

  private static List<ParquetFile> opened(
      Storage storage,
      SignedUrls urls,
      ExportCache.@Nullable Keeper keeper,
      Wanted wanted,
      CallScope scope,
      List<ParquetFile> opened)
      throws IOException {
    List<Prefetch<StoredFile>> stored = new ArrayList<>();
    for (String file : new TreeSet<>(urls.files())) {
      Prefetch<StoredFile> ahead =
          new Prefetch<>(() -> StoredFile.open(storage, urls, file, wanted.what(), scope, keeper));
      stored.add(ahead);
    }
    stored.stream().skip(1).forEach(Prefetch::begin);
    int done = 0;
    try {
      for (Prefetch<StoredFile> ahead : stored) {
        StoredFile bytes = ahead.await();
        opened.add(ParquetFile.open(bytes));
        done++;
      }
    } finally {
      stored.stream().skip(done).forEach(ahead -> ahead.abandon(StoredFile::close));
    }
    return opened;
  }

  /** A storage that fails is no news; one that is never asked is one more reason to be slow. */
  private static void tellRefused(WandbException e, CallScope scope) {
    if (Storage.isRefused(e)) {
      scope.warnOfKind(
          "refused export", e.getMessage() + "; such histories are read from the API, more slowly");
    }
  }

  /** The first step that is live: from there on the API has rows that may count for more. */
  long boundary() {
    return boundary;
  }

  /**
   * The next rows with steps below {@code end}; empty if there is none.
   *
   * @throws UnavailableException if the rest has to be read from the API
   */
  List<HistoryRow> below(long end) throws UnavailableException {
    scope.check();
    try {
      return merge.below(end, pageRows);
    } catch (UnsuitedException | DisorderException e) {
      throw new UnavailableException(e);
    } catch (WandbException e) {
      if (PageFailure.endsStatement(e)) {
        throw e;
      }
      tellRefused(e, scope);
      throw new UnavailableException(e);
    } catch (IOException e) {
      throw new WandbException(
          Kind.MALFORMED_RESPONSE,
          "%s: a file can't be read (%s); exports=false reads it from the API"
              .formatted(what, e.getMessage()),
          e);
    }
  }

  /** Names of columns that no wanted key is about. */
  Set<String> others() {
    return merge.others();
  }

  @Override
  public void close() {
    files.forEach(ParquetFile::close);
  }

  /** That rows before {@code step} may be missing. */
  WandbException disorder(long step, UnavailableException cause) {
    return new WandbException(
        Kind.MALFORMED_RESPONSE,
        ("%s: a file's steps are out of order (%s), so rows before step %d may be"
                + " missing; exports=false reads everything from the API")
            .formatted(what, String.valueOf(cause.getMessage()), step),
        cause);
  }

  /** The storage doesn't serve any more, or the API had better be asked. */
  static final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnavailableException(Throwable cause) {
      super(cause.getMessage(), cause);
    }

    /** Whether rows that were read before may not have been all. */
    boolean isOfDisorder() {
      return getCause() instanceof DisorderException;
    }
  }
}
