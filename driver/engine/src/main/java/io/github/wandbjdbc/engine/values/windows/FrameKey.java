package io.github.wandbjdbc.engine.values.windows;

import io.github.wandbjdbc.engine.values.ColumnVector;
import org.apache.calcite.rel.type.RelDataType;

/** The sort key that a frame's distances are of, with its values by place. */
public record FrameKey(
    RelDataType type, ColumnVector values, boolean descending, boolean nullsFirst) {}
