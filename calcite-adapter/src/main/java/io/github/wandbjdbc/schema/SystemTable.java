package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.engine.source.Versioned;
import io.github.wandbjdbc.push.LogicalScans;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.ItemTable;
import io.github.wandbjdbc.rows.TableColumns;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelOptTable.ToRelContext;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;

/** A table of the system as an entity sees it; nothing is asked before it is read. */
final class SystemTable extends AbstractTable implements TranslatableTable, Versioned {
  private final Catalog catalog;
  private final ItemTable<?> items;
  private final ProjectPath place;

  SystemTable(Catalog catalog, ItemTable<?> items, ProjectPath place) {
    this.catalog = catalog;
    this.items = items;
    this.place = place;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory factory) {
    return Column.rowType(factory, items.columns());
  }

  @Override
  public RelNode toRel(ToRelContext context, RelOptTable table) {
    TableColumns columns = TableColumns.all(items.columns());
    return LogicalScans.items(context.getCluster(), table, catalog.source(columns), place, items);
  }

  @Override
  public Object version() {
    return place;
  }
}
