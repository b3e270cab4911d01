package io.github.wandbjdbc.engine;

import io.github.wandbjdbc.engine.advice.CurrentUserAdvice;
import io.github.wandbjdbc.engine.parse.NamedColumns;
import io.github.wandbjdbc.engine.parse.NamedPlace;
import io.github.wandbjdbc.engine.parse.ParsedStatement;
import io.github.wandbjdbc.engine.parse.SessionValues;
import io.github.wandbjdbc.engine.parse.StatementParser;
import io.github.wandbjdbc.engine.parse.SyntaxErrors;
import io.github.wandbjdbc.engine.source.Caution;
import io.github.wandbjdbc.engine.source.ColumnReferences;
import io.github.wandbjdbc.engine.source.SearchPath;
import io.github.wandbjdbc.engine.source.StatementSource;
import io.github.wandbjdbc.engine.validate.LongLists;
import io.github.wandbjdbc.engine.validate.Recursions;
import io.github.wandbjdbc.engine.validate.names.NameResolver;
import io.github.wandbjdbc.engine.validate.operators.EntryCalls;
import io.github.wandbjdbc.engine.validate.operators.Operators;
import io.github.wandbjdbc.engine.validate.parameters.ParameterPlaces;
import io.github.wandbjdbc.engine.values.EngineTypeFactory;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.json.JsonFormats;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.parser.SqlParseException;

/**
 * Answers SQL over the tables of a source. Safe for use by several threads.
 *
 * <p>Failures are {@link StatementException}s, or those of the source's own.
 */
public final class QueryEngine {
  private final SqlOperatorTable operators;
  private final String user;
  private final PlanCache plans = new PlanCache();

  /**
   * An engine.
   *
   * @param functions the SQL functions that come with the source's schema
   * @param user who asks, the value of {@code CURRENT_USER}
   */
  public QueryEngine(SqlOperatorTable functions, String user) {
    this.user = user;
    this.operators = Operators.with(functions);
  }

  /**
   * Plans {@code sql} without executing it, unless that was done before and nothing has changed.
   *
   * @param path where unqualified names are looked up
   * @param maxRows rows beyond so many aren't wanted; 0 if all are
   * @param source what planning asks is asked of it; always of the same schema
   */
  public PreparedQuery prepare(String sql, SearchPath path, long maxRows, StatementSource source) {
    return prepare(sql, path, maxRows, BoundValues.NONE, source);
  }

  /**
   * The schema that {@code sql} chooses, behind its catalog if that is named as well; empty if it
   * is neither {@code USE} nor {@code SET SCHEMA}, which are for whoever keeps the search path.
   */
  public static List<String> schemaChoice(String sql) {
    return StatementParser.schemaChoice(sql);
  }

  /** Likewise for an execution whose parameters have values that {@code bound} tells of. */
  public PreparedQuery prepare(
      String sql, SearchPath path, long maxRows, BoundValues bound, StatementSource source) {
    Supplier<PreparedQuery> planning =
        () -> PlanningThread.plan(sql, () -> plan(sql, path, maxRows, bound, source));
    return source.mayKeepPlan(sql)
        ? plans.get(
            new PlanCache.Key(sql, path, maxRows, bound), plan -> plan.isCurrent(source), planning)
        : planning.get();
  }

  private PreparedQuery plan(
      String sql, SearchPath path, long maxRows, BoundValues bound, StatementSource source) {
    try {
      return plan(sql, path, maxRows, bound, source, PlanningTime.of(source.scope()));
    } catch (StatementException e) {
      throw NamedPlace.tell(e, sql);
    }
  }

  private PreparedQuery plan(
      String sql,
      SearchPath path,
      long maxRows,
      BoundValues bound,
      StatementSource source,
      PlanningTime time) {
    ParsedStatement parsed = parse(sql, path, bound, source, time);
    if (isAboutTable(parsed)) {
      return plan(aboutTable(sql, parsed, path, source, time), path, maxRows, bound, source);
    }
    ColumnReferences named = NamedColumns.in(parsed.statement());
    return plan(
        parsed,
        named,
        (statement, columns) -> plan(sql, statement, columns, path, maxRows, source, time),
        () -> parse(sql, path, bound, source, time));
  }

  /** Plans a statement that may mean some columns. */
  @FunctionalInterface
  private interface Planner {
    PreparedQuery plan(ParsedStatement statement, ColumnReferences columns);
  }

