package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.engine.source.ColumnReferences;
import io.github.wandbjdbc.engine.source.TableUse;
import io.github.wandbjdbc.rows.ItemRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The projects that a statement means by a table that stands for those of all projects. */
final class NamedProjects {
  static final String PROJECT = "project";

  private final Catalog catalog;
  private final long maxProjects;

  /** At most so many projects are asked whether they have a run. */
  NamedProjects(Catalog catalog, long maxProjects) {
    this.catalog = catalog;
    this.maxProjects = maxProjects;
  }

  /**
   * The projects whose histories the statement of {@code view} may mean by {@code table} of all of
   * {@code entity}: those that it names, or that have the runs that it names. Parameters don't
   * count before they have values.
   */
  List<ProjectPath> ofHistories(WideTable table, String entity, StatementView view) {
    Set<String> names = new TreeSet<>();
    for (TableUse use : uses(table, view)) {
      Set<String> projects = use.texts(PROJECT);
      Set<String> runs = use.texts(ItemRequest.RUN_ID);
      if (projects != null) {
        names.addAll(listed(entity, projects, view.scope()));
      } else if (runs != null) {
        names.addAll(places(entity, runs, view.scope()).projects());
      } else if (parameters(use).isEmpty()) {
        throw unbound(table, entity);
      }
    }
    return paths(entity, names);
  }

  private static List<TableUse> uses(WideTable table, StatementView view) {
    List<TableUse> uses = new ArrayList<>();
    for (TableUse use : view.references().uses()) {
      if (use.isOf(SystemTables.ALL_PROJECTS, table.tableName())) {
        uses.add(use);
      }
    }
    // Nothing is known of a table that no text names.
    return uses.isEmpty() ? List.of(new TableUse(List.of())) : uses;
  }

  /** The parameters of a statement that say of which projects or runs it reads histories. */
  static Set<Integer> choosing(ColumnReferences references) {
    Set<Integer> choosing = new HashSet<>();
    for (TableUse use : references.uses()) {
      boolean isHistory =
          Descriptions.OF_ALL_PROJECTS.stream()
              .anyMatch(table -> use.isOf(SystemTables.ALL_PROJECTS, table.tableName()));
      if (isHistory && use.texts(PROJECT) == null) {
        choosing.addAll(parameters(use));
      }
    }
    return choosing;
  }

  private static Set<Integer> parameters(TableUse use) {
    Set<Integer> ofProject = use.parameters(PROJECT);
    return !ofProject.isEmpty()
        ? ofProject
        : use.texts(ItemRequest.RUN_ID) == null ? use.parameters(ItemRequest.RUN_ID) : Set.of();
  }

  /**
   * The names of the projects of which the statement of {@code view} means runs, by the table of
   * the runs of all; null if it names none.
   */
  static @Nullable Set<String> ofRuns(StatementView view) {
    Set<String> names = new TreeSet<>();
    for (TableUse use : uses(WideTable.RUNS, view)) {
      Set<String> projects = use.texts(PROJECT);
      if (projects == null) {
        return null;
      }
      names.addAll(projects);
    }
    return names;
  }

  /**
   * The projects whose columns a statement means that names none, or none yet: that of the
   * connection, unless a column is missing there.
   */
  List<ProjectPath> likely(String entity, StatementView view) {
    ProjectPath current = view.current();
    return current != null
            && current.entity().equalsIgnoreCase(entity)
            && view.references().sought().isEmpty()
        ? List.of(current)
        : all(entity, view.scope());
  }

  /** All projects of {@code entity}; none if they are too many to be asked for their columns. */
  List<ProjectPath> all(String entity, CallScope scope) {
    List<String> names = catalog.projects(entity, scope);
    return names.size() > maxProjects ? List.of() : paths(entity, names);
  }

  static List<ProjectPath> paths(String entity, Collection<String> names) {
    return names.stream().map(name -> new ProjectPath(entity, name)).toList();
  }

  private static WandbException unbound(WideTable table, String entity) {
    return new WandbException(
        Kind.BAD_STATEMENT,
        ("\"*\".%s would read the histories of all projects of %s: add project = '...' or run_id ="
                + " '...', or IN with texts, to the WHERE clause of the query that names it")
            .formatted(table.tableName(), entity));
  }

  /** Those of {@code wanted} that {@code entity} has. */
  List<String> listed(String entity, Set<String> wanted, CallScope scope) {
    return catalog.projects(entity, scope).stream().filter(wanted::contains).toList();
  }

  private RunPlaces places(String entity, Set<String> runs, CallScope scope) {
    return catalog.places(entity, runs, () -> findPlaces(entity, runs, scope), scope);
  }

  /** Asks each project, since several may have a run of one id. */
  private RunPlaces findPlaces(String entity, Set<String> runs, CallScope scope) {
    List<String> projects = catalog.projects(entity, scope);
    if (projects.size() > maxProjects) {
      throw new WandbException(
          Kind.LIMIT_EXCEEDED,
          ("%d projects of %s would be searched for the runs, which is more than maxRuns=%d; add a"
                  + " condition on project, or raise maxRuns")
              .formatted(projects.size(), entity, maxProjects));
    }
    List<String> holding = new ArrayList<>();
    Set<String> missing = new HashSet<>(runs);
    for (String project : projects) {
      Set<String> held = held(new ProjectPath(entity, project), runs, scope);
      missing.removeAll(held);
      if (!held.isEmpty()) {
        holding.add(project);
      }
    }
    return new RunPlaces(holding, missing.isEmpty());
  }

  /** Those of {@code runs} that {@code project} holds. */
  private Set<String> held(ProjectPath project, Set<String> runs, CallScope scope) {
    RunsRequest request =
        RunsRequest.all(project)
            .withFilter(new RunFilter.In(RunField.ID, List.copyOf(runs)))
            .withFields(Set.of(RunField.ID));
    Set<String> held = new HashSet<>();
    try (Pages<Run> pages = catalog.client().runs(request, scope)) {
      while (held.size() < runs.size()) {
        List<Run> page = pages.next();
        if (page == null) {
          break;
        }
        page.stream().map(Run::id).filter(runs::contains).forEach(held::add);
      }
    }
    return held;
  }
}
