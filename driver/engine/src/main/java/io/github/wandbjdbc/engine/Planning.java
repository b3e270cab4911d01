package io.github.wandbjdbc.engine;

import io.github.wandbjdbc.engine.advice.FirstRow;
import io.github.wandbjdbc.engine.advice.PlanAdvice;
import io.github.wandbjdbc.engine.advice.StatementAdvice;
import io.github.wandbjdbc.engine.advice.TextComparisons;
import io.github.wandbjdbc.engine.execute.expressions.ConstantFolder;
import io.github.wandbjdbc.engine.explain.Explanation;
import io.github.wandbjdbc.engine.optimize.AsofOperands;
import io.github.wandbjdbc.engine.optimize.CautiousMetadata;
import io.github.wandbjdbc.engine.optimize.Decorrelation;
import io.github.wandbjdbc.engine.optimize.NanRewriter;
import io.github.wandbjdbc.engine.optimize.OrderPropagation;
import io.github.wandbjdbc.engine.optimize.ParameterRows;
import io.github.wandbjdbc.engine.optimize.PlanSteps;
import io.github.wandbjdbc.engine.optimize.WindowSubqueries;
import io.github.wandbjdbc.engine.optimize.nodes.EngineFirstRow;
import io.github.wandbjdbc.engine.optimize.nodes.EngineProject;
import io.github.wandbjdbc.engine.parse.ParsedStatement;
import io.github.wandbjdbc.engine.parse.StatementParser;
import io.github.wandbjdbc.engine.source.Caution;
import io.github.wandbjdbc.engine.source.EngineConvention;
import io.github.wandbjdbc.engine.source.EngineRel;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Measures;
import io.github.wandbjdbc.engine.source.Memory;
import io.github.wandbjdbc.engine.source.Scope;
import io.github.wandbjdbc.engine.source.StatementSource;
import io.github.wandbjdbc.engine.validate.EngineRexBuilder;
import io.github.wandbjdbc.engine.validate.LongLists;
import io.github.wandbjdbc.engine.validate.QueryConverter;
import io.github.wandbjdbc.engine.validate.StatementValidator;
import io.github.wandbjdbc.engine.validate.names.NameResolver;
import io.github.wandbjdbc.engine.validate.names.TableFunctions;
import io.github.wandbjdbc.engine.validate.operators.CancellableOperatorTable;
import io.github.wandbjdbc.engine.validate.parameters.ParameterPlaces;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.ConventionTraitDef;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.rel.RelCollationTraitDef;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlExplainFormat;
import org.apache.calcite.sql.SqlExplainLevel;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.tools.Program;

/** Plans one statement: validated, made relational, optimised, compiled. */
final class Planning {
  private static final String PLAN = "PLAN";

  private static final Program PROGRAM = PlanSteps.standard();

  private static final SqlToRelConverter.Config TO_REL =
      SqlToRelConverter.config()
          .withExpand(false)
          // The order of a query is that of its rows in the query around it.
          .withRemoveSortInSubQuery(false)
          // JsonFormats knows better what is JSON.
          .withAddJsonTypeOperatorEnabled(false)
          .withHintStrategyTable(Decorrelation.HINTS)
          // Simplified only once NaN is provided for; and projections that are merged here lose
          // what queries in them depend on.
          .withRelBuilderConfigTransform(config -> config.withSimplify(false).withBloat(-1))
          .withInSubQueryThreshold(LongLists.SHORTEST);

  private final NameResolver catalog;
  private final JavaTypeFactory typeFactory;
  private final StatementValidator validator;
  private final VolcanoPlanner planner;
  private final SqlToRelConverter converter;
  private final StatementSource source;
  private final Scope scope;
  private final Runnable look;

  /**
   * The planning of one statement.
   *
   * @param places where the statement's parameters stand
   * @param look fails if planning should go no further
   */
  Planning(
      NameResolver catalog,
      SqlOperatorTable operators,
      StatementSource source,
      ParameterPlaces places,
      Runnable look) {
    this.catalog = catalog;
    this.source = source;
    this.scope = source.scope();
    this.look = look;
    this.typeFactory = (JavaTypeFactory) catalog.getTypeFactory();
    this.validator =
        new StatementValidator(
            new CancellableOperatorTable(
                SqlOperatorTables.chain(operators, new TableFunctions(catalog)), look),
            catalog,
            typeFactory,
            SqlValidator.Config.DEFAULT
                .withConformance(StatementParser.CONFORMANCE)
                // A run without a value is neither the best nor the worst.
                .withDefaultNullCollation(NullCollation.LAST)
                .withTypeCoercionFactory(StatementValidator.COERCIONS)
                .withIdentifierExpansion(true),
            places);
    this.planner = planner(look);
    this.converter = new QueryConverter(validator, catalog, cluster(), TO_REL);
  }

