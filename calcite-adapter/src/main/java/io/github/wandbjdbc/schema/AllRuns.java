package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunOrder;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.ItemRequest;
import io.github.wandbjdbc.rows.ItemTable;
import io.github.wandbjdbc.rows.Misfits;
import io.github.wandbjdbc.rows.RunReader;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The runs of all projects of an entity, one project after the other. */
final class AllRuns {
  private static final String PROJECT = "project";

  private final Catalog catalog;
  private final long maxProjects;
  private final List<Column> columnsOfRuns;

  /**
   * At most so many projects are listed.
   *
   * @param columnsOfRuns the columns of each project's {@code runs}
   */
  AllRuns(Catalog catalog, long maxProjects, List<Column> columnsOfRuns) {
    this.catalog = catalog;
    this.maxProjects = maxProjects;
    this.columnsOfRuns = columnsOfRuns;
  }

  /**
   * A run with what is read of it.
   *
   * @param columns the names of the values
   */
  private record ProjectRun(String project, List<String> columns, List<@Nullable Object> values) {

    @Nullable Object value(String column) {
      return values.get(columns.indexOf(column));
    }
  }

  /** The table {@code runs}: the columns that each project's has, after the project's name. */
  ItemTable<?> table() {
    ItemTable.Builder<ProjectRun> table =
        ItemTable.<ProjectRun>named(
                "runs",
                "One row per run of any project of the entity. With a condition on project,"
                    + " only the runs of that project are listed.")
            .key(PROJECT, ProjectRun::project, "The run's project. From Project.name.");
    for (Column column : columnsOfRuns) {
      String name = column.name();
      table.ofRuns(column, run -> run.value(name));
    }
    return table.primaryKey(PROJECT, "run_id").likelyRows(10_000).listedBy(this::list);
  }

  private Pages<ProjectRun> list(
      WandbClient client, ItemRequest request, CallScope scope, Misfits misfits) {
    String entity = request.project().entity();
    Set<String> wanted = request.selected(PROJECT);
    List<String> projects =
        catalog.projects(entity, scope).stream()
            .filter(name -> wanted == null || wanted.contains(name))
            .toList();
    if (projects.size() > maxProjects) {
      throw new WandbException(
          Kind.LIMIT_EXCEEDED,
          ("the runs of %d projects of %s would be listed, which is more than maxRuns=%d;"
                  + " add a condition on project, or raise maxRuns")
              .formatted(projects.size(), entity, maxProjects));
    }
    List<Column> columns =
        columnsOfRuns.stream().filter(column -> request.reads(column.name())).toList();
    List<String> names = columns.stream().map(Column::name).toList();
    RunReader reader = new RunReader(columns, misfits);
    return Pages.of(projects)
        .concatMap(
            project ->
                runs(client, new ProjectPath(entity, project), request.filter(), columns, scope)
                    .flatMap(
                        run ->
                            List.of(
                                new ProjectRun(project, names, Arrays.asList(reader.read(run))))));
  }

  private static Pages<Run> runs(
      WandbClient client,
      ProjectPath project,
      RunFilter filter,
      List<Column> columns,
      CallScope scope) {
    return client.runs(
        RunsRequest.all(project)
            .withFilter(filter)
            .withFields(RunReader.fields(columns))
            .withPaths(RunReader.paths(columns))
            .withOrder(RunOrder.OLDEST_FIRST)
            .asShown(),
        scope);
  }
}
