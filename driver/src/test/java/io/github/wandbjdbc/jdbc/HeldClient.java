package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.HistoryKeys.TypeCount;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.PageSizes;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.Viewer;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.engine.source.SearchPath;
import io.github.wandbjdbc.jdbc.attached.AttachedFolders;
import io.github.wandbjdbc.schema.SchemaOptions;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A source that holds one run, {@code baseline} of {@code team/vision}, with a million steps; its
 * {@code loss} is NaN in step 3.
 */
final class HeldClient implements WandbClient {
  static final long STEPS = 1_000_000;

  private int asked;
  private boolean closed;

  /** A connection to it, in its project. */
  Connection connect() {
    return connect(new SearchPath("team", "vision"));
  }

  Connection connect(SearchPath path) {
    WandbDriver driver = new WandbDriver();
    return new WandbConnection(
        driver,
        (WandbFactory) driver.createFactory(),
        Session.over(
            new Source(this, "", path, AttachedFolders.NONE, List.of()),
            SchemaOptions.DEFAULT,
            SchemaOptions.DEFAULT,
            StatementLimits.NONE),
        "jdbc:wandb:?entity=team",
        "ada",
        path);
  }

  /** How many pages of history were asked for. */
  int asked() {
    return asked;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public Viewer viewer(CallScope scope) {
    return new Viewer("ada", "team", List.of("team"));
  }

  @Override
  public Pages<String> projects(String entity, CallScope scope) {
    if (!entity.equals("team")) {
      throw new WandbException(Kind.UNKNOWN_ENTITY, "no entity " + entity);
    }
    return pages(List.of(List.of("my_project", "vision")));
  }

  @Override
  public Optional<ProjectPath> project(ProjectPath path, CallScope scope) {
    return path.entity().equals("team") && List.of("my_project", "vision").contains(path.project())
        ? Optional.of(path)
        : Optional.empty();
  }

  @Override
  public Pages<Run> runs(RunsRequest request, CallScope scope) {
    Run run =
        new Run(
            "baseline",
            "first try",
            "finished",
            Instant.parse("2023-11-14T22:13:20.123Z"),
            null,
            "ada",
            null,
            null,
            null,
            null,
            null,
            List.of("best"),
            null,
            null,
            false,
            STEPS,
            null,
            "{\"lr\":0.1}",
            "{\"loss\":0.5}",
            null,
            new HistoryKeys(
                STEPS - 1,
                STEPS,
                Map.of("loss", List.of(new TypeCount("number", STEPS, Map.of())))));
    return pages(List.of(List.of(run)));
  }

  @Override
  public long count(ProjectPath project, RunFilter filter, CallScope scope) {
    return 1;
  }

  @Override
  public Pages<HistoryRow> history(HistoryRequest request, CallScope scope) {
    return new Pages<>() {
      private long next = request.steps().first();

      @Override
      public @Nullable List<HistoryRow> next() {
        scope.check();
        long most = Math.min(STEPS, request.limit());
        long end = Math.min(request.steps().end(), request.steps().first() + most);
        end = Math.min(end, STEPS);
        if (next >= end) {
          return null;
        }
        asked++;
        long first = next;
        next = Math.min(end, first + 1_000);
        if (first == 0) {
          scope.warn("the first page is worth a warning");
        }
        return LongStream.range(first, next).mapToObj(step -> row(request, step)).toList();
      }

      @Override
      public void close() {}
    };
  }

  private static HistoryRow row(HistoryRequest request, long step) {
    @Nullable Object[] values = new @Nullable Object[request.columns().size()];
    java.util.Arrays.fill(values, step == 3 ? Double.NaN : step / 2.0);
    return new HistoryRow("baseline", step, values);
  }

  @Override
  public Pages<HistoryRow> sampledHistory(SampledHistoryRequest request, CallScope scope) {
    return pages(List.of());
  }

  @Override
  public Optional<PageSizes> pageSizes() {
    return Optional.empty();
  }

  @Override
  public void close() {
    closed = true;
  }

  private static <T> Pages<T> pages(List<List<T>> pages) {
    List<List<T>> left = new ArrayList<>(pages);
    return new Pages<>() {
      @Override
      public @Nullable List<T> next() {
        return left.isEmpty() ? null : left.remove(0);
      }

      @Override
      public void close() {}
    };
  }
}
