package io.github.wandbjdbc.jdbc.engine;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.plan.ScanVariables;
import io.github.wandbjdbc.plan.StatementProgress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.linq4j.QueryProvider;
import org.apache.calcite.schema.SchemaPlus;
import org.jspecify.annotations.Nullable;

/** What a running statement can look up: its parameters, its scope, the time it began. */
final class Execution implements DataContext {
  /** What folding constants may know: the clock is none of it. */
  static final DataContext CONSTANTS =
      org.apache.calcite.DataContexts.of(
          name ->
              switch (name) {
                case "timeZone" -> TimeZone.getTimeZone("UTC");
                case "locale" -> Locale.ROOT;
                default -> null;
              });

  private final Shared shared;
  private final List<SqlParameter> parameters;
  private final List<@Nullable Object> values;
  private final CallScope scope;
  private final StatementProgress progress;
  private final AtomicBoolean cancelFlag = new AtomicBoolean();
  private final long startMillis = System.currentTimeMillis();

  Execution(
      Shared shared,
      List<SqlParameter> parameters,
      List<@Nullable Object> values,
      CallScope scope) {
    this.shared = shared;
    this.parameters = parameters;
    this.values = values;
    this.scope = scope;
    this.progress = new StatementProgress(scope);
  }

  private Execution(Shared shared, Execution whole) {
    this.shared = shared;
    this.parameters = whole.parameters;
    this.values = whole.values;
    this.scope = whole.scope;
    this.progress = whole.progress;
  }

  /** The same execution, of another statement with the same parameters. */
  Execution executing(Shared other) {
    return new Execution(other, this);
  }

  CallScope scope() {
    return scope;
  }

  StatementProgress progress() {
    return progress;
  }

  @Override
  public SchemaPlus getRootSchema() {
    return shared.root();
  }

  @Override
  public JavaTypeFactory getTypeFactory() {
    return shared.typeFactory();
  }

  @Override
  public QueryProvider getQueryProvider() {
    throw new UnsupportedOperationException("no table of ours is queried by expressions");
  }

  @Override
  public @Nullable Object get(String name) {
    if (name.startsWith("?")) {
      int index = Integer.parseInt(name.substring(1));
      return index < parameters.size() ? values.get(index) : null;
    }
    if (name.equals(ScanVariables.CALL_SCOPE)) {
      return scope;
    }
    if (name.equals(ScanVariables.PROGRESS)) {
      return progress;
    }
    if (name.equals(Variable.CANCEL_FLAG.camelName)) {
      cancelFlag.set(scope.isCancelled());
      return cancelFlag;
    }
    if (name.equals(Variable.UTC_TIMESTAMP.camelName)
        || name.equals(Variable.CURRENT_TIMESTAMP.camelName)
        || name.equals(Variable.LOCAL_TIMESTAMP.camelName)) {
      return startMillis;
    }
    if (name.equals(Variable.TIME_ZONE.camelName)) {
      return TimeZone.getTimeZone("UTC");
    }
    if (name.equals(Variable.LOCALE.camelName)) {
      return Locale.ROOT;
    }
    if (name.equals(Variable.USER.camelName) || name.equals(Variable.SYSTEM_USER.camelName)) {
      return "";
    }
    return shared.stashed().get(name);
  }

  /**
   * What all executions of a statement have in common.
   *
   * @param stashed the objects that the compiled statement refers to, by name
   */
  record Shared(SchemaPlus root, JavaTypeFactory typeFactory, Map<String, Object> stashed) {}
}
