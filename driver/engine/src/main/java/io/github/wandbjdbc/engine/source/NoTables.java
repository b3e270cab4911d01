package io.github.wandbjdbc.engine.source;

import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.impl.AbstractSchema;

/** A source without tables, whose statements can't be cancelled. */
public final class NoTables implements StatementSource {
  /** The only one. */
  public static final StatementSource INSTANCE = new NoTables();

  private NoTables() {}

  @Override
  public Schema schema(ColumnReferences references) {
    return new AbstractSchema();
  }

  @Override
  public Scope scope() {
    return Scope.UNBOUNDED;
  }

  @Override
  public boolean isOwn(Throwable failure) {
    return false;
  }
}
