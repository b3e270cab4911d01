package io.github.wandbjdbc.jdbc;

import java.util.List;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.MetaImpl;
import org.apache.calcite.avatica.QueryState;
import org.apache.calcite.avatica.remote.TypedValue;

/**
 * The server that Avatica's frame believes to speak to. Ours is in the same process and needs no
 * such detour: statements ask the engine, metadata asks the schema, so only handles are made here.
 */
final class UnusedMeta extends MetaImpl {

  UnusedMeta(AvaticaConnection connection) {
    super(connection);
  }

  private static UnsupportedOperationException unused() {
    return new UnsupportedOperationException("statements ask the engine themselves");
  }

  @Override
  public void closeStatement(StatementHandle handle) {
    // Nothing is kept for it.
  }

  @Override
  public StatementHandle prepare(ConnectionHandle handle, String sql, long maxRowCount) {
    throw unused();
  }

  @Override
  @Deprecated
  public ExecuteResult prepareAndExecute(
      StatementHandle handle, String sql, long maxRowCount, PrepareCallback callback) {
    throw unused();
  }

  @Override
  public ExecuteResult prepareAndExecute(
      StatementHandle handle,
      String sql,
      long maxRowCount,
      int maxRowsInFirstFrame,
      PrepareCallback callback) {
    throw unused();
  }

  @Override
  public ExecuteBatchResult prepareAndExecuteBatch(StatementHandle handle, List<String> commands) {
    throw unused();
  }

  @Override
  public ExecuteBatchResult executeBatch(
      StatementHandle handle, List<List<TypedValue>> parameterValues) {
    throw unused();
  }

  @Override
  public Frame fetch(StatementHandle handle, long offset, int fetchMaxRowCount) {
    throw unused();
  }

  @Override
  @Deprecated
  public ExecuteResult execute(
      StatementHandle handle, List<TypedValue> parameterValues, long maxRowCount) {
    throw unused();
  }

  @Override
  public ExecuteResult execute(
      StatementHandle handle, List<TypedValue> parameterValues, int maxRowsInFirstFrame) {
    throw unused();
  }

  @Override
  public boolean syncResults(StatementHandle handle, QueryState state, long offset) {
    throw unused();
  }

  @Override
  public void commit(ConnectionHandle handle) {
    throw unused();
  }

  @Override
  public void rollback(ConnectionHandle handle) {
    throw unused();
  }
}
