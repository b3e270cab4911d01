package io.github.wandbjdbc.engine.parse;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Casts of texts to intervals that don't say of which units, as {@code INTERVAL '7 days'} is one.
 */
final class IntervalSyntax {
  private static final Pattern ONE_UNIT =
      Pattern.compile(
          "(?i)\\s*+(-?)(\\d{1,9})\\s*+(second|minute|hour|day|week|month|year)s?\\s*+");

  private static final int DAYS_OF_A_WEEK = 7;

  private IntervalSyntax() {}

  /** {@code cast}, or the literal, or the cast to certain units, that it means. */
  static SqlNode standard(SqlCall cast) {
    if (!(cast.operand(1) instanceof SqlIntervalQualifier to)
        || to.timeUnitRange != TimeUnitRange.SECOND
        || to.getStartPrecisionPreservingDefault() != RelDataType.PRECISION_NOT_SPECIFIED) {
      return cast;
    }
    if (!(cast.operand(0) instanceof SqlCharStringLiteral literal)) {
      return to(cast, new SqlIntervalQualifier(TimeUnit.DAY, TimeUnit.SECOND, position(cast)));
    }
    String text = literal.getValueAs(String.class);
    Matcher one = ONE_UNIT.matcher(text);
    return one.matches()
        ? literal(one, position(cast))
        : to(cast, io.github.wandbjdbc.engine.values.casts.IntervalTexts.units(text));
  }

  private static SqlNode to(SqlCall cast, SqlIntervalQualifier units) {
    return cast.getOperator().createCall(position(cast), cast.operand(0), units);
  }

  private static SqlNode literal(Matcher text, SqlParserPos position) {
    long count = Long.parseLong(text.group(2));
    TimeUnit unit = TimeUnit.DAY;
    if (text.group(3).equalsIgnoreCase("WEEK")) {
      count *= DAYS_OF_A_WEEK;
    } else {
      unit = TimeUnit.valueOf(text.group(3).toUpperCase(Locale.ROOT));
    }
    int digits = String.valueOf(count).length();
    return SqlLiteral.createInterval(
        text.group(1).isEmpty() ? 1 : -1,
        String.valueOf(count),
        new SqlIntervalQualifier(unit, digits, null, RelDataType.PRECISION_NOT_SPECIFIED, position),
        position);
  }

  private static SqlParserPos position(SqlCall cast) {
    return cast.getParserPosition();
  }
}
