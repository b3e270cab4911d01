package io.github.wandbjdbc.push;

import io.github.wandbjdbc.engine.source.NarrowedColumns;
import io.github.wandbjdbc.engine.source.RuleConfig;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.scan.RunsScan;
import io.github.wandbjdbc.scan.SampledScan;
import io.github.wandbjdbc.scan.WandbScan;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Lets a scan read only the columns that the projection above it uses.
 *
 * <p>A sample always is narrowed: which metrics are read decides which rows it has.
 */
final class PushProject extends RelRule<RuleConfig> {
  static final RelOptRule RULE =
      RuleConfig.rule(
          "WandbPushProject",
          PushProject::new,
          project ->
              project.operand(Project.class).trait(Convention.NONE).oneInput(ScanOperand::scan));

  private PushProject(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Project project = call.rel(0);
    WandbScan scan = call.rel(1);
    List<Column> columns = scan.request().columns();
    // Sub-queries may look at a whole row of the input, by a variable that the projection sets.
    boolean correlates = !project.getVariablesSet().isEmpty();
    ImmutableBitSet used = RelOptUtil.InputFinder.bits(project.getProjects(), null);
    // A row needs at least one column; the first one is the cheapest of every table.
    ImmutableBitSet read = used.isEmpty() ? ImmutableBitSet.of(0) : used;
    if (!narrows(scan) || correlates || read.cardinality() == columns.size()) {
      return;
    }
    WandbScan narrowed =
        scan.with(
            scan.request().withColumns(read.toList().stream().map(columns::get).toList()),
            scan.getTraitSet().replace(order(scan, read)));
    call.transformTo(NarrowedColumns.project(project, narrowed, read));
  }

  /** The order in which the rows are known to come, by what is still read of its columns. */
  private static RelCollation order(WandbScan scan, ImmutableBitSet read) {
    RelCollation all = scan.getTraitSet().getCollation();
    List<RelFieldCollation> kept = new ArrayList<>();
    List<RelFieldCollation> fields = all == null ? List.of() : all.getFieldCollations();
    for (RelFieldCollation field : fields) {
      if (!read.get(field.getFieldIndex())) {
        break;
      }
      kept.add(field.withFieldIndex(read.indexOf(field.getFieldIndex())));
    }
    return RelCollations.of(kept);
  }

  /** Whether columns may be taken from {@code scan}. */
  static boolean narrows(WandbScan scan) {
    boolean isCount = scan.request() instanceof RunsScan runs && runs.counted();
    return !isCount && (scan.source().pushdown() || scan.request() instanceof SampledScan);
  }
}
