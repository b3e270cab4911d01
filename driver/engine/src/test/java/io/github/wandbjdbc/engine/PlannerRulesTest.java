package io.github.wandbjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.optimize.Decorrelation;
import io.github.wandbjdbc.engine.optimize.StandardRules;
import io.github.wandbjdbc.engine.optimize.nodes.EngineRule;
import io.github.wandbjdbc.engine.source.EngineRel;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Memory;
import io.github.wandbjdbc.engine.source.NoTables;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.source.SearchPath;
import io.github.wandbjdbc.engine.validate.names.NameResolver;
import io.github.wandbjdbc.engine.validate.operators.Operators;
import io.github.wandbjdbc.engine.validate.parameters.ParameterPlaces;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.EngineTypeFactory;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.RelOptCostImpl;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.rules.PruneEmptyRules;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rows of a plan are the same before and after each rule, applied alone. */
class PlannerRulesTest {
  private static final int QUERIES = Integer.getInteger("rules.queries", 200);

  /** Rules that don't change plans such as these, and why. */
  private static final Map<String, String> WITHOUT_PLANS =
      Map.of(
          "ExpandConversionRule", "converts between conventions",
          "EngineRule(in:NONE,out:ENGINE)", "is what executes the plans",
          "SortRemoveRule", "asks the planner for an order, which only costs make it look for",
          "SampleToFilterRule", "is what executes samples, which are of other rows each time",
          "FilterSampleTransposeRule", "samples are of other rows each time");

  private static final List<RelOptRule> SUBQUERIES =
      List.of(
          CoreRules.FILTER_SUB_QUERY_TO_CORRELATE,
          CoreRules.PROJECT_SUB_QUERY_TO_CORRELATE,
          CoreRules.JOIN_SUB_QUERY_TO_CORRELATE);

  private final LossTable losses = new LossTable(rows());

  @Test
  void eachRuleKeepsTheRows() throws SqlParseException {
    Map<String, Integer> changed = new TreeMap<>();
    List<String> differences = new ArrayList<>();
    int plans = 0;
    for (int seed = 0; seed < QUERIES; seed++) {
      String sql = new RandomQueries(seed).query(3);
      for (RelNode plan : plans(sql)) {
        plans++;
        List<String> expected = rowsOf(plan);
        for (RelOptRule rule : StandardRules.all()) {
          if (WITHOUT_PLANS.containsKey(rule.toString())) {
            continue;
          }
          RelNode ruled = apply(rule, plan);
          if (ruled.deepEquals(plan)) {
            continue;
          }
          changed.merge(rule.toString(), 1, Integer::sum);
          List<String> found = rowsOf(ruled);
          if (!found.equals(expected)) {
            differences.add(
                "%s of %d: %s%n%s%nis%n%s%n%s%n%s"
                    .formatted(
                        rule,
                        seed,
                        sql,
                        RelOptUtil.toString(plan),
                        RelOptUtil.toString(ruled),
                        expected,
                        found));
          }
        }
      }
    }

    changed.forEach((rule, count) -> System.out.printf("%,6d plans changed by %s%n", count, rule));
    System.out.printf(
        "%,d plans of %,d queries, changed %,d times by %d rules, each alone; %d differ%n",
        plans,
        QUERIES,
        changed.values().stream().mapToInt(count -> count).sum(),
        changed.size(),
        differences.size());
    assertThat(differences).isEmpty();
    assertThat(StandardRules.all().stream().map(RelOptRule::toString))
        .allMatch(rule -> changed.containsKey(rule) || WITHOUT_PLANS.containsKey(rule));
  }

  /** The plans of {@code sql}: as converted, and as further steps leave it to rules. */
  private List<RelNode> plans(String sql) throws SqlParseException {
    RelNode converted = withoutSubqueries(logical(sql));
    RelNode merged =
        apply(
            List.of(
                CoreRules.PROJECT_MERGE,
                CoreRules.PROJECT_REMOVE,
                CoreRules.PROJECT_TO_LOGICAL_PROJECT_AND_WINDOW,
                CoreRules.FILTER_REDUCE_EXPRESSIONS),
            converted);
    RelNode pruned =
        apply(
            List.of(
                PruneEmptyRules.PROJECT_INSTANCE,
                PruneEmptyRules.FILTER_INSTANCE,
                PruneEmptyRules.SORT_FETCH_ZERO_INSTANCE,
                CoreRules.SORT_PROJECT_TRANSPOSE,
                CoreRules.FILTER_PROJECT_TRANSPOSE),
            merged);
    return Stream.of(converted, merged, pruned)
        .collect(Collectors.toMap(RelOptUtil::toString, plan -> plan, (one, same) -> one))
        .values()
        .stream()
        .toList();
  }

