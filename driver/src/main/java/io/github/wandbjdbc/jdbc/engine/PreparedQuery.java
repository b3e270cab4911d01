package io.github.wandbjdbc.jdbc.engine;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.engine.source.EngineRel;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Memory;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.EngineTypeFactory;
import io.github.wandbjdbc.plan.StatementProgress;
import io.github.wandbjdbc.schema.ColumnReferences;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** A planned statement, to be executed any number of times. Safe for use by several threads. */
public final class PreparedQuery {
  private final List<ResultColumn> columns;
  private final List<SqlParameter> parameters;
  private final Program program;
  private final UsedTables tables;

  /** What gives the rows of an execution. */
  private interface Program {
    Operator open(Execution execution, StatementProgress progress, CallScope scope);
  }

  /** An answer in one text. */
  interface Text {
    /** The text, made in {@code execution} when its row is read. */
    String of(Execution execution, StatementProgress progress, CallScope scope);
  }

  private PreparedQuery(
      List<ResultColumn> columns,
      List<SqlParameter> parameters,
      Program program,
      UsedTables tables) {
    this.columns = List.copyOf(columns);
    this.parameters = List.copyOf(parameters);
    this.program = program;
    this.tables = tables;
  }

  /** A statement whose rows {@code plan} gives. */
  static PreparedQuery of(
      List<ResultColumn> columns, List<SqlParameter> parameters, EngineRel plan) {
    return new PreparedQuery(
        columns,
        parameters,
        (execution, progress, scope) -> plan.open(execution),
        UsedTables.none());
  }

  /** A statement that answers with one row with one text. */
  static PreparedQuery ofText(String label, List<SqlParameter> parameters, Text text) {
    RelDataTypeFactory typeFactory = new EngineTypeFactory();
    RelDataType rowType =
        typeFactory.builder().add(label, typeFactory.createSqlType(SqlTypeName.VARCHAR)).build();
    return new PreparedQuery(
        ResultColumn.of(rowType, List.of()),
        parameters,
        (execution, progress, scope) ->
            new KnownRows(
                List.<@Nullable Object[]>of(
                    new @Nullable Object[] {text.of(execution, progress, scope)}),
                1),
        UsedTables.none());
  }

  /** The same statement, which serves as long as {@code used} are what they are. */
  PreparedQuery over(UsedTables used) {
    return new PreparedQuery(columns, parameters, program, used);
  }

  /** Whether it would be planned in the same way if it were planned now. */
  boolean isCurrent(Function<ColumnReferences, Schema> root) {
    return tables.areSameIn(root);
  }

  /** The columns of the answer. */
  public List<ResultColumn> columns() {
    return columns;
  }

  /** What the question marks stand for, in their order. */
  public List<SqlParameter> parameters() {
    return parameters;
  }

  /**
   * Starts reading. Nothing is asked of the source before the first row is.
   *
   * @param values one for each parameter, as {@link SqlParameter#convert} gives them
   * @param scope cancels this execution, bounds its time and takes its warnings
   */
  public Rows execute(List<@Nullable Object> values, CallScope scope) {
    StatementProgress progress = new StatementProgress(scope);
    Execution execution = new Execution(new EngineScope(scope), Memory.ofThisJvm(), values);
    execution.attach(StatementProgress.class, progress);
    return new Rows(() -> program.open(execution, progress, scope), columns, scope);
  }

  /** Reads all rows as a part of {@code whole}, and tells how many there were. */
  long readAll(Execution whole, StatementProgress progress, CallScope scope) {
    long count = 0;
    try (Operator rows = program.open(whole, progress, scope)) {
      for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
        scope.check();
        count += batch.size();
      }
    }
    return count;
  }
}
