package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.PageSizes;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunOrder;
import io.github.wandbjdbc.client.RunStreams;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.Viewer;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The runs of a directory of local run files.
 *
 * <p>What a log says is as of the moment when a call first looks at it: a file that is being
 * written gives the records that are whole then, and the next call sees more. Only files below the
 * directory are read, and nothing is written.
 */
public final class FilesClient implements WandbClient {
  private final RunCatalog catalog;
  private final Clock clock;

  private FilesClient(RunCatalog catalog, Clock clock) {
    this.catalog = catalog;
    this.clock = clock;
  }

  /**
   * A client of the runs at {@code path}. Reads nothing yet; {@code UNREACHABLE} if there is
   * nothing, {@code FORBIDDEN} if it may not be read.
   *
   * @param path a {@code wandb} folder of run directories, a folder that holds one, a run
   *     directory, or a {@code .wandb} file
   * @param clock tells a run that is being written from one that was given up
   */
  public static FilesClient open(Path path, Clock clock) {
    return new FilesClient(new RunCatalog(RunDirectory.at(path)), clock);
  }

  /**
   * The project of the newest run, by creation and then by run id: where a user is who names none.
   * {@code UNREACHABLE} if there is no run, {@code MALFORMED_RESPONSE} if a file is not what its
   * name says.
   */
  public ProjectPath newestProject() {
    List<LocalRun> runs = catalog.runs(CallScope.unbounded());
    return runs.get(runs.size() - 1).project();
  }

  /** No user; the default entity is that of the newest run. */
  @Override
  public Viewer viewer(CallScope scope) {
    List<LocalRun> runs = catalog.runs(scope);
    List<String> entities =
        runs.stream().map(run -> run.project().entity()).distinct().sorted().toList();
    return new Viewer(null, runs.get(runs.size() - 1).project().entity(), entities);
  }

  @Override
  public Pages<String> projects(String entity, CallScope scope) {
    List<String> projects =
        catalog.runs(scope).stream()
            .filter(run -> run.project().entity().equals(entity))
            .map(run -> run.project().project())
            .distinct()
            .sorted()
            .toList();
    if (projects.isEmpty()) {
      throw new WandbException(Kind.UNKNOWN_ENTITY, "no run file names the entity " + entity);
    }
    return new ListPages<>(projects, project -> project, scope);
  }

  @Override
  public Optional<ProjectPath> project(ProjectPath path, CallScope scope) {
    return catalog.runs(scope).stream().map(LocalRun::project).filter(path::equals).findFirst();
  }

  @Override
  public Pages<Run> runs(RunsRequest request, CallScope scope) {
    Look look = look(scope);
    List<LocalRun> runs = new ArrayList<>(look.runs(request.project(), request.filter(), scope));
    RunOrder order = request.order();
    if (order != null && order.attribute() != RunField.CREATED_AT) {
      throw new IllegalArgumentException("an order by " + order.attribute());
    }
    if (order != null && order.descending()) {
      Collections.reverse(runs);
    }
    List<LocalRun> wanted = runs.subList(0, (int) Math.min(runs.size(), request.limit()));
    return new ListPages<>(
        wanted,
        run -> {
          if (request.fields().size() > 1) {
            run.warnOfDamage(scope);
          }
          try {
            return run.toRun(request.fields(), look.now(), scope);
          } catch (IOException e) {
            throw LoggedHistoryPages.failure(run, 0, e);
          }
        },
        scope);
  }

  @Override
  public long count(ProjectPath project, RunFilter filter, CallScope scope) {
    if (!filter.isExact()) {
      throw new IllegalArgumentException("a count of runs by " + filter);
    }
    return look(scope).runs(project, filter, scope).size();
  }

  @Override
  public Pages<HistoryRow> history(HistoryRequest request, CallScope scope) {
    Look look = look(scope);
    return new LoggedHistoryPages(
        look.runs(request.project(), request.runs(), scope), request, look.now(), scope);
  }

  @Override
  public Pages<HistoryRow> sampledHistory(SampledHistoryRequest request, CallScope scope) {
    Look look = look(scope);
    return new SampledPages(
        look.runs(request.project(), request.runs(), scope), request, look.now(), scope);
  }

  @Override
  public RunStreams runStreams() {
    return (project, filter, samples, scope) -> {
      Look look = look(scope);
      return new StatsPages(look.runs(project, filter, scope), samples, look.now(), scope);
    };
  }

  /** Pages hold their files themselves, and let go of them when they are closed. */
  @Override
  public Optional<PageSizes> pageSizes() {
    return Optional.empty();
  }

  @Override
  public void close() {}

  /** The directory as the statement of {@code scope} sees it: as it was when it first looked. */
  private Look look(CallScope scope) {
    Look known = scope.snapshot().get(Look.class, catalog);
    return known == null
        ? scope
            .snapshot()
            .settle(Look.class, catalog, new Look(catalog.runs(scope), clock.instant()))
        : known;
  }

  /** The runs of the directory at some time, with what was logged until then. */
  private record Look(List<LocalRun> all, Instant now) {
    List<LocalRun> runs(ProjectPath project, RunFilter filter, CallScope scope) {
      Map<Boolean, List<LocalRun>> parts =
          all.stream().collect(Collectors.partitioningBy(run -> run.project().equals(project)));
      List<LocalRun> runs = parts.getOrDefault(true, List.of());
      if (runs.isEmpty()) {
        throw new WandbException(Kind.UNKNOWN_PROJECT, "no run file names the project " + project);
      }
      parts.getOrDefault(false, List.of()).forEach(run -> run.warnOfLostProject(scope));
      return runs.stream().filter(run -> filter.mayAccept(run.id(), () -> run.state(now))).toList();
    }
  }
}
