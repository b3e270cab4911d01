package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.engine.source.ColumnReferences;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.ColumnKeys;
import io.github.wandbjdbc.rows.FixedColumns;
import io.github.wandbjdbc.rows.TableColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The columns that runs of several projects have: those that all have, those that the statement
 * names, and, if it names the projects, those that these show.
 */
final class RunColumnsOfProjects {
  private final Catalog catalog;
  private final NamedProjects named;

  RunColumnsOfProjects(Catalog catalog, NamedProjects named) {
    this.catalog = catalog;
    this.named = named;
  }

  List<Column> of(String entity, StatementView view) {
    Set<String> names = NamedProjects.ofRuns(view);
    boolean isNamed =
        view.references().references().stream()
            .anyMatch(
                reference ->
                    reference.mayBeOf(WideTable.RUNS.tableName())
                        && WideTable.RUNS.mayDiscover(reference.column()));
    if (!isNamed && (names == null || !view.references().isAny())) {
      return FixedColumns.RUNS;
    }
    List<ProjectPath> projects =
        names == null
            ? named.all(entity, view.scope())
            : NamedProjects.paths(entity, named.listed(entity, names, view.scope()));
    List<TableColumns> parts = new ArrayList<>();
    for (ProjectPath project : projects) {
      parts.add(new WandbTable(catalog, WideTable.RUNS, project, view).tableColumns());
    }
    List<Column> all = TableColumns.together(List.of(), FixedColumns.RUNS, parts).columns();
    return names == null ? onlyNamed(all, view.references()) : all;
  }

  /** Of {@code all}, the fixed columns and those that the statement names. */
  private static List<Column> onlyNamed(List<Column> all, ColumnReferences references) {
    List<Column> columns = new ArrayList<>();
    ColumnKeys keys = new ColumnKeys(all);
    List<String> meant =
        references.references().stream()
            .flatMap(reference -> keys.columns(reference.column(), reference.isQuoted()).stream())
            .map(match -> match.column())
            .toList();
    for (Column column : all) {
      if (FixedColumns.RUNS.contains(column) || meant.contains(column.name())) {
        columns.add(column);
      }
    }
    return columns;
  }
}
