package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.Artifacts;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.FileCache;
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
import io.github.wandbjdbc.client.cache.DiskCache;
import io.github.wandbjdbc.client.files.folder.ProjectNames;
import io.github.wandbjdbc.client.files.folder.RunDirectory;
import io.github.wandbjdbc.client.files.opening.FileOptions;
import io.github.wandbjdbc.client.files.opening.FolderOverview;
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
import org.jspecify.annotations.Nullable;

/**
 * The runs of a directory of local run files.
 *
 * <p>What a log says is as of the moment when a call first looks at it: a file that is being
 * written gives the records that are whole then, and the next call sees more. Only files below the
 * directory are read; nothing is written but names and states of runs, if the user names a
 * directory for them.
 */
public final class FilesClient implements WandbClient {
  private final RunCatalog catalog;
  private final FileCache cache;
  private final @Nullable String entity;
  private final Clock clock;

  private FilesClient(RunCatalog catalog, FileCache cache, @Nullable String entity, Clock clock) {
    this.catalog = catalog;
    this.cache = cache;
    this.entity = entity;
    this.clock = clock;
  }

  /**
   * A client of the runs at {@code path}. Reads nothing yet; {@code UNREACHABLE} if there is
   * nothing, {@code FORBIDDEN} if it may not be read.
   *
   * @param path a {@code wandb} folder of run directories, a folder that holds one, a run
   *     directory, or a {@code .wandb} file
   * @param options how it is read
   * @param clock tells a run that is being written from one that was given up
   */
  public static FilesClient open(Path path, FileOptions options, Clock clock) {
    RunDirectory directory = RunDirectory.at(path, options.recursive());
    Path cache = options.cacheDirectory();
    if (cache == null) {
      return new FilesClient(
          new RunCatalog(directory, LogIndex.NONE), FileCache.NONE, options.catalog(), clock);
    }
    try {
      KeptIndex index =
          new KeptIndex(DiskCache.open(cache, options.maxCacheBytes()), directory.root());
      return new FilesClient(new RunCatalog(directory, index), index, options.catalog(), clock);
    } catch (IOException e) {
      throw new WandbException(Kind.UNREACHABLE, "cacheDirectory: " + e.getMessage(), e);
    }
  }

  /** The same with the usual options. */
  public static FilesClient open(Path path, Clock clock) {
    return open(path, FileOptions.DEFAULT, clock);
  }

  /**
   * The project of the newest run, by creation and then by run id: where a user is who names none.
   * {@code UNREACHABLE} if there is no run, {@code MALFORMED_RESPONSE} if no file is what its name
   * says.
   */
  public ProjectPath newestProject() {
    return overview(CallScope.unbounded()).newest();
  }

  /** The facts that a user should know of the folder before the first question. */
  public FolderOverview overview(CallScope scope) {
    RunCatalog.Found found = catalog.find(scope);
    Look look = new Look(found.runs(), entity, clock.instant());
    return FolderOverview.of(look.projects(), found.warnings());
  }

  /** No user; the default entity is that of the newest run. */
  @Override
  public Viewer viewer(CallScope scope) {
    List<ProjectPath> projects = look(scope).projects();
    List<String> entities = projects.stream().map(ProjectPath::entity).distinct().sorted().toList();
    return new Viewer(null, projects.get(projects.size() - 1).entity(), entities);
  }

  @Override
  public Pages<String> projects(String entity, CallScope scope) {
    List<String> projects =
        look(scope).projects().stream()
            .filter(project -> project.entity().equals(entity))
            .map(ProjectPath::project)
            .distinct()
            .sorted()
            .toList();
    if (projects.isEmpty()) {
      throw new WandbException(Kind.UNKNOWN_ENTITY, "no run file names the entity " + entity);
    }
    return new ListPages<>(projects, project -> project, String::length, scope);
  }

  @Override
  public Optional<ProjectPath> project(ProjectPath path, CallScope scope) {
    return look(scope).projects().stream().filter(path::equals).findFirst();
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
          try {
            Run answer = run.toRun(request.fields(), look.now(), scope);
            if (request.fields().size() > 1) {
              run.warnOfDamage(scope);
            }
            return answer;
          } catch (IOException e) {
            WandbException failure = LoggedHistoryPages.failure(run, 0, e);
            if (!request.passesOverUnreadable()) {
              throw failure;
            }
            scope.warnOnce(String.valueOf(failure.getMessage()));
            return null;
          }
        },
        Run::weight,
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
    return new LoggedStreams(this::look);
  }

  @Override
  public Artifacts artifacts() {
    return new LoggedArtifacts(this::look);
  }

  @Override
  public boolean seesAll() {
    return true;
  }

  @Override
  public FileCache cache() {
    return cache;
  }

  /** Pages hold their files themselves, and let go of them when they are closed. */
  @Override
  public Optional<PageSizes> pageSizes() {
    return Optional.empty();
  }

  @Override
  public void close() {
    catalog.close();
  }

  /** The directory as the statement of {@code scope} sees it: as it was when it first looked. */
  private Look look(CallScope scope) {
    Look known = scope.snapshot().get(Look.class, catalog);
    if (known != null) {
      return known;
    }
    RunCatalog.Found found = catalog.find(scope);
    found.warnings().forEach(scope::warnOnce);
    return scope
        .snapshot()
        .settle(Look.class, catalog, new Look(found.runs(), entity, clock.instant()));
  }

  /**
   * The runs of the directory at some time, with what was logged until then.
   *
   * @param all oldest first
   * @param names what their projects are called
   */
  record Look(List<LocalRun> all, ProjectNames names, Instant now) {
    Look(List<LocalRun> all, @Nullable String entity, Instant now) {
      this(all, ProjectNames.of(all.stream().map(LocalRun::project).toList(), entity), now);
    }

    /** The project of each run, by its name here. */
    List<ProjectPath> projects() {
      return all.stream().map(run -> names.of(run.project())).toList();
    }

    List<LocalRun> runs(ProjectPath project, RunFilter filter, CallScope scope) {
      Map<Boolean, List<LocalRun>> parts =
          all.stream()
              .collect(Collectors.partitioningBy(run -> names.of(run.project()).equals(project)));
      List<LocalRun> runs = parts.getOrDefault(true, List.of());
      if (runs.isEmpty()) {
        throw new WandbException(Kind.UNKNOWN_PROJECT, "no run file names the project " + project);
      }
      parts.getOrDefault(false, List.of()).forEach(run -> run.warnOfLostProject(scope));
      return runs.stream().filter(run -> filter.mayAccept(run.id(), () -> run.state(now))).toList();
    }
  }
}
