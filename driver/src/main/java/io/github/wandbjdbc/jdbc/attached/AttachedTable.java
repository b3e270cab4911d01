package io.github.wandbjdbc.jdbc.attached;

import io.github.wandbjdbc.engine.source.KeyedColumns;
import io.github.wandbjdbc.engine.source.Versioned;
import java.util.List;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelOptTable.ToRelContext;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;

/** A table or view of an attached database. */
final class AttachedTable extends AbstractTable
    implements TranslatableTable, Versioned, KeyedColumns {
  private final StoredTable stored;

  AttachedTable(StoredTable stored) {
    this.stored = stored;
  }

  List<AttachedColumn> columns() {
    return stored.columns();
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory factory) {
    return StoredTable.rowType(factory, stored.columns());
  }

  @Override
  public RelNode toRel(ToRelContext context, RelOptTable table) {
    return AttachedScan.of(context.getCluster(), table, stored);
  }

  @Override
  public Object version() {
    return List.of(stored.connections(), stored.path(), stored.columns());
  }

  @Override
  public List<Match> columns(String name, boolean isQuoted) {
    List<Match> alike =
        stored.columns().stream()
            .filter(column -> column.stored().equalsIgnoreCase(name))
            .map(column -> new Match(column.name(), column.stored()))
            .toList();
    List<Match> exact =
        isQuoted ? alike.stream().filter(match -> match.exactly().equals(name)).toList() : alike;
    return exact.isEmpty() ? alike : exact;
  }
}
