package io.github.wandbjdbc.jdbc.engine;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.schema.ColumnReferences;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.runtime.Bindable;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** A planned statement, to be executed any number of times. Safe for use by several threads. */
public final class PreparedQuery {
  private final List<ResultColumn> columns;
  private final List<SqlParameter> parameters;
  private final Bindable<?> program;
  private final Execution.Shared shared;
  private final UsedTables tables;

  PreparedQuery(
      List<ResultColumn> columns,
      List<SqlParameter> parameters,
      Bindable<?> program,
      Execution.Shared shared) {
    this(columns, parameters, program, shared, UsedTables.none());
  }

  private PreparedQuery(
      List<ResultColumn> columns,
      List<SqlParameter> parameters,
      Bindable<?> program,
      Execution.Shared shared,
      UsedTables tables) {
    this.tables = tables;
    this.columns = List.copyOf(columns);
    this.parameters = List.copyOf(parameters);
    this.program = program;
    this.shared = shared;
  }

  /**
   * A statement that answers with one row with one text.
   *
   * @param text made in the execution, when its row is read
   */
  static PreparedQuery ofText(
      String label, List<SqlParameter> parameters, Function<Execution, String> text) {
    RelDataTypeFactory typeFactory = new EngineTypeFactory();
    RelDataType rowType =
        typeFactory.builder().add(label, typeFactory.createSqlType(SqlTypeName.VARCHAR)).build();
    Bindable<Object> program =
        context -> Linq4j.singletonEnumerable((Object) text.apply((Execution) context));
    return new PreparedQuery(
        ResultColumn.of(rowType, List.of()),
        parameters,
        program,
        new Execution.Shared(
            CalciteSchema.createRootSchema(false, false).plus(),
            new EngineTypeFactory(),
            Map.of()));
  }

  /** The same statement, which serves as long as {@code used} are what they are. */
  PreparedQuery over(UsedTables used) {
    return new PreparedQuery(columns, parameters, program, shared, used);
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
    Execution execution = new Execution(shared, parameters, values, scope);
    // Some operators read their input as soon as they are bound.
    return new Rows(() -> program.bind(execution), columns.size(), scope);
  }

  /** Reads all rows as a part of {@code whole}, and tells how many there were. */
  long readAll(Execution whole) {
    long count = 0;
    try (Enumerator<?> rows = program.bind(whole.executing(shared)).enumerator()) {
      while (rows.moveNext()) {
        whole.scope().check();
        count++;
      }
    }
    return count;
  }
}
