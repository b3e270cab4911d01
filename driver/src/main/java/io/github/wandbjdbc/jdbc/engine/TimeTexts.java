package io.github.wandbjdbc.jdbc.engine;

import java.time.LocalDateTime;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.TimestampString;

/**
 * Reads a text that stands for a TIMESTAMP while the statement is planned, as a parameter is read:
 * {@code created_at >= '2024-05-31T10:00:00Z'} then is what it would be with a TIMESTAMP literal,
 * and can travel.
 */
final class TimeTexts {
  private TimeTexts() {}

  /** The same, but that the cast of a text to a TIMESTAMP is the TIMESTAMP, if it is one. */
  static RexNode read(RexCall call, RexBuilder builder) {
    if (call.getKind() != SqlKind.CAST
        || call.getType().getSqlTypeName() != SqlTypeName.TIMESTAMP
        || !(call.getOperands().get(0) instanceof RexLiteral literal)
        || !SqlTypeUtil.inCharFamily(literal.getType())) {
      return call;
    }
    String text = literal.getValueAs(String.class);
    LocalDateTime time;
    try {
      time = text == null ? null : DateTimes.of(text);
    } catch (StatementException e) {
      // Whether a row ever meets it is for the execution to find.
      return call;
    }
    if (time == null || time.getYear() < 1 || time.getYear() > 9999) {
      return call;
    }
    RexNode timestamp =
        builder.makeTimestampLiteral(
            TimestampString.fromMillisSinceEpoch(Values.millis(time)),
            call.getType().getPrecision());
    return builder.ensureType(call.getType(), timestamp, true);
  }
}