  /** The answer to {@code parsed}, with its first {@code maxRows} rows. */
  PreparedQuery prepare(ParsedStatement parsed, long maxRows) {
    if (parsed.statement() instanceof SqlExplain explain) {
      return explain(explain);
    }
    return switch (parsed.wish()) {
      case ROWS, SUMMARY, DESCRIPTION -> rows(parsed.statement(), maxRows);
      case PLAN -> {
        SqlNode validated = validator.validate(parsed.statement());
        yield explain(optimize(toRel(validated)).rel, parameters(validated));
      }
      case REQUESTS -> {
        SqlNode validated = validator.validate(parsed.statement());
        yield requests(optimize(toRel(validated)).rel, parameters(validated));
      }
      case PLAN_AND_ACTUALS -> analyze(query(parsed.statement(), maxRows, false));
    };
  }

  /** A query, and the plans that it was compiled from. */
  private record Planned(PreparedQuery prepared, RelNode written, RelNode plan) {}

  /** The rows of {@code query}, with what its reader is warned of. */
  private PreparedQuery rows(SqlNode query, long maxRows) {
    boolean isUntested = FirstRow.isUntested(query);
    StatementAdvice reading = StatementAdvice.of(query);
    Planned planned = query(query, maxRows, isUntested);
    List<Caution> cautions = new ArrayList<>();
    reading.warnings(catalog).forEach(text -> cautions.add(execution -> text));
    cautions.addAll(
        PlanAdvice.of(planned.written(), List.of(TextComparisons.INSTANCE, source.callReader())));
    return planned.prepared().with(cautions);
  }

  /**
   * The rows of {@code query}, the first {@code maxRows} of them unless that is 0.
   *
   * @param looksAtFirst whether it is told if the first row's key is NaN
   */
  private Planned query(SqlNode query, long maxRows, boolean looksAtFirst) {
    SqlNode validated = validator.validate(query);
    List<ResultColumn> columns =
        ResultColumn.of(
            validator.getValidatedNodeType(validated), validator.getFieldOrigins(validated));
    RelRoot written = converter.convertQuery(validated, false, true);
    RelRoot logical = checked(written);
    RelRoot physical = optimize(maxRows == 0 ? logical : limited(logical, maxRows));

    EngineRel plan = withVisibleFields(looksAtFirst ? lookingAtFirst(physical) : physical);
    // What can't be executed is said at once; nothing is asked of the source yet.
    new Execution(scope, Memory.ofThisJvm(), List.of()).open(plan).close();
    PreparedQuery prepared = PreparedQuery.of(columns, parameters(validated), plan);
    return new Planned(prepared, written.rel, plan);
  }

  private List<SqlParameter> parameters(SqlNode validated) {
    return SqlParameter.of(validator.getParameterRowType(validated), validator::placeOf);
  }

  private PreparedQuery explain(SqlExplain explain) {
    SqlNode validated = validator.validate(explain.getExplicandum());
    List<SqlParameter> parameters = parameters(validated);
    RelRoot root = toRel(validated);
    if (explain.getDepth() != SqlExplain.Depth.LOGICAL) {
      root = optimize(root);
      if (explain.getFormat() == SqlExplainFormat.TEXT
          && explain.getDetailLevel() == SqlExplainLevel.EXPPLAN_ATTRIBUTES) {
        return explain(root.rel, parameters);
      }
    }
    String text = RelOptUtil.dumpPlan("", root.rel, explain.getFormat(), explain.getDetailLevel());
    return PreparedQuery.ofPlan(PLAN, parameters, (execution, asked) -> text.stripTrailing());
  }

  /** One row, one column: the plan as text. */
  private static PreparedQuery explain(RelNode plan, List<SqlParameter> parameters) {
    return PreparedQuery.ofPlan(
        PLAN, parameters, (execution, asked) -> Explanation.estimated(plan, asked.estimated(plan)));
  }

  /** One row, one column: what the plan would ask for to begin with. */
  private static PreparedQuery requests(RelNode plan, List<SqlParameter> parameters) {
    return PreparedQuery.ofText(
        PLAN, parameters, (execution, asked) -> asked.firstRequests(plan, execution));
  }

  /** Reads all rows to tell how that went. */
  private static PreparedQuery analyze(Planned planned) {
    PreparedQuery query = planned.prepared();
    return PreparedQuery.ofText(
        PLAN,
        query.parameters(),
        (execution, asked) -> {
          Measures measures = execution.measure();
          long start = System.nanoTime();
          long rows = query.readAll(execution, asked);
          Duration took = Duration.ofNanos(System.nanoTime() - start);
          RelNode plan = planned.plan();
          return Explanation.actual(plan, asked.actual(plan, execution), measures, rows, took);
        });
  }