  private RelNode logical(String sql) throws SqlParseException {
    NameResolver catalog =
        new NameResolver(
            CalciteSchema.createRootSchema(false, false, "", losses.root()),
            new SearchPath("team", "vision"),
            new EngineTypeFactory());
    SqlNode statement = QueryEngine.parse(sql, BoundValues.NONE, () -> {}).statement();
    Planning planning =
        new Planning(
            catalog,
            Operators.with(SqlOperatorTables.of()),
            losses.source(),
            ParameterPlaces.in(statement, Set.of()),
            () -> {});
    return planning.logical(statement).rel;
  }

  private static RelNode withoutSubqueries(RelNode rel) {
    RelNode correlated = apply(SUBQUERIES, rel);
    return Decorrelation.program()
        .run(rel.getCluster().getPlanner(), correlated, rel.getTraitSet(), List.of(), List.of());
  }

  private static RelNode apply(RelOptRule rule, RelNode plan) {
    return apply(List.of(rule), plan);
  }

  private static RelNode apply(List<RelOptRule> rules, RelNode plan) {
    HepProgramBuilder program = HepProgram.builder().addMatchLimit(50);
    rules.forEach(program::addRuleInstance);
    HepPlanner planner = new HepPlanner(program.build(), null, true, null, RelOptCostImpl.FACTORY);
    planner.setRoot(plan);
    return planner.findBestExp();
  }

  /** The rows in no order: where a query has one, it decides which rows there are. */
  private static List<String> rowsOf(RelNode plan) {
    List<String> rows = new ArrayList<>();
    Execution execution =
        new Execution(NoTables.INSTANCE.scope(), new Memory(Long.MAX_VALUE), List.of());
    try (Operator operator = ((EngineRel) physical(plan)).open(execution)) {
      for (Batch batch = operator.next(); batch != null; batch = operator.next()) {
        for (int place = 0; place < batch.size(); place++) {
          List<@Nullable Object> row = new ArrayList<>();
          for (int i = 0; i < plan.getRowType().getFieldCount(); i++) {
            row.add(batch.column(i).get(place));
          }
          rows.add(row.toString());
        }
      }
    } catch (StatementException e) {
      return List.of(e.toString());
    }
    Collections.sort(rows);
    return rows;
  }

  /** The operators of {@code plan} as it is, with no choice of any other. */
  private static RelNode physical(RelNode plan) {
    if (plan instanceof EngineRel) {
      return plan;
    }
    if (plan instanceof Project project && project.containsOver()) {
      return physical(apply(CoreRules.PROJECT_TO_LOGICAL_PROJECT_AND_WINDOW, plan));
    }
    List<RelNode> inputs = plan.getInputs().stream().map(PlannerRulesTest::physical).toList();
    RelNode made =
        ((ConverterRule) EngineRule.INSTANCE).convert(plan.copy(plan.getTraitSet(), inputs));
    if (made == null) {
      throw new IllegalStateException("nothing executes " + RelOptUtil.toString(plan));
    }
    // Where an input is in some order, the rule asks the planner for it in none.
    return made.copy(made.getTraitSet(), inputs);
  }

  private static List<@Nullable Object[]> rows() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    @Nullable Double[] doubles = {
      null, Double.NaN, Double.NEGATIVE_INFINITY, -1.5, 0.0, 1.0, 1.5, Double.POSITIVE_INFINITY
    };
    @Nullable String[] notes = {null, "a", "b"};
    for (int i = 0; i < 24; i++) {
      rows.add(
          new @Nullable Object[] {
            i / 6L,
            doubles[i % 8],
            notes[i % 3],
            i * 15_000_000_000L + 1_600_000_000_000L,
            i % 2 == 0
          });
    }
    return rows;
  }
}
