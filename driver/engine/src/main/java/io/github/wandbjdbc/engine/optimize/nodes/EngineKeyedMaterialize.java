package io.github.wandbjdbc.engine.optimize.nodes;

import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.execute.sets.KeptKeys;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.KeyedSource;
import io.github.wandbjdbc.engine.source.Operator;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;

/** Rows that each step of a recursion asks for by keys: a source is asked for no key twice. */
public final class EngineKeyedMaterialize extends KeptInput {
  private final KeyedSource source;

  private EngineKeyedMaterialize(KeyedSource source, RelTraitSet traits) {
    super(source, traits);
    this.source = source;
  }

  /** The rows of {@code source}, which is asked for keys. */
  public static EngineKeyedMaterialize of(KeyedSource source) {
    return new EngineKeyedMaterialize(source, traits(source));
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new EngineKeyedMaterialize((KeyedSource) sole(inputs), traits);
  }

  @Override
  public Operator open(Execution execution) {
    KeptKeys kept = (KeptKeys) execution.get(this);
    if (kept == null) {
      kept =
          new KeptKeys(
              BufferedRows.kinds(getRowType()),
              source.keyField(),
              Objects.requireNonNull(source.keys()),
              execution,
              () -> execution.open(source));
      execution.set(this, kept);
    }
    return kept.open();
  }
}
