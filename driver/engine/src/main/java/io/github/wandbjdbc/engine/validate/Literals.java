package io.github.wandbjdbc.engine.validate;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.type.SqlTypeName;

/** Refuses literals that Calcite reads and that mean nothing here. */
final class Literals {
  private Literals() {}

  static void check(SqlLiteral literal) {
    if (literal.getTypeName() == SqlTypeName.BINARY) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "%s: literals of bits and bytes are not supported; write a text, or a number"
              .formatted(StatementException.shortened(literal.toString())));
    }
    if (literal instanceof SqlCharStringLiteral text
        && text.toValue().codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF)) {
      throw new StatementException(
          SqlState.SYNTAX, "syntax error: an unpaired surrogate is not a character");
    }
  }
}
