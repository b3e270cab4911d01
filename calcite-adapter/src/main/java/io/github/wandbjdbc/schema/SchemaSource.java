package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.engine.source.CallInspector;
import io.github.wandbjdbc.engine.source.ColumnReferences;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.NameHints;
import io.github.wandbjdbc.engine.source.PlanNotes;
import io.github.wandbjdbc.engine.source.Scope;
import io.github.wandbjdbc.engine.source.StatementSource;
import io.github.wandbjdbc.push.ScanNotes;
import io.github.wandbjdbc.push.ValueCautions;
import io.github.wandbjdbc.scan.FirstRequests;
import io.github.wandbjdbc.scan.StatementProgress;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A schema as the source of one statement.
 *
 * @param tables among which the tables of an entity are
 * @param calls what is asked of the schema's source belongs to it
 * @param current the project in which names are looked up; null if there is none
 */
record SchemaSource(
    Function<String, SchemaTables> tables, CallScope calls, @Nullable ProjectPath current)
    implements StatementSource {
  private static final Pattern READS_TABLE =
      Pattern.compile(ListedFunction.READ_TABLE, Pattern.CASE_INSENSITIVE);

  @Override
  public Schema schema(ColumnReferences references) {
    return NamespaceSchema.root(tables, new StatementView(references, calls, current));
  }

  @Override
  public Set<Integer> choosing(ColumnReferences references) {
    return NamedProjects.choosing(references);
  }

  /** {@inheritDoc} The columns of logged tables are what is in them now. */
  @Override
  public boolean mayKeepPlan(String sql) {
    return !READS_TABLE.matcher(sql).find();
  }

  @Override
  public Scope scope() {
    return new StatementScope(calls);
  }

  @Override
  public boolean isOwn(Throwable failure) {
    return failure instanceof WandbException;
  }

  @Override
  public NameHints hints() {
    return ForeignNames.INSTANCE;
  }

  @Override
  public CallInspector callReader() {
    return ValueCautions.INSTANCE;
  }

  @Override
  public void begin(Execution execution) {
    execution.attach(StatementProgress.class, new StatementProgress(calls));
  }

  @Override
  public void opens(RelNode plan, Execution execution) {
    StatementProgress.of(execution).begins(plan, execution);
  }

  @Override
  public PlanNotes estimated(RelNode plan) {
    return ScanNotes.estimated(plan, calls);
  }

  @Override
  public String firstRequests(RelNode plan, Execution execution) {
    return new FirstRequests(calls, execution).of(plan);
  }

  @Override
  public PlanNotes actual(RelNode plan, Execution execution) {
    return ScanNotes.actual(StatementProgress.of(execution));
  }
}
