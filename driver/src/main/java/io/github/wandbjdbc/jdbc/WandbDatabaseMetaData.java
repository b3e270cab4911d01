package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.engine.SqlValueType;
import io.github.wandbjdbc.jdbc.attached.AttachedMetadata;
import io.github.wandbjdbc.jdbc.metadata.MetadataRows;
import io.github.wandbjdbc.jdbc.metadata.NamePattern;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.ColumnType;
import io.github.wandbjdbc.rows.ForeignKey;
import io.github.wandbjdbc.schema.TableDescription;
import io.github.wandbjdbc.schema.WandbSchema;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The metadata that tools ask for before they send SQL: entities as catalogs, projects as schemas,
 * their tables, columns and keys.
 *
 * <p>Listing asks for names only; a project's columns are asked for when its columns or keys are.
 */
final class WandbDatabaseMetaData extends EmptyMetadata {
  private static final String TABLE = "TABLE";

  WandbDatabaseMetaData(WandbConnection connection) {
    super(connection);
  }

  private MetadataScope scope() throws SQLException {
    wandbConnection().checkOpen();
    return new MetadataScope(wandbConnection());
  }

  private AttachedMetadata attached(@Nullable String catalog, @Nullable String schemaPattern) {
    return AttachedMetadata.of(
        wandbConnection().databases(), catalog, NamePattern.of(schemaPattern));
  }

  @Override
  public ResultSet getCatalogs() throws SQLException {
    MetadataScope scope = scope();
    return show(
        () -> {
          MetadataRows rows = MetadataRows.empty("TABLE_CAT");
          scope.entities().forEach(rows::add);
          return rows;
        });
  }

  @Override
  public ResultSet getSchemas() throws SQLException {
    return getSchemas(null, null);
  }

  @Override
  public ResultSet getSchemas(@Nullable String catalog, @Nullable String schemaPattern)
      throws SQLException {
    MetadataScope scope = scope();
    return show(
        () -> {
          MetadataRows rows = MetadataRows.empty("TABLE_SCHEM", "TABLE_CATALOG");
          for (ProjectPath project : scope.projects(catalog, NamePattern.of(schemaPattern))) {
            rows.add(project.project(), project.entity());
          }
          attached(catalog, schemaPattern).addSchemas(rows);
          return rows.sortedBy(1, 0);
        });
  }

  @Override
  public ResultSet getTableTypes() throws SQLException {
    return show(() -> MetadataRows.empty("TABLE_TYPE").add(TABLE));
  }

  @Override
  public ResultSet getTables(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      String @Nullable [] types)
      throws SQLException {
    MetadataScope scope = scope();
    return show(
        () -> {
          MetadataRows rows = MetadataRows.empty(MetadataColumns.TABLES);
          boolean wanted =
              types == null || types.length == 0 || Arrays.asList(types).contains(TABLE);
          List<String> names =
              wanted ? MetadataScope.tableNames(NamePattern.of(tablePattern)) : List.of();
          if (wanted) {
            attached(catalog, schemaPattern).addTables(rows, NamePattern.of(tablePattern), TABLE);
          }
          if (names.isEmpty()) {
            return rows.sortedBy(3, 0, 1, 2);
          }
          for (ProjectPath project : scope.projects(catalog, NamePattern.of(schemaPattern))) {
            for (String name : names) {
              rows.add(
                  project.entity(),
                  project.project(),
                  name,
                  TABLE,
                  WandbSchema.tableRemarks(name),
                  null,
                  null,
                  null,
                  null,
                  null);
            }
          }
          return rows.sortedBy(3, 0, 1, 2);
        });
  }

