package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.rows.tables.HistoryPartitions;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.FunctionParameter;
import org.apache.calcite.schema.TableMacro;
import org.apache.calcite.schema.TranslatableTable;
import org.jspecify.annotations.Nullable;

/** {@code TABLE(history_partitions(n))}: the histories of a project in about n parts. */
final class HistoryPartitionsFunction implements TableMacro {
  static final String NAME = "HISTORY_PARTITIONS";

  private final Catalog catalog;
  private final ProjectPath project;
  private final CallScope scope;

  HistoryPartitionsFunction(Catalog catalog, ProjectPath project, CallScope scope) {
    this.catalog = catalog;
    this.project = project;
    this.scope = scope;
  }

  @Override
  public List<FunctionParameter> getParameters() {
    return List.of(new Parts());
  }

  @Override
  public TranslatableTable apply(List<? extends @Nullable Object> arguments) {
    int parts = arguments.get(0) instanceof Number number ? number.intValue() : 0;
    TableKind kind = new ListedTable(HistoryPartitions.table(parts));
    return new WandbTable(catalog, kind, project, StatementView.ofAny(scope));
  }

  /** How many parts are wanted. */
  private static final class Parts implements FunctionParameter {
    @Override
    public int getOrdinal() {
      return 0;
    }

    @Override
    public String getName() {
      return "parts";
    }

    @Override
    public RelDataType getType(RelDataTypeFactory factory) {
      return factory.createJavaType(Integer.class);
    }

    @Override
    public boolean isOptional() {
      return false;
    }
  }
}
