package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.client.Budget;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ScanWarning;
import io.github.wandbjdbc.engine.PreparedQuery;
import io.github.wandbjdbc.engine.QueryEngine;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.jdbc.errors.SqlBoundary;
import io.github.wandbjdbc.jdbc.errors.SqlErrors;
import io.github.wandbjdbc.jdbc.errors.Warnings;
import io.github.wandbjdbc.jdbc.metadata.MetadataRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Executes one SQL text at a time. Each execution has a scope of its own, which any thread may
 * cancel; the statement can be used again afterwards.
 */
class WandbStatement extends StatementSettings {
  private boolean askedToScroll;
  private volatile @Nullable CallScope running;
  private volatile Warnings warnings = new Warnings();
  private @Nullable WandbResultSet current;

  WandbStatement(WandbConnection connection) {
    super(connection);
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    checkOpen();
    return choosesSchema(sql) ? show(MetadataRows.empty("current_schema")) : query(sql);
  }

  private ResultSet query(String sql) throws SQLException {
    return start(
        scope ->
            new Executable(
                withoutParameters(wandbConnection().prepare(sql, maxRows(), scope)), List.of()));
  }

  private static PreparedQuery withoutParameters(PreparedQuery query) throws SQLException {
    if (query.needsValues()) {
      throw SqlErrors.of(
          SqlState.PARAMETER,
          "a ? has no value here: prepare the statement, and bind its parameters");
    }
    return query;
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    checkOpen();
    if (choosesSchema(sql)) {
      return false;
    }
    query(sql);
    return true;
  }

  @Override
  final boolean choosesSchema(@Nullable String sql) throws SQLException {
    List<String> choice = sql == null ? List.of() : QueryEngine.schemaChoice(sql);
    if (choice.isEmpty()) {
      return false;
    }
    closeCurrent();
    warnings = new Warnings();
    if (choice.size() > 1) {
      wandbConnection().setCatalog(choice.get(choice.size() - 2));
    }
    wandbConnection().setSchema(choice.get(choice.size() - 1));
    return true;
  }

  /** Answers with rows that are known already: the metadata's way. */
  final ResultSet show(MetadataRows rows) throws SQLException {
    CallScope scope = CallScope.unbounded();
    closeCurrent();
    current = new WandbResultSet(this, rows.columns(), rows.open(), scope, warnings);
    return current;
  }

  /** Plans and starts an execution; it ends with its result set. */
  final WandbResultSet start(Planner planner) throws SQLException {
    closeCurrent();
    Warnings heard = new Warnings();
    warnings = heard;
    CallScope scope = wandbConnection().newScope(timeout(), heard::add);
    running = scope;
    return SqlBoundary.call(
        () -> {
          Executable executable = planner.plan(scope.aside());
          PreparedQuery query = executable.query();
          WandbResultSet result =
              new WandbResultSet(
                  this,
                  query.columns(),
                  wandbConnection()
                      .execute(query, executable.values(), scope.withRowsPerPage(rowsPerFetch())),
                  scope,
                  heard);
          current = result;
          return result;
        });
  }

  /** Gives the plan to execute; what it asks the source belongs to {@code scope}. */
  interface Planner {
    Executable plan(CallScope scope) throws SQLException;
  }

  /** A plan, and the values of its parameters. */
  record Executable(PreparedQuery query, List<@Nullable Object> values) {}

  private void closeCurrent() throws SQLException {
    WandbResultSet open = current;
    current = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  @SuppressWarnings(
      "UnsynchronizedOverridesSynchronized") // It comes while another thread executes.
  public void cancel() {
    CallScope scope = running;
    if (scope != null) {
      scope.cancel();
    }
  }

  /** How far the last execution is, in words; empty before the first. */
  final String progress() {
    CallScope scope = running;
    if (scope == null) {
      return "";
    }
    Budget spent = scope.budget();
    return scope.progress().words(spent.requests(), spent.bytes());
  }

  final void onResultSetClosed(WandbResultSet resultSet) throws SQLException {
    if (closeOnCompletion && resultSet == current) {
      close();
    }
  }

  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // As cancel.
  public void close() throws SQLException {
    if (closed) {
      return;
    }
    CallScope scope = running;
    if (scope != null) {
      scope.cancel();
    }
    try {
      closeCurrent();
    } finally {
      SqlBoundary.run(this::close_);
    }
  }

  @Override
  public @Nullable ResultSet getResultSet() throws SQLException {
    checkOpen();
    return current;
  }

  @Override
  public boolean getMoreResults(int what) throws SQLException {
    checkOpen();
    switch (what) {
      case KEEP_CURRENT_RESULT -> current = null;
      case CLOSE_CURRENT_RESULT, CLOSE_ALL_RESULTS -> closeCurrent();
      default ->
          throw SqlErrors.of(SqlState.INVALID_ARGUMENT, "getMoreResults(%d)".formatted(what));
    }
    return false;
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return warnings.first();
  }

  @Override
  public void clearWarnings() throws SQLException {
    checkOpen();
    warnings.clear();
  }

  /** Whether results that can be scrolled were asked for; they can be, forwards. */
  final boolean isAskedToScroll() {
    return askedToScroll;
  }

  final void setAskedToScroll(boolean asked) {
    askedToScroll = asked;
  }

  /** Tells of something that happened before the first execution. */
  final void warn(ScanWarning warning) {
    warnings.add(warning);
  }
}
