package io.github.wandbjdbc.engine;

import io.github.wandbjdbc.engine.source.ColumnReferences;
import io.github.wandbjdbc.engine.source.Scope;
import io.github.wandbjdbc.engine.source.StatementSource;
import org.apache.calcite.schema.Schema;

/** A schema for a test, and what ends its statements. */
public record SchemaOfTest(Schema root, Scope scope) implements StatementSource {
  /** One whose statements nobody ends. */
  public static StatementSource of(Schema root) {
    return new SchemaOfTest(root, new EndableScope());
  }

  @Override
  public Schema schema(ColumnReferences references) {
    return root;
  }

  @Override
  public boolean isOwn(Throwable failure) {
    return false;
  }
}
