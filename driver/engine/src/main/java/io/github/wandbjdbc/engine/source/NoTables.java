package io.github.wandbjdbc.engine.source;

import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.impl.AbstractSchema;

/** What answers statements that read no table, and that nobody ends. */
public final class NoTables implements StatementSource {
  /** The only one. */
  public static final StatementSource INSTANCE = new NoTables();

  private static final Scope SCOPE =
      new Scope() {
        @Override
        public void check() {}

        @Override
        public void onCancel(Runnable abort) {}

        @Override
        public void release(Runnable abort) {}

        @Override
        public void warn(String message) {}
      };

  private NoTables() {}

  @Override
  public Schema schema(ColumnReferences references) {
    return new AbstractSchema();
  }

  @Override
  public Scope scope() {
    return SCOPE;
  }

  @Override
  public boolean isOwn(Throwable failure) {
    return false;
  }
}