  /**
   * Plans {@code parsed}, which may mean the columns {@code named}, by {@code planner}: as often as
   * columns are missing that tables may have.
   *
   * @param again parses it once more, since planning changes the statement
   */
  private static PreparedQuery plan(
      ParsedStatement parsed,
      ColumnReferences named,
      Planner planner,
      Supplier<ParsedStatement> again) {
    ParsedStatement statement = parsed;
    ColumnReferences columns = named;
    while (true) {
      try {
        return planner.plan(statement, columns);
      } catch (StatementException e) {
        ColumnReferences more = more(columns, e);
        if (more.equals(columns)) {
          throw e;
        }
        columns = more;
        statement = again.get();
      }
    }
  }

  /**
   * The columns that a statement may mean which failed by {@code e} with {@code named}; those if it
   * is the statement's own fault.
   *
   * <p>A column may be missing that nobody looked for yet. If not, what is wrong is said better by
   * whoever knows all columns.
   */
  private static ColumnReferences more(ColumnReferences named, StatementException e) {
    if (e.state() == SqlState.CANCELLED || e.getCause() instanceof VirtualMachineError) {
      return named;
    }
    String unknown = e.unknownColumn();
    ColumnReferences seeking = unknown == null ? named : named.seeking(unknown);
    return seeking.equals(named) ? named.orAny() : seeking;
  }

  private static boolean isAboutTable(ParsedStatement parsed) {
    return parsed.wish() == ParsedStatement.Wish.SUMMARY
        || parsed.wish() == ParsedStatement.Wish.DESCRIPTION;
  }

  /** The query that answers what is asked about the table that {@code parsed} selects all of. */
  private String aboutTable(
      String sql,
      ParsedStatement parsed,
      SearchPath path,
      StatementSource source,
      PlanningTime time) {
    String rows = parsed.statement().toString();
    ColumnReferences named = NamedColumns.in(parsed.statement()).orAny();
    List<ResultColumn> columns =
        plan(
                parsed.rows(),
                named,
                (statement, wanted) -> plan(sql, statement, wanted, path, 0, source, time),
                () -> parse(sql, path, BoundValues.NONE, source, time).rows())
            .columns();
    return parsed.wish() == ParsedStatement.Wish.SUMMARY
        ? SummaryQuery.query(rows, columns)
        : parsed.description();
  }

  private ParsedStatement parse(
      String sql, SearchPath path, BoundValues bound, StatementSource source, PlanningTime time) {
    try {
      ParsedStatement parsed = parse(sql, bound, time::look);
      return parsed.of(SessionValues.answered(parsed.statement(), path, user));
    } catch (SqlParseException e) {
      // Perhaps it was the parser that was ended.
      time.look();
      throw SyntaxErrors.of(sql, e, source.hints());
    }
  }

  /** The statement {@code sql} in the catalogue's terms; {@code look} fails if it is to end. */
  static ParsedStatement parse(String sql, BoundValues bound, Runnable look)
      throws SqlParseException {
    ParsedStatement parsed = StatementParser.parse(sql, look);
    SqlNode ofEntries = EntryCalls.in(bound.in(parsed.statement()));
    Recursions.settle(ofEntries);
    JsonFormats.write(ofEntries);
    return parsed.of(LongLists.asTables(ofEntries));
  }

  private PreparedQuery plan(
      String sql,
      ParsedStatement parsed,
      ColumnReferences references,
      SearchPath path,
      long maxRows,
      StatementSource source,
      PlanningTime time) {
    CalciteSchema root =
        CalciteSchema.createRootSchema(false, false, "", source.schema(references));
    NameResolver catalog = new NameResolver(root, path, new EngineTypeFactory(time::look));
    try {
      ParameterPlaces places = ParameterPlaces.in(parsed.statement(), source.choosing(references));
      Planning planning = new Planning(catalog, operators, source, places, time::look);
      return planning
          .prepare(parsed, maxRows)
          .with(ofUser(sql, catalog, source, time))
          .over(new UsedTables(references, catalog.used()));
    } catch (Exception | Error e) {
      time.look();
      throw Failures.ofPlanning(
          e,
          () -> parse(sql, path, BoundValues.NONE, source, time).statement(),
          catalog,
          operators,
          source);
    }
  }

  /** The cautions where {@code user} was surely not meant as the current user. */
  private static List<Caution> ofUser(
      String sql, NameResolver catalog, StatementSource source, PlanningTime time)
      throws SqlParseException {
    return CurrentUserAdvice.mayBeIn(sql)
        ? CurrentUserAdvice.warnings(
                parse(sql, BoundValues.NONE, time::look).statement(), catalog, source.hints())
            .stream()
            .map(text -> (Caution) execution -> text)
            .toList()
        : List.of();
  }
}
