package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.engine.source.KeyedColumns;
import io.github.wandbjdbc.engine.source.Versioned;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.ColumnKeys;
import io.github.wandbjdbc.rows.ColumnSelection;
import io.github.wandbjdbc.rows.ColumnSource;
import io.github.wandbjdbc.rows.ColumnType;
import io.github.wandbjdbc.rows.Notice;
import io.github.wandbjdbc.rows.TableColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelOptTable.ToRelContext;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.jspecify.annotations.Nullable;

/**
 * The steps of the projects that one statement means, after the project's name: the histories of
 * all of an entity are more than anybody reads at once.
 */
final class HistoriesOfProjects extends AbstractTable
    implements TranslatableTable, Versioned, KeyedColumns {
  private static final Column PROJECT =
      new Column(
          NamedProjects.PROJECT,
          ColumnType.VARCHAR,
          false,
          "The run's project. From Project.name.",
          new ColumnSource.Item(0, ColumnSelection.VALUES));

  private final Catalog catalog;
  private final WideTable kind;
  private final String entity;
  private final NamedProjects named;
  private final StatementView view;
  private @Nullable Known known;

  /** The columns of the table {@code kind} that it has whichever projects are meant. */
  static List<Column> fixedColumns(WideTable kind) {
    return Stream.concat(Stream.of(PROJECT), kind.fixedColumns().stream()).toList();
  }

  HistoriesOfProjects(
      Catalog catalog, WideTable kind, String entity, NamedProjects named, StatementView view) {
    this.catalog = catalog;
    this.kind = kind;
    this.entity = entity;
    this.named = named;
    this.view = view;
  }

  /**
   * The projects, and the columns that the statement may mean of any of them.
   *
   * @param projects those that are read; likely ones as long as parameters have no values
   * @param near names like those that it means
   */
  private record Known(List<ProjectPath> projects, TableColumns columns, List<String> near) {}

  private synchronized Known known() {
    if (known == null) {
      List<ProjectPath> projects = named.ofHistories(kind, entity, view);
      List<ProjectPath> shown = projects.isEmpty() ? named.likely(entity, view) : projects;
      List<WandbTable> tables =
          shown.stream().map(project -> new WandbTable(catalog, kind, project, view)).toList();
      TableColumns columns =
          TableColumns.together(
              List.of(PROJECT),
              kind.fixedColumns(),
              tables.stream().map(WandbTable::tableColumns).toList());
      List<String> near =
          tables.stream().flatMap(table -> table.near().stream()).distinct().toList();
      boolean isOpen = !NamedProjects.choosing(view.references()).isEmpty();
      known = new Known(isOpen ? shown : projects, columns, near);
    }
    return known;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory factory) {
    return Column.rowType(factory, known().columns().columns());
  }

  @Override
  public RelNode toRel(ToRelContext context, RelOptTable table) {
    RelOptCluster cluster = context.getCluster();
    List<RelNode> scans = new ArrayList<>();
    known().projects().forEach(project -> scans.add(scan(cluster, table, project)));
    return switch (scans.size()) {
      case 0 -> LogicalValues.createEmpty(cluster, table.getRowType());
      case 1 -> scans.get(0);
      default -> LogicalUnion.create(scans, true);
    };
  }

  private RelNode scan(RelOptCluster cluster, RelOptTable table, ProjectPath project) {
    TableColumns all = known().columns();
    TableColumns ofProject = all.without(PROJECT);
    RelNode scan = kind.scan(cluster, table, catalog.source(all), project, ofProject);
    RexBuilder builder = cluster.getRexBuilder();
    List<RexNode> values = new ArrayList<>();
    RelDataType text = table.getRowType().getFieldList().get(0).getType();
    values.add(builder.makeLiteral(project.project(), text, true));
    for (int i = 0; i < scan.getRowType().getFieldCount(); i++) {
      values.add(builder.makeInputRef(scan, i));
    }
    return LogicalProject.create(
        scan, List.of(), values, table.getRowType().getFieldNames(), Set.of());
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
  public List<Match> columns(String name, boolean isQuoted) {
    return new ColumnKeys(known().columns().columns()).columns(name, isQuoted);
  }

  @Override
  public List<String> near() {
    return known().near();
  }
}
