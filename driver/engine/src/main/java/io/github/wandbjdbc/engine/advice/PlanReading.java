package io.github.wandbjdbc.engine.advice;

import io.github.wandbjdbc.engine.source.CallReader;
import io.github.wandbjdbc.engine.source.Caution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.metadata.RelColumnOrigin;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.jspecify.annotations.Nullable;

/** Reads the calls of a plan as it was written, in queries within expressions, too. */
public final class PlanReading {
  private final List<CallReader> readers;
  private final List<Caution> cautions = new ArrayList<>();
  private final Map<CorrelationId, RelNode> outer = new HashMap<>();

  private PlanReading(List<CallReader> readers) {
    this.readers = readers;
  }

  /** The cautions of {@code readers} about {@code plan}. */
  public static List<Caution> of(RelNode plan, List<CallReader> readers) {
    PlanReading reading = new PlanReading(readers);
    reading.read(plan);
    return reading.cautions;
  }

  private void read(RelNode node) {
    for (CorrelationId id : node.getVariablesSet()) {
      outer.put(id, node instanceof Correlate correlate ? correlate.getLeft() : node.getInput(0));
    }
    node.accept(new Calls(node));
    node.getInputs().forEach(this::read);
  }

  private final class Calls extends RexShuttle {
    private final RelNode node;

    Calls(RelNode node) {
      this.node = node;
    }

    @Override
    public RexNode visitCall(RexCall call) {
      for (CallReader reader : readers) {
        Caution caution = reader.read(call, this::origin);
        if (caution != null) {
          cautions.add(caution);
        }
      }
      return super.visitCall(call);
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery query) {
      read(query.rel);
      return super.visitSubQuery(query);
    }

    private @Nullable RelColumnOrigin origin(RexNode operand) {
      if (operand instanceof RexInputRef field) {
        int index = field.getIndex();
        for (RelNode input : node.getInputs()) {
          int count = input.getRowType().getFieldCount();
          if (index < count) {
            return origin(input, index);
          }
          index -= count;
        }
      }
      if (operand instanceof RexFieldAccess access
          && access.getReferenceExpr() instanceof RexCorrelVariable variable) {
        RelNode row = outer.get(variable.id);
        return row == null ? null : origin(row, access.getField().getIndex());
      }
      return null;
    }

    private @Nullable RelColumnOrigin origin(RelNode rel, int index) {
      Set<RelColumnOrigin> origins =
          rel.getCluster().getMetadataQuery().getColumnOrigins(rel, index);
      return origins == null || origins.stream().anyMatch(RelColumnOrigin::isDerived)
          ? null
          : origins.stream().findFirst().orElse(null);
    }
  }
}