  @Override
  public ResultSet getColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern)
      throws SQLException {
    MetadataScope scope = scope();
    return show(
        () -> {
          MetadataRows rows = MetadataRows.empty(MetadataColumns.COLUMNS);
          NamePattern wanted = NamePattern.of(columnPattern);
          NamePattern tables = NamePattern.of(tablePattern);
          attached(catalog, schemaPattern).addColumns(rows, tables, wanted);
          if (MetadataScope.tableNames(tables).isEmpty()) {
            return rows.sortedBy(0, 1, 2, 16);
          }
          List<ProjectPath> projects = scope.projects(catalog, NamePattern.of(schemaPattern));
          List<List<TableDescription>> described = scope.tables(projects, tables);
          for (int i = 0; i < projects.size(); i++) {
            for (TableDescription table : described.get(i)) {
              addColumns(rows, projects.get(i), table, wanted);
            }
          }
          return rows.withWarnings(scope.warnings()).sortedBy(0, 1, 2, 16);
        });
  }

  private static void addColumns(
      MetadataRows rows, ProjectPath project, TableDescription table, NamePattern wanted) {
    int position = 0;
    for (Column column : table.columns()) {
      position++;
      if (!wanted.matches(column.name())) {
        continue;
      }
      SqlValueType type = type(column.type());
      rows.add(
          project.entity(),
          project.project(),
          table.name(),
          column.name(),
          type.jdbcType(),
          type.name(),
          type.precision(),
          null,
          type.scale(),
          type.isNumeric() ? (type == SqlValueType.DOUBLE ? 2 : 10) : null,
          column.nullable() ? columnNullable : columnNoNulls,
          column.remarks(),
          null,
          null,
          null,
          type == SqlValueType.VARCHAR ? Integer.MAX_VALUE : null,
          position,
          column.nullable() ? "YES" : "NO",
          null,
          null,
          null,
          null,
          "NO",
          "NO");
    }
  }

  private static SqlValueType type(ColumnType type) {
    return SqlValueType.valueOf(type.name());
  }

  @Override
  public ResultSet getTypeInfo() throws SQLException {
    return show(MetadataColumns::typeInfo);
  }

  @Override
  public ResultSet getFunctions(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String namePattern)
      throws SQLException {
    return show(() -> new MetadataFunctions(catalog, schemaPattern, namePattern).rows());
  }

  @Override
  public ResultSet getFunctionColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String namePattern,
      @Nullable String columnPattern)
      throws SQLException {
    return show(
        () -> new MetadataFunctions(catalog, schemaPattern, namePattern).columns(columnPattern));
  }

  @Override
  public ResultSet getPrimaryKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    MetadataScope scope = scope();
    return show(
        () -> {
          MetadataRows rows = MetadataRows.empty(MetadataColumns.PRIMARY_KEYS);
          List<String> names = MetadataScope.tableNames(NamePattern.exactly(table));
          if (names.isEmpty()) {
            return rows;
          }
          for (ProjectPath project : scope.projects(catalog, NamePattern.exactly(schema))) {
            for (String name : names) {
              short place = 0;
              for (String column : WandbSchema.primaryKey(name)) {
                place++;
                rows.add(project.entity(), project.project(), name, column, place, name + "_key");
              }
            }
          }
          return rows.sortedBy(3);
        });
  }

  @Override
  public ResultSet getImportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return foreignKeys(catalog, schema, null, table, 0, 1, 2, 8);
  }

  @Override
  public ResultSet getExportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return foreignKeys(catalog, schema, table, null, 4, 5, 6, 8);
  }

  /** Keys never lead from one project to another. */
  @Override
  public ResultSet getCrossReference(
      @Nullable String parentCatalog,
      @Nullable String parentSchema,
      @Nullable String parentTable,
      @Nullable String foreignCatalog,
      @Nullable String foreignSchema,
      @Nullable String foreignTable)
      throws SQLException {
    boolean apart = differ(parentCatalog, foreignCatalog) || differ(parentSchema, foreignSchema);
    return foreignKeys(
        parentCatalog == null ? foreignCatalog : parentCatalog,
        apart ? "" : parentSchema == null ? foreignSchema : parentSchema,
        parentTable,
        foreignTable,
        4,
        5,
        6,
        8);
  }

  private static boolean differ(@Nullable String one, @Nullable String other) {
    return one != null && other != null && !one.equalsIgnoreCase(other);
  }

  private ResultSet foreignKeys(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String parent,
      @Nullable String child,
      int... order)
      throws SQLException {
    MetadataScope scope = scope();
    return show(
        () -> {
          MetadataRows rows = MetadataRows.empty(MetadataColumns.FOREIGN_KEYS);
          List<String> names = MetadataScope.tableNames(NamePattern.exactly(child));
          if (names.isEmpty()) {
            return rows;
          }
          for (ProjectPath project : scope.projects(catalog, NamePattern.exactly(schema))) {
            for (String name : names) {
              for (ForeignKey key : WandbSchema.foreignKeys(name)) {
                if (NamePattern.exactly(parent).matches(key.table())) {
                  addForeignKey(rows, project, name, key);
                }
              }
            }
          }
          return rows.sortedBy(order);
        });
  }

  private static void addForeignKey(
      MetadataRows rows, ProjectPath project, String table, ForeignKey key) {
    for (int i = 0; i < key.columns().size(); i++) {
      rows.add(
          project.entity(),
          project.project(),
          key.table(),
          key.keyColumns().get(i),
          project.entity(),
          project.project(),
          table,
          key.columns().get(i),
          (short) (i + 1),
          (short) DatabaseMetaData.importedKeyNoAction,
          (short) DatabaseMetaData.importedKeyNoAction,
          key.name(),
          key.table() + "_key",
          (short) DatabaseMetaData.importedKeyNotDeferrable);
    }
  }
}
