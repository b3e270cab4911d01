package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.jdbc.errors.SqlErrors;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParser;

/** How names are written in a statement. */
final class Identifiers {
  private static final Pattern SIMPLE = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,127}");

  private Identifiers() {}

  /** {@code name} in quotes, unless it has them, or needs none and may go without. */
  static String quoted(String name, boolean always) throws SQLException {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw SqlErrors.of(
          SqlState.INVALID_ARGUMENT, "a name must not be empty or contain a null character");
    }
    if (isQuoted(name) || (!always && isPlain(name))) {
      return name;
    }
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** Whether quotes are around it, and those within are written twice. */
  private static boolean isQuoted(String name) {
    int length = name.length();
    return length > 2
        && name.charAt(0) == '"'
        && name.charAt(length - 1) == '"'
        && name.substring(1, length - 1).replace("\"\"", "").indexOf('"') < 0;
  }

  /** Whether {@code name} may go without quotes. */
  static boolean isPlain(String name) {
    return SIMPLE.matcher(name).matches() && !words().isReservedWord(upperCase(name));
  }

  /** ASCII letters only, whatever the JVM's language. */
  private static String upperCase(String name) {
    return name.toUpperCase(java.util.Locale.ROOT);
  }

  private static SqlAbstractParserImpl.Metadata words() {
    return SqlParser.create("").getMetadata();
  }
}
