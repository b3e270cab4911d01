package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.engine.QueryEngine;
import io.github.wandbjdbc.schema.SchemaOptions;
import io.github.wandbjdbc.schema.WandbFunctions;
import io.github.wandbjdbc.schema.WandbSchema;

/**
 * The parts of a connection: the source, its schema, and the engine over it.
 *
 * @param client closed with the session
 */
record Session(WandbClient client, WandbSchema schema, QueryEngine engine, StatementLimits limits)
    implements AutoCloseable {

  /** A session of {@code user}, who is "" if the source knows no users. */
  static Session over(
      WandbClient client, SchemaOptions options, StatementLimits limits, String user) {
    WandbSchema schema = WandbSchema.over(client, options);
    return new Session(
        client, schema, new QueryEngine(WandbFunctions.operatorTable(), user), limits);
  }

  @Override
  public void close() {
    schema.close();
    client.close();
  }
}
