package io.github.wandbjdbc.jdbc.attached;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.engine.source.CallInspector;
import io.github.wandbjdbc.engine.source.ColumnReferences;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.NameHints;
import io.github.wandbjdbc.engine.source.PlanNotes;
import io.github.wandbjdbc.engine.source.Scope;
import io.github.wandbjdbc.engine.source.StatementSource;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.schema.Schema;
import org.jspecify.annotations.Nullable;

/** A source of one statement with attached databases. */
public final class AttachedSource implements StatementSource {
  private final StatementSource source;
  private final AttachedDatabases databases;
  private final @Nullable String entity;
  private final CallScope calls;

  private AttachedSource(
      StatementSource source,
      AttachedDatabases databases,
      @Nullable String entity,
      CallScope calls) {
    this.source = source;
    this.databases = databases;
    this.entity = entity;
    this.calls = calls;
  }

  /**
   * {@code source} with {@code databases}.
   *
   * @param entity in which names are looked up; null if in none
   * @param calls what is asked of databases ends with it
   */
  public static StatementSource of(
      StatementSource source,
      AttachedDatabases databases,
      @Nullable String entity,
      CallScope calls) {
    return databases.isEmpty() ? source : new AttachedSource(source, databases, entity, calls);
  }

  @Override
  public Schema schema(ColumnReferences references) {
    return AttachedSchemas.beside(source.schema(references), databases, entity);
  }

  @Override
  public Set<Integer> choosing(ColumnReferences references) {
    return source.choosing(references);
  }

  @Override
  public boolean mayKeepPlan(String sql) {
    return source.mayKeepPlan(sql);
  }

  @Override
  public Scope scope() {
    return source.scope();
  }

  @Override
  public boolean isOwn(Throwable failure) {
    return source.isOwn(failure);
  }

  @Override
  public NameHints hints() {
    return source.hints();
  }

  @Override
  public CallInspector callReader() {
    return source.callReader();
  }

  @Override
  public void begin(Execution execution) {
    source.begin(execution);
    execution.attach(AttachedCalls.class, new AttachedCalls(calls));
  }

  @Override
  public void opens(RelNode plan, Execution execution) {
    source.opens(plan, execution);
  }

  @Override
  public PlanNotes estimated(RelNode plan) {
    return new AttachedNotes(source.estimated(plan));
  }

  @Override
  public String firstRequests(RelNode plan, Execution execution) {
    return source.firstRequests(plan, execution);
  }

  @Override
  public PlanNotes actual(RelNode plan, Execution execution) {
    return new AttachedNotes(source.actual(plan, execution));
  }
}