  /** The plan of {@code query} as it was written, before anything is chosen. */
  RelRoot logical(SqlNode query) {
    return toRel(validator.validate(query));
  }

  /** Tells if the value that rows are sorted by first is NaN in the first. */
  private static RelRoot lookingAtFirst(RelRoot root) {
    List<RelFieldCollation> keys = root.collation.getFieldCollations();
    int key = keys.isEmpty() ? -1 : keys.get(0).getFieldIndex();
    return key >= 0
            && root.rel.getRowType().getFieldList().get(key).getType().getSqlTypeName()
                == SqlTypeName.DOUBLE
        ? root.withRel(EngineFirstRow.of(root.rel, key))
        : root;
  }

  private RelRoot toRel(SqlNode validated) {
    return checked(converter.convertQuery(validated, false, true));
  }

  /** {@code root} as it is before rules change it. */
  private RelRoot checked(RelRoot root) {
    RelNode plan = validator.hasManyParameters() ? ParameterRows.in(root.rel) : root.rel;
    RelNode checked =
        plan.accept(new WindowSubqueries())
            .accept(new NanRewriter(root.rel.getCluster().getRexBuilder()))
            .accept(new AsofOperands());
    // Columns are trimmed once subqueries are gone: before, their variables would lose theirs.
    return OrderPropagation.ofRoot(root.withRel(checked));
  }

  private RelRoot optimize(RelRoot root) {
    RelTraitSet traits =
        root.rel
            .getTraitSet()
            .replace(EngineConvention.INSTANCE)
            .replace(root.collation)
            .simplify();
    return root.withRel(PROGRAM.run(planner, root.rel, traits, List.of(), List.of()));
  }

  /** As if the statement ended with {@code FETCH FIRST maxRows ROWS ONLY}. */
  private static RelRoot limited(RelRoot root, long maxRows) {
    RelNode rel = root.rel;
    RexNode fetch = literal(rel, maxRows);
    if (rel instanceof LogicalSort sort && sort.fetch == null) {
      return root.withRel(
          sort.copy(sort.getTraitSet(), sort.getInput(), sort.getCollation(), sort.offset, fetch));
    }
    if (rel instanceof LogicalSort sort && sort.fetch instanceof RexLiteral stated) {
      BigDecimal fetched = stated.getValueAs(BigDecimal.class);
      return fetched != null && fetched.compareTo(BigDecimal.valueOf(maxRows)) <= 0
          ? root
          : root.withRel(
              sort.copy(
                  sort.getTraitSet(), sort.getInput(), sort.getCollation(), sort.offset, fetch));
    }
    Sort limit =
        LogicalSort.create(
            rel,
            root.collation.getFieldCollations().isEmpty() ? RelCollations.EMPTY : root.collation,
            null,
            fetch);
    return root.withRel(limit);
  }

  private static RexNode literal(RelNode rel, long maxRows) {
    RexBuilder builder = rel.getCluster().getRexBuilder();
    return builder.makeExactLiteral(
        BigDecimal.valueOf(maxRows),
        rel.getCluster().getTypeFactory().createSqlType(SqlTypeName.BIGINT));
  }

  /** Drops the columns that the statement sorts by but doesn't select. */
  private static EngineRel withVisibleFields(RelRoot root) {
    EngineRel rel = (EngineRel) root.rel;
    if (root.isRefTrivial()) {
      return rel;
    }
    RexBuilder builder = rel.getCluster().getRexBuilder();
    List<RexNode> visible = new ArrayList<>();
    root.fields.forEach(field -> visible.add(builder.makeInputRef(rel, field.getKey())));
    return EngineProject.of(rel, visible, root.validatedRowType);
  }

  private RelOptCluster cluster() {
    RelOptCluster cluster = RelOptCluster.create(planner, new EngineRexBuilder(catalog.types()));
    cluster.setMetadataQuerySupplier(() -> new CautiousMetadata(look));
    return cluster;
  }

  /**
   * A planner with the rules of the engine.
   *
   * @param look is run before each rule, and fails if planning should go no further
   */
  static VolcanoPlanner planner(Runnable look) {
    VolcanoPlanner planner =
        new VolcanoPlanner(
            null, Contexts.chain(EngineConvention.CONTEXT, Contexts.of(NameResolver.CONFIG))) {
          @Override
          public void checkCancel() {
            look.run();
          }
        };
    planner.setExecutor(ConstantFolder.INSTANCE);
    planner.addRelTraitDef(ConventionTraitDef.INSTANCE);
    planner.addRelTraitDef(RelCollationTraitDef.INSTANCE);
    return planner;
  }

  @Override
  public String toString() {
    return "Planning[" + catalog.path() + "]";
  }
}
