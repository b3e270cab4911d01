package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.engine.source.Versioned;
import io.github.wandbjdbc.push.LogicalScans;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.ItemTable;
import io.github.wandbjdbc.rows.TableColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelOptTable.ToRelContext;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/** A table of the system as an entity sees it; nothing is asked before it is read. */
final class SystemTable extends AbstractTable implements TranslatableTable, Versioned {
  private final Catalog catalog;
  private final ItemTable<?> items;
  private final ProjectPath place;
  private final @Nullable Set<String> projects;

  SystemTable(Catalog catalog, ItemTable<?> items, ProjectPath place) {
    this(catalog, items, place, null);
  }

  /**
   * @param projects those whose rows alone can count in the statement, by the first column; null
   *     for any
   */
  SystemTable(
      Catalog catalog, ItemTable<?> items, ProjectPath place, @Nullable Set<String> projects) {
    this.catalog = catalog;
    this.items = items;
    this.place = place;
    this.projects = projects;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory factory) {
    return Column.rowType(factory, items.columns());
  }

  @Override
  public RelNode toRel(ToRelContext context, RelOptTable table) {
    TableColumns columns = TableColumns.all(items.columns());
    RelOptCluster cluster = context.getCluster();
    RelNode scan = LogicalScans.items(cluster, table, catalog.source(columns), place, items);
    if (projects == null) {
      return scan;
    }
    RexBuilder builder = cluster.getRexBuilder();
    RexNode project = builder.makeInputRef(scan, 0);
    List<RexNode> each = new ArrayList<>();
    for (String name : projects) {
      RexNode text = builder.makeLiteral(name, project.getType(), true);
      each.add(builder.makeCall(SqlStdOperatorTable.EQUALS, project, text));
    }
    return LogicalFilter.create(scan, RexUtil.composeDisjunction(builder, each));
  }

  @Override
  public Object version() {
    return List.of(place, items.columns(), Optional.ofNullable(projects));
  }
}
