package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.engine.source.ColumnReferences;
import org.jspecify.annotations.Nullable;

/**
 * The knowledge that tables have of the statement which reads them.
 *
 * @param references the columns that it may mean: tables show the others of those that they would
 *     have to discover or not
 * @param scope what planning asks belongs to it
 * @param current the project in which its names are looked up; null if there is none
 */
record StatementView(ColumnReferences references, CallScope scope, @Nullable ProjectPath current) {

  /** Of a statement of which nothing is known. */
  static StatementView ofAny(CallScope scope) {
    return new StatementView(ColumnReferences.ANY, scope, null);
  }
}
