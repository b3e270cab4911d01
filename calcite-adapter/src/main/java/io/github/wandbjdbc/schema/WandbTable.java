package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.engine.source.ColumnReferences;
import io.github.wandbjdbc.engine.source.KeyedColumns;
import io.github.wandbjdbc.engine.source.Versioned;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.ColumnKeys;
import io.github.wandbjdbc.rows.Notice;
import io.github.wandbjdbc.rows.TableColumns;
import io.github.wandbjdbc.scan.ScanSource;
import java.util.List;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelOptTable.ToRelContext;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.jspecify.annotations.Nullable;

/**
 * A table of a project as one statement sees it: asks for its columns when they are first wanted,
 * and keeps to them. Columns are only discovered for a statement that may mean some of those.
 */
final class WandbTable extends AbstractTable implements TranslatableTable, Versioned, KeyedColumns {
  private final Catalog catalog;
  private final TableKind kind;
  private final ProjectPath named;
  private final ColumnReferences references;
  private final CallScope scope;
  private @Nullable Known known;
  private @Nullable ColumnKeys keys;
  private List<String> near = List.of();

  /**
   * The table of the project that {@code named} means.
   *
   * @param view the statement
   */
  WandbTable(Catalog catalog, TableKind kind, ProjectPath named, StatementView view) {
    this.catalog = catalog;
    this.kind = kind;
    this.named = named;
    this.references = view.references();
    this.scope = view.scope();
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory factory) {
    return Column.rowType(factory, known().columns().columns());
  }

  @Override
  public RelNode toRel(ToRelContext context, RelOptTable table) {
    Known what = known();
    ScanSource source = catalog.source(what.columns());
    return kind.scan(context.getCluster(), table, source, what.project(), what.columns());
  }

  @Override
  public Object version() {
    return known();
  }

  @Override
  public @Nullable String shortfall() {
    return known().columns().notices().stream()
        .filter(notice -> notice.kind() == Notice.Kind.FEWER_RUNS)
        .map(Notice::text)
        .findFirst()
        .orElse(null);
  }

  @Override
  public boolean isKnownColumn(String name) {
    Known what = known();
    TableColumns all =
        kind instanceof WideTable wide
            ? catalog.knownColumns(wide, what.project(), scope)
            : what.columns();
    return all != null && all.columns().stream().anyMatch(column -> column.name().equals(name));
  }

  @Override
  public List<Match> columns(String name, boolean isQuoted) {
    return keys().columns(name, isQuoted);
  }

  /** The columns that the statement may mean. */
  TableColumns tableColumns() {
    return known().columns();
  }

  private synchronized ColumnKeys keys() {
    if (keys == null) {
      keys = new ColumnKeys(known().columns().columns());
    }
    return keys;
  }

  private synchronized Known known() {
    if (known == null) {
      ProjectPath project = catalog.resolve(named, scope);
      known = new Known(project, columns(project));
    }
    return known;
  }

  private TableColumns columns(ProjectPath project) {
    if (!(kind instanceof WideTable wide)) {
      return kind.columns(catalog, project, scope);
    }
    if (catalog.needsNoDiscovery(wide, references)) {
      return TableColumns.known(wide.fixedColumns());
    }
    TableColumns shown = wide.columns(catalog, project, scope);
    NamedColumnsOf named = new NamedColumnsOf(catalog, wide, project, shown, scope);
    references.references().stream()
        .filter(reference -> reference.mayBeOf(wide.tableName()))
        .forEach(reference -> named.look(reference, references.isSought(reference)));
    near = named.near();
    return references.isAny() ? named.columns() : named.columns().asNamed();
  }

  @Override
  public List<String> near() {
    return near;
  }

  /** The project and the columns of the table, once they are known. */
  private record Known(ProjectPath project, TableColumns columns) {}
}
