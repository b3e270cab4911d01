package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.ColumnSource;
import io.github.wandbjdbc.rows.ItemRequest;
import io.github.wandbjdbc.rows.ItemTable;
import io.github.wandbjdbc.rows.TableColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Describes what there is, for {@code information_schema}: as little of it as is asked for. */
final class Descriptions {
  private static final List<String> SYSTEM_SCHEMAS =
      List.of(SystemTables.ALL_PROJECTS, SystemTables.INFORMATION_SCHEMA);

  /** The tables of steps, which the schema of all projects has too. */
  static final List<WideTable> OF_ALL_PROJECTS =
      List.of(WideTable.HISTORY, WideTable.SAMPLED_HISTORY, WideTable.HISTORY_WITH_PARENTS);

  private final Catalog catalog;
  private final SystemTables system;

  Descriptions(Catalog catalog, SystemTables system) {
    this.catalog = catalog;
    this.system = system;
  }

  /** A project, or a schema of the system. */
  record Schema(String entity, String name) {}

  /** A table of a schema. */
  record OfTable(String entity, String schema, String name, String type, String remarks) {}

  /** A column of a table, its place counted from 1. */
  record OfColumn(String entity, String schema, String table, long position, Column column) {

    String isNullable() {
      return column.nullable() ? "YES" : "NO";
    }

    /** The metric, or the path in config or summary; null if it is neither. */
    @Nullable String key() {
      ColumnSource source = column.source();
      if (source instanceof ColumnSource.Logged logged) {
        return logged.key();
      }
      if (source instanceof ColumnSource.Config config) {
        return config.path();
      }
      return source instanceof ColumnSource.Summary summary ? summary.path() : null;
    }
  }

  Pages<Schema> schemata(ItemRequest request, CallScope scope) {
    String entity = request.project().entity();
    return Pages.of(
        schemas(request, "schema_name", scope).stream()
            .map(name -> new Schema(entity, name))
            .toList());
  }

  Pages<OfTable> tables(ItemRequest request, CallScope scope) {
    String entity = request.project().entity();
    return ofSchemas(
        request,
        scope,
        schema -> {
          List<OfTable> tables = new ArrayList<>();
          for (ItemTable<?> table : system.in(schema)) {
            tables.add(new OfTable(entity, schema, table.name(), "SYSTEM TABLE", table.remarks()));
          }
          if (schema.equals(SystemTables.ALL_PROJECTS)) {
            for (WideTable kind : OF_ALL_PROJECTS) {
              tables.add(
                  new OfTable(entity, schema, kind.tableName(), "SYSTEM TABLE", kind.remarks()));
            }
          }
          if (!SYSTEM_SCHEMAS.contains(schema)) {
            for (TableKind kind : ProjectTables.all()) {
              tables.add(
                  new OfTable(entity, schema, kind.tableName(), "BASE TABLE", kind.remarks()));
            }
          }
          return tables;
        });
  }

  Pages<OfColumn> columns(ItemRequest request, CallScope scope) {
    String entity = request.project().entity();
    Set<String> wanted = request.selected("table_name");
    return ofSchemas(
        request,
        scope,
        schema -> {
          List<OfColumn> columns = new ArrayList<>();
          for (ItemTable<?> table : system.in(schema)) {
            add(columns, entity, schema, table.name(), table.columns());
          }
          if (schema.equals(SystemTables.ALL_PROJECTS)) {
            for (WideTable kind : OF_ALL_PROJECTS) {
              List<Column> known = HistoriesOfProjects.fixedColumns(kind);
              add(columns, entity, schema, kind.tableName(), known);
            }
          }
          if (!SYSTEM_SCHEMAS.contains(schema)) {
            ProjectPath project = new ProjectPath(entity, schema);
            for (TableKind kind : ProjectTables.all()) {
              if (wanted == null || wanted.contains(kind.tableName())) {
                TableColumns known = kind.columns(catalog, project, scope);
                known.notices().forEach(notice -> notice.tell(scope));
                add(columns, entity, schema, kind.tableName(), known.columns());
              }
            }
          }
          return columns;
        });
  }

  private static void add(
      List<OfColumn> columns, String entity, String schema, String table, List<Column> known) {
    for (int i = 0; i < known.size(); i++) {
      columns.add(new OfColumn(entity, schema, table, i + 1L, known.get(i)));
    }
  }

  /** Whether a table of projects may be wanted, rather than those of the system alone. */
  private static boolean isOfProjects(ItemRequest request) {
    Set<String> tables = request.selected("table_name");
    return tables == null
        || tables.stream().anyMatch(name -> ProjectTables.named(name).isPresent());
  }

  /** A schema at a time, so that a reader who stops early spares the others. */
  private <T> Pages<T> ofSchemas(
      ItemRequest request, CallScope scope, Function<String, List<T>> items) {
    return Pages.of(schemas(request, SystemTables.TABLE_SCHEMA, scope))
        .concatMap(schema -> Pages.of(items.apply(schema)));
  }

  private List<String> schemas(ItemRequest request, String column, CallScope scope) {
    Set<String> wanted = request.selected(column);
    List<String> names = new ArrayList<>(SYSTEM_SCHEMAS);
    ProjectPath place = request.project();
    if (wanted == null && !place.project().equalsIgnoreCase(SystemTables.INFORMATION_SCHEMA)) {
      return isOfProjects(request) ? List.of(catalog.resolve(place, scope).project()) : names;
    }
    if (wanted == null || !names.containsAll(wanted)) {
      catalog.projects(request.project().entity(), scope).stream()
          .filter(name -> !names.contains(name))
          .forEach(names::add);
    }
    return names.stream().filter(name -> wanted == null || wanted.contains(name)).toList();
  }
}
