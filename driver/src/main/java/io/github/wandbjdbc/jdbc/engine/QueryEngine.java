package io.github.wandbjdbc.jdbc.engine;

import io.github.wandbjdbc.client.CallScope;
import java.util.function.Function;
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
  private final Function<CallScope, Schema> root;
  private final SqlOperatorTable operators;
  private final String user;
  private final PlanCache plans = new PlanCache();

  /**
   * An engine over the schema that {@code root} gives each statement.
   *
   * @param functions the SQL functions that come with the schema
   * @param user who asks, the value of {@code CURRENT_USER}
   */
  public QueryEngine(Function<CallScope, Schema> root, SqlOperatorTable functions, String user) {
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
    Schema schema = root.apply(scope);
    return plans.get(
        new PlanCache.Key(sql, path, maxRows),
        plan -> plan.isCurrent(schema),
        () -> plan(sql, path, maxRows, schema, scope));
  }

  private PreparedQuery plan(
      String sql, SearchPath path, long maxRows, Schema schema, CallScope scope) {
    ParsedStatement parsed = StatementParser.parse(sql).on(path, user);
    CalciteSchema root = CalciteSchema.createRootSchema(false, false, "", schema);
    Catalog catalog = new Catalog(root, path, new EngineTypeFactory());
    try {
      Planning planning = new Planning(catalog, root, operators, scope);
      return planning.prepare(parsed, maxRows).over(catalog.used());
    } catch (Exception | Error e) {
      scope.check();
      throw Failures.ofPlanning(e, parsed.statement(), catalog);
    }
  }
}
