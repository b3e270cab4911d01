package io.github.wandbjdbc.jdbc.engine;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.engine.values.EngineTypeFactory;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.schema.ColumnReferences;
import java.util.function.BiFunction;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.sql.SqlOperatorTable;

/**
 * Plans statements over a schema. Safe for use by several threads.
 *
 * <p>Failures are {@link StatementException}s, or the {@link
 * io.github.wandbjdbc.client.WandbException}s of the source.
 */
public final class QueryEngine {
  private final BiFunction<ColumnReferences, CallScope, Schema> root;
  private final SqlOperatorTable operators;
  private final String user;
  private final PlanCache plans = new PlanCache();

  /**
   * An engine over the schema that {@code root} gives each statement, for the columns that it may
   * mean.
   *
   * @param functions the SQL functions that come with the schema
   * @param user who asks, the value of {@code CURRENT_USER}
   */
  public QueryEngine(
      BiFunction<ColumnReferences, CallScope, Schema> root,
      SqlOperatorTable functions,
      String user) {
    this.root = root;
    this.user = user;
    this.operators = Operators.with(functions);
  }

  /**
   * Plans {@code sql} without executing it, unless that was done before and nothing has changed.
   *
   * @param path where unqualified names are looked up
   * @param maxRows rows beyond so many aren't wanted; 0 if all are
   * @param scope what planning asks the source belongs to it
   */
  public PreparedQuery prepare(String sql, SearchPath path, long maxRows, CallScope scope) {
    return plans.get(
        new PlanCache.Key(sql, path, maxRows),
        plan -> plan.isCurrent(references -> root.apply(references, scope)),
        () -> DeepStack.plan(sql, () -> plan(sql, path, maxRows, scope)));
  }

  private PreparedQuery plan(String sql, SearchPath path, long maxRows, CallScope scope) {
    ParsedStatement parsed = parse(sql, path);
    ColumnReferences named = NamedColumns.in(parsed.statement());
    if (named.isAny()) {
      return plan(parsed, named, path, maxRows, scope);
    }
    try {
      return plan(parsed, named, path, maxRows, scope);
    } catch (StatementException e) {
      if (e.getCause() instanceof VirtualMachineError) {
        throw e;
      }
      // A column may be missing that nobody looked for yet. If not, what is wrong is said better by
      // whoever knows all columns; planning has changed the statement, so it is parsed once more.
      return plan(parse(sql, path), ColumnReferences.ANY, path, maxRows, scope);
    }
  }

  private ParsedStatement parse(String sql, SearchPath path) {
    return StatementParser.parse(sql).on(path, user);
  }

  private PreparedQuery plan(
      ParsedStatement parsed,
      ColumnReferences references,
      SearchPath path,
      long maxRows,
      CallScope scope) {
    CalciteSchema root =
        CalciteSchema.createRootSchema(false, false, "", this.root.apply(references, scope));
    Catalog catalog = new Catalog(root, path, new EngineTypeFactory(scope::check));
    try {
      Planning planning = new Planning(catalog, operators, scope);
      return planning.prepare(parsed, maxRows).over(new UsedTables(references, catalog.used()));
    } catch (Exception | Error e) {
      scope.check();
      throw Failures.ofPlanning(e, parsed.statement(), catalog);
    }
  }
}
