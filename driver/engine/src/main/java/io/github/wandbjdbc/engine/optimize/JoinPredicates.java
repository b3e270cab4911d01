package io.github.wandbjdbc.engine.optimize;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.metadata.BuiltInMetadata;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * The conditions that the rows of a join fulfil: what is known of single columns of its inputs, and
 * of the columns that they are joined with.
 *
 * <p>Calcite concludes from conditions on several columns, too, as from the equalities of the joins
 * below. Of n tables that are joined by one column those are as many as there are pairs, and each
 * is tried on each other.
 */
final class JoinPredicates implements BuiltInMetadata.Predicates.Handler {
  /** Joins whose rows of the left side satisfy what is known of the right one, and the reverse. */
  private static final Set<JoinRelType> FILTERING_LEFT =
      EnumSet.of(JoinRelType.INNER, JoinRelType.SEMI, JoinRelType.RIGHT, JoinRelType.ASOF);

  private static final Set<JoinRelType> FILTERING_RIGHT =
      EnumSet.of(
          JoinRelType.INNER,
          JoinRelType.SEMI,
          JoinRelType.LEFT,
          JoinRelType.ANTI,
          JoinRelType.ASOF,
          JoinRelType.LEFT_ASOF);

  /** Joins that give rows of a side as they are, without NULL in place of them. */
  private static final Set<JoinRelType> GIVING_LEFT = FILTERING_RIGHT;

  private static final Set<JoinRelType> GIVING_RIGHT =
      EnumSet.of(JoinRelType.INNER, JoinRelType.RIGHT, JoinRelType.ASOF);

  /** The conclusions from both inputs; called by reflection, for its parameter's class. */
  public RelOptPredicateList getPredicates(Join join, RelMetadataQuery query) {
    JoinRelType type = join.getJoinType();
    JoinInfo info = join.analyzeCondition();
    Side left = new Side(join.getLeft(), query);
    Side right = new Side(join.getRight(), query);
    if (FILTERING_RIGHT.contains(type)) {
      right.infer(left, info.leftKeys, info.rightKeys, info.nullExclusionFlags);
    }
    if (FILTERING_LEFT.contains(type)) {
      left.infer(right, info.rightKeys, info.leftKeys, info.nullExclusionFlags);
    }

    Set<RexNode> known = new LinkedHashSet<>();
    if (GIVING_LEFT.contains(type)) {
      known.addAll(left.known);
    }
    if (GIVING_RIGHT.contains(type)) {
      int width = join.getLeft().getRowType().getFieldCount();
      right.known.forEach(predicate -> known.add(RexUtil.shift(predicate, width)));
    }
    if (type == JoinRelType.INNER) {
      known.addAll(ofOneColumn(RelOptUtil.conjunctions(join.getCondition())));
    }
    RexBuilder builder = join.getCluster().getRexBuilder();
    return RelOptPredicateList.of(builder, known, left.inferred, right.inferred);
  }

  @Override
  public RelOptPredicateList getPredicates(RelNode rel, RelMetadataQuery query) {
    return RelOptPredicateList.EMPTY;
  }

  private static List<RexNode> ofOneColumn(Collection<RexNode> predicates) {
    List<RexNode> found = new ArrayList<>();
    for (RexNode predicate : predicates) {
      if (RelOptUtil.InputFinder.bits(predicate).cardinality() == 1
          && RexUtil.isDeterministic(predicate)) {
        found.add(predicate);
      }
    }
    return found;
  }

  /** An input of a join. */
  private static final class Side {
    private final RelNode input;

    /** All that is known, in the forms in which it was written and after simplification. */
    private final Set<RexNode> known = new LinkedHashSet<>();

    private final Map<Integer, List<RexNode>> byColumn = new LinkedHashMap<>();
    private final List<RexNode> inferred = new ArrayList<>();

    Side(RelNode input, RelMetadataQuery query) {
      this.input = input;
      for (RexNode predicate : ofOneColumn(query.getPulledUpPredicates(input).pulledUpPredicates)) {
        known.add(predicate);
        add(predicate);
      }
      RexSimplify simplify =
          new RexSimplify(
              input.getCluster().getRexBuilder(),
              RelOptPredicateList.EMPTY,
              // Not that of Calcite, which compiles: there is no compiler here.
              Objects.requireNonNull(input.getCluster().getPlanner().getExecutor()));
      // What other rules have simplified before would seem to be new each time.
      byColumn.replaceAll(
          (column, predicates) -> {
            RexNode simplified = simplify.simplifyFilterPredicates(predicates);
            return ofOneColumn(
                simplified == null ? List.of() : RelOptUtil.conjunctions(simplified));
          });
      byColumn.values().forEach(known::addAll);
    }

    private void add(RexNode predicate) {
      int column = RelOptUtil.InputFinder.bits(predicate).nth(0);
      byColumn.computeIfAbsent(column, any -> new ArrayList<>()).add(predicate);
    }

    /** Concludes from what is known of {@code other}, whose columns {@code from} equal ours. */
    void infer(Side other, List<Integer> from, List<Integer> to, List<Boolean> equal) {
      for (int i = 0; i < from.size(); i++) {
        if (!equal.get(i) || !isAlike(other.type(from.get(i)), type(to.get(i)))) {
          continue;
        }
        RexNode column = RexInputRef.of(to.get(i), input.getRowType());
        for (RexNode predicate : other.byColumn.getOrDefault(from.get(i), List.of())) {
          RexNode ours = of(predicate, column);
          if (known.add(ours)) {
            inferred.add(ours);
            add(ours);
          }
        }
      }
    }

    /** {@code predicate} of {@code column} in place of its own. */
    private static RexNode of(RexNode predicate, RexNode column) {
      return predicate.accept(
          new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef own) {
              return column;
            }
          });
    }

    private RelDataType type(int column) {
      return input.getRowType().getFieldList().get(column).getType();
    }

    /** Whether values that are equal are the same: 1.0 and 1.00 aren't. */
    private static boolean isAlike(RelDataType one, RelDataType other) {
      return one.getSqlTypeName() == other.getSqlTypeName()
          && !SqlTypeUtil.isApproximateNumeric(one)
          && !SqlTypeUtil.isDecimal(one);
    }
  }
}
