package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.engine.QueryEngine;
import io.github.wandbjdbc.schema.SchemaOptions;
import io.github.wandbjdbc.schema.WandbFunctions;
import io.github.wandbjdbc.schema.WandbSchema;

/**
 * The parts of a connection: the source, its schema, and the engine over it.
 *
 * @param source closed with the session
 */
record Session(Source source, WandbSchema schema, QueryEngine engine, StatementLimits limits)
    implements AutoCloseable {

  /**
   * A session over {@code source}.
   *
   * @param options how its tables are discovered and read
   * @param ofFolders the same for attached folders
   */
  static Session over(
      Source source, SchemaOptions options, SchemaOptions ofFolders, StatementLimits limits) {
    WandbSchema schema =
        WandbSchema.over(source.client(), options).with(source.attached().clients(), ofFolders);
    QueryEngine engine = new QueryEngine(WandbFunctions.operatorTable(), source.userName());
    return new Session(source, schema, engine, limits);
  }

  /** Whom the connection asks, attached folders aside. */
  WandbClient client() {
    return source.client();
  }

  @Override
  public void close() {
    schema.close();
    source.close();
  }
}
