package io.github.wandbjdbc.engine.values.json;

import io.github.wandbjdbc.engine.values.Kernel;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/**
 * A call of a JSON function without its flags.
 *
 * @param kernel computes it from the values of {@code operands}, one column each, in their order
 * @param operands expressions, some of which are casts that the statement doesn't write
 */
public record JsonCall(Kernel kernel, List<RexNode> operands) {}
