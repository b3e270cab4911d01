package io.github.wandbjdbc.engine;

import io.github.wandbjdbc.engine.execute.CloseAll;
import io.github.wandbjdbc.engine.source.Caution;
import io.github.wandbjdbc.engine.source.EngineRel;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Memory;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.source.StatementSource;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.EngineTypeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** A planned statement, to be executed any number of times. Safe for use by several threads. */
public final class PreparedQuery {
  private final List<ResultColumn> columns;
  private final List<SqlParameter> parameters;
  private final Program program;
  private final List<Caution> cautions;
  private final UsedTables tables;
  private final boolean isPlanOnly;

  /** The executable form of a plan. */
  private interface Program {
    Operator open(Execution execution, StatementSource source);

    /** The plan that is executed; null if there is none. */
    default @Nullable EngineRel plan() {
      return null;
    }
  }

  /** The rows of a plan. */
  private record Planned(EngineRel plan) implements Program {
    @Override
    public Operator open(Execution execution, StatementSource source) {
      source.opens(plan, execution);
      return new Root(plan, execution);
    }
  }

  /** An answer in one text. */
  interface Text {
    /** The text, made in {@code execution} when its row is read. */
    String of(Execution execution, StatementSource source);
  }

  private PreparedQuery(
      List<ResultColumn> columns,
      List<SqlParameter> parameters,
      Program program,
      List<Caution> cautions,
      UsedTables tables,
      boolean isPlanOnly) {
    this.columns = List.copyOf(columns);
    this.parameters = List.copyOf(parameters);
    this.program = program;
    this.cautions = List.copyOf(cautions);
    this.tables = tables;
    this.isPlanOnly = isPlanOnly;
  }

  /** A statement whose rows {@code plan} gives. */
  static PreparedQuery of(
      List<ResultColumn> columns, List<SqlParameter> parameters, EngineRel plan) {
    return new PreparedQuery(
        columns, parameters, new Planned(plan), List.of(), UsedTables.none(), false);
  }

  /** The rows of a whole plan, with which its execution ends. */
  private static final class Root implements Operator {
    private final Operator rows;
    private final Execution execution;

    Root(EngineRel plan, Execution execution) {
      this.rows = execution.open(plan);
      this.execution = execution;
    }

    @Override
    public @Nullable Batch next() {
      return rows.next();
    }

    @Override
    public void close() {
      CloseAll.all(rows::close, execution::end);
    }
  }

  /** A statement that answers with one row with one text. */
  static PreparedQuery ofText(String label, List<SqlParameter> parameters, Text text) {
    return ofText(label, parameters, text, false);
  }

  /** Likewise with how a statement would be executed, for which its parameters need no values. */
  static PreparedQuery ofPlan(String label, List<SqlParameter> parameters, Text text) {
    return ofText(label, parameters, text, true);
  }

  private static PreparedQuery ofText(
      String label, List<SqlParameter> parameters, Text text, boolean isPlanOnly) {
    RelDataTypeFactory typeFactory = new EngineTypeFactory();
    RelDataType rowType =
        typeFactory.builder().add(label, typeFactory.createSqlType(SqlTypeName.VARCHAR)).build();
    return new PreparedQuery(
        ResultColumn.of(rowType, List.of()),
        parameters,
        (execution, source) ->
            new ConstantRows(
                List.<@Nullable Object[]>of(new @Nullable Object[] {text.of(execution, source)}),
                1),
        List.of(),
        UsedTables.none(),
        isPlanOnly);
  }

  /** The same statement, each execution of which is warned of {@code more}, too. */
  PreparedQuery with(List<Caution> more) {
    List<Caution> warned = new ArrayList<>(cautions);
    warned.addAll(more);
    return new PreparedQuery(columns, parameters, program, warned, tables, isPlanOnly);
  }

  /** The same statement, which serves as long as {@code used} are what they are. */
  PreparedQuery over(UsedTables used) {
    return new PreparedQuery(columns, parameters, program, cautions, used, isPlanOnly);
  }

  /** Whether it would be planned in the same way if it were planned now. */
  boolean isCurrent(StatementSource source) {
    return tables.areSameIn(source);
  }

  /** The plan that gives the rows; empty if the answer is known without one. */
  public Optional<RelNode> plan() {
    return Optional.ofNullable(program.plan());
  }

  /** The columns of the answer. */
  public List<ResultColumn> columns() {
    return columns;
  }

  /** The parameters, in their order. */
  public List<SqlParameter> parameters() {
    return parameters;
  }

  /** Whether it is executed only if each parameter has a value. */
  public boolean needsValues() {
    return !parameters.isEmpty() && !isPlanOnly;
  }

  /**
   * Starts reading. Nothing is asked of the source before the first row is.
   *
   * @param values one for each parameter, as {@link SqlParameter#convert} gives them
   * @param source what the rows are asked of; cancels this execution, bounds its time and takes its
   *     warnings
   */
  public Rows execute(List<@Nullable Object> values, StatementSource source) {
    Execution execution = new Execution(source.scope(), Memory.ofThisJvm(), values);
    source.begin(execution);
    cautions.stream()
        .map(caution -> caution.of(execution))
        .filter(Objects::nonNull)
        .distinct()
        .forEach(warning -> source.scope().warn(warning));
    return new Rows(() -> program.open(execution, source), columns, source);
  }

  /** Reads all rows as a part of {@code whole}, and tells how many there were. */
  long readAll(Execution whole, StatementSource source) {
    long count = 0;
    try (Operator rows = program.open(whole, source)) {
      for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
        whole.scope().check();
        count += batch.size();
      }
    }
    return count;
  }
}
