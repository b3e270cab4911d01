package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.engine.BoundValues;
import io.github.wandbjdbc.engine.PreparedQuery;
import io.github.wandbjdbc.engine.SqlParameter;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.jdbc.errors.SqlBoundary;
import io.github.wandbjdbc.jdbc.errors.SqlErrors;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that is planned once, and whose parameters are bound for each execution. */
final class WandbPreparedStatement extends ParameterSetters {
  private final String sql;
  private final PreparedQuery query;
  private final @Nullable Object[] values;
  private final boolean[] bound;

  /**
   * Plans {@code sql}; what is asked for that is bounded by nothing but the source's own limits.
   */
  WandbPreparedStatement(WandbConnection connection, String sql) throws SQLException {
    super(connection);
    this.sql = sql;
    this.query = planned(0);
    this.values = new Object[query.parameters().size()];
    this.bound = new boolean[values.length];
  }

  private PreparedQuery planned(long maxRows) throws SQLException {
    try {
      return SqlBoundary.call(
          () ->
              wandbConnection()
                  .prepare(sql, maxRows, wandbConnection().newScope(null, this::warn)));
    } catch (SQLException e) {
      if (query() == null) {
        close();
      }
      throw e;
    }
  }

  /** Null while the constructor plans. */
  private @Nullable PreparedQuery query() {
    return query;
  }

  @Override
  void bind(int parameter, @Nullable Object value) throws SQLException {
    checkOpen();
    SqlParameter type = parameter(parameter);
    Object kept = value == null ? null : ParameterValue.kept(value);
    if (value instanceof java.util.Date date) {
      wandbConnection().warnOfZone(date);
    }
    SqlBoundary.run(() -> type.check(kept));
    values[parameter - 1] = kept;
    bound[parameter - 1] = true;
  }

  private SqlParameter parameter(int parameter) throws SQLException {
    List<SqlParameter> parameters = query.parameters();
    if (parameter < 1 || parameter > parameters.size()) {
      throw SqlErrors.of(
          SqlState.PARAMETER_INDEX,
          "parameter %d: the statement has %d".formatted(parameter, parameters.size()));
    }
    return parameters.get(parameter - 1);
  }

  @Override
  public void clearParameters() throws SQLException {
    checkOpen();
    Arrays.fill(values, null);
    Arrays.fill(bound, false);
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    checkOpen();
    for (int i = 0; i < bound.length; i++) {
      if (!bound[i] && query.needsValues()) {
        throw SqlErrors.of(SqlState.PARAMETER, "parameter %d has no value".formatted(i + 1));
      }
    }
    List<@Nullable Object> now =
        Collections.unmodifiableList(new ArrayList<>(Arrays.asList(values)));
    return start(scope -> plan(scope, now));
  }

  /** Whether each parameter has a value; a plan is shown without, too. */
  private boolean areAllBound() {
    for (boolean each : bound) {
      if (!each) {
        return false;
      }
    }
    return true;
  }

  /**
   * The plan, with the limit that {@code setMaxRows} asks for: the one that was made before, unless
   * the tables have other columns now, or the values have types that nothing in the statement told.
   */
  private Executable plan(CallScope scope, List<@Nullable Object> now) throws SQLException {
    PreparedQuery current = wandbConnection().prepare(sql, maxRows(), scope);
    if (!current.parameters().equals(query.parameters())) {
      throw SqlErrors.of(
          SqlState.STATEMENT_FAULT,
          "the columns of the tables have changed since the statement was prepared:"
              + " prepare it again");
    }
    BoundValues bound =
        areAllBound() ? BoundValues.of(current.parameters(), now) : BoundValues.NONE;
    return bound.isEmpty()
        ? new Executable(current, converted(current, now))
        : typed(current, bound, now, scope);
  }

  /** The plan for the types of the values, or what is wrong with them without it. */
  private Executable typed(
      PreparedQuery told, BoundValues bound, List<@Nullable Object> now, CallScope scope)
      throws SQLException {
    PreparedQuery typed;
    try {
      typed = wandbConnection().prepare(sql, maxRows(), bound, scope);
    } catch (StatementException e) {
      if (e.state() != SqlState.CANCELLED) {
        converted(told, now);
      }
      throw e;
    }
    return new Executable(typed, converted(typed, bound.values(now)));
  }

  private static List<@Nullable Object> converted(
      PreparedQuery plan, List<? extends @Nullable Object> now) {
    List<@Nullable Object> converted = new ArrayList<>();
    for (int i = 0; i < plan.parameters().size(); i++) {
      converted.add(plan.parameters().get(i).convert(now.get(i)));
    }
    return converted;
  }

  @Override
  public boolean execute() throws SQLException {
    executeQuery();
    return true;
  }

  @Override
  public int executeUpdate() throws SQLException {
    checkOpen();
    throw readOnly();
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    checkOpen();
    throw readOnly();
  }

  @Override
  public void addBatch() throws SQLException {
    checkOpen();
    throw readOnly();
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    checkOpen();
    return new WandbResultSetMetaData(query.columns());
  }

  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    checkOpen();
    return new WandbParameterMetaData(query.parameters());
  }

  @Override
  public ResultSet executeQuery(String other) throws SQLException {
    throw otherText();
  }

  @Override
  public boolean execute(String other) throws SQLException {
    throw otherText();
  }

  private static SQLException otherText() {
    return SqlErrors.of(
        SqlState.INVALID_ARGUMENT, "a prepared statement can't execute another SQL text");
  }
}
