package io.github.wandbjdbc.engine.parse;

import io.github.wandbjdbc.engine.values.times.TimeTexts;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Spells the texts of {@code DATE '…'}, {@code TIME '…'} and {@code TIMESTAMP '…'} as the validator
 * knows them, from all forms that casts of texts read.
 */
final class TimeLiterals {
  /** The literals that the validator reads. */
  private static final Pattern KNOWN =
      Pattern.compile(
          "(?:\\d{4}-\\d\\d-\\d\\d)?(?: ?(?:[01]\\d|2[0-3]):\\d\\d:\\d\\d(?:\\.\\d+)?)?");

  private TimeLiterals() {}

  /** {@code literal}, or the same value in a form that the validator knows. */
  static SqlNode spelled(SqlLiteral literal) {
    if (!(literal instanceof SqlUnknownLiteral written)) {
      return literal;
    }
    String text = written.getValue();
    return switch (written.tag) {
      case "DATE" -> known(written, TimeTexts.date(TimeTexts.parseDate(text)), SqlTypeName.DATE);
      case "TIME" ->
          known(
              written,
              TimeTexts.time(TimeTexts.parseTime(text, TimeTexts.MOST_DECIMALS)),
              SqlTypeName.TIME);
      case "TIMESTAMP" ->
          known(
              written,
              TimeTexts.timestamp(TimeTexts.parseTimestamp(text, TimeTexts.MOST_DECIMALS)),
              SqlTypeName.TIMESTAMP);
      default -> written;
    };
  }

  private static SqlNode known(SqlUnknownLiteral written, String text, SqlTypeName type) {
    SqlParserPos position = written.getParserPosition();
    return KNOWN.matcher(text).matches()
        ? SqlLiteral.createUnknown(written.tag, text, position)
        : Spellings.as(SqlLiteral.createCharString(text, position), type);
  }
}
