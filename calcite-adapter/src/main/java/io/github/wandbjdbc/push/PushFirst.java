package io.github.wandbjdbc.push;

import io.github.wandbjdbc.client.RunAttribute;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunOrder;
import io.github.wandbjdbc.engine.source.RuleConfig;
import io.github.wandbjdbc.predicates.RowLimit;
import io.github.wandbjdbc.predicates.RunFilters;
import io.github.wandbjdbc.predicates.RunPredicates;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.scan.FirstRows;
import io.github.wandbjdbc.scan.RunsScan;
import io.github.wandbjdbc.scan.WandbScan;
import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexInputRef;
import org.jspecify.annotations.Nullable;

/**
 * Has a scan of runs give those first that a sort above it keeps, by a number of the config or the
 * summary, by the last sign of life, or by the creation where further keys decide.
 *
 * <p>The sort stays: what servers do with runs that lack the value is unknown, so the scan gives
 * runs in order only as long as that is certain, and the sort ends when it needs no more. Not where
 * NULL is first: then all runs that lack the value are wanted, or seem to.
 */
final class PushFirst extends RelRule<RuleConfig> {
  /** For a sort right above a scan, above its filter, and above a projection of either. */
  static final List<RelOptRule> RULES =
      List.of(
          rule("", ScanOperand::scan),
          rule("ThroughFilter", PushOrder::filteredScan),
          rule("ThroughProject", project -> projected(project, ScanOperand::scan)),
          rule("ThroughBoth", project -> projected(project, PushOrder::filteredScan)));

  private PushFirst(RuleConfig config) {
    super(config);
  }

  private static RelOptRule rule(String suffix, OperandTransform input) {
    return RuleConfig.rule("WandbPushFirst" + suffix, PushFirst::new, PushOrder.over(input));
  }

  static Done projected(OperandBuilder project, OperandTransform input) {
    return project
        .operand(Project.class)
        .trait(Convention.NONE)
        .predicate(p -> !p.containsOver() && p.getVariablesSet().isEmpty())
        .oneInput(input);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Sort sort = call.rel(0);
    WandbScan scan = call.rel(call.rels.length - 1);
    if (!(scan.request() instanceof RunsScan runs)
        || !isOpen(runs)
        || sort.fetch == null
        || !scan.source().mayShorten()
        || scan.source().client().pageSizes().isEmpty()) {
      return;
    }
    FirstRows first = first(call, sort, runs);
    if (first == null) {
      return;
    }
    RelNode input = scan.with(runs.withFirst(first));
    for (int i = call.rels.length - 2; i > 0; i--) {
      input = call.rel(i).copy(call.rel(i).getTraitSet(), List.of(input));
    }
    call.transformTo(
        sort.copy(sort.getTraitSet(), input, sort.getCollation(), sort.offset, sort.fetch));
  }

  /** Whether which runs are read, and in which order, is for the source to say. */
  static boolean isOpen(RunsScan runs) {
    return runs.first() == null
        && runs.order() == null
        && !runs.isTerminal()
        && !runs.isJoined()
        && RunFilters.named(runs.filter()) < 0;
  }

  private static @Nullable FirstRows first(RelOptRuleCall call, Sort sort, RunsScan runs) {
    RelFieldCollation key = sort.getCollation().getFieldCollations().get(0);
    int field = key.getFieldIndex();
    boolean isFiltered = false;
    for (RelNode between : call.getRelList().subList(1, call.rels.length - 1)) {
      if (between instanceof Project project) {
        field = project.getProjects().get(field) instanceof RexInputRef ref ? ref.getIndex() : -1;
        if (field < 0) {
          return null;
        }
      }
      isFiltered |= between instanceof Filter;
    }
    Column column = runs.columns().get(field);
    RunAttribute attribute = RunPredicates.ordering(column.source());
    boolean isOfCreation = attribute == RunField.CREATED_AT;
    boolean isExact =
        isOfCreation
            && sort.getCollation().getFieldCollations().size() == 1
            && !(call.rel(1) instanceof Project);
    if (attribute == null || isExact || key.nullDirection != NullDirection.LAST) {
      return null;
    }
    RunOrder order = new RunOrder(attribute, key.getDirection().isDescending());
    RowLimit limit = isFiltered ? RowLimit.NONE : PushLimit.limit(sort);
    return limit == null ? null : new FirstRows(column, order, limit);
  }
}
