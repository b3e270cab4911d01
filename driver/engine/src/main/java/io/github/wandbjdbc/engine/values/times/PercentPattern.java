package io.github.wandbjdbc.engine.values.times;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.times.TimePattern.Kind;
import io.github.wandbjdbc.engine.values.times.TimePattern.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Patterns of STRFTIME and of MySQL's DATE_FORMAT, whose fields are a % and a letter each, in
 * fields of TO_CHAR. Letters that databases take for different fields are refused.
 */
final class PercentPattern {
  private final String function;
  private final String pattern;
  private final List<Part> parts = new ArrayList<>();

  private PercentPattern(String function, String pattern) {
    this.function = function;
    this.pattern = pattern;
  }

  /** The parts of a pattern of STRFTIME. */
  static List<Part> ofStrftime(String pattern) {
    return new PercentPattern("STRFTIME", pattern).read(false);
  }

  /** The parts of a pattern of DATE_FORMAT. */
  static List<Part> ofDateFormat(String pattern) {
    return new PercentPattern("DATE_FORMAT", pattern).read(true);
  }

  private List<Part> read(boolean isOfMySql) {
    if (pattern.indexOf('%') < 0 && pattern.chars().anyMatch(Character::isLetter)) {
      throw refused("has no % before its fields, as in '%Y-%m-%d'");
    }
    int i = 0;
    while (i < pattern.length()) {
      char c = pattern.charAt(i++);
      if (c != '%') {
        parts.add(new Part(Kind.CHARACTER, null, String.valueOf(c), false, ""));
        continue;
      }
      char letter = i < pattern.length() ? pattern.charAt(i++) : ' ';
      String fields = common(letter);
      if (fields == null) {
        fields = isOfMySql ? ofMySql(letter) : ofC(letter);
      }
      if (fields == null) {
        throw refused("has %" + letter + ", which isn't supported");
      }
      parts.addAll(TimePattern.parts(fields));
    }
    return List.copyOf(parts);
  }

  /** Fields that mean the same everywhere. */
  private static @Nullable String common(char letter) {
    return switch (letter) {
      case 'Y' -> "YYYY";
      case 'y' -> "YY";
      case 'm' -> "MM";
      case 'd' -> "DD";
      case 'H' -> "HH24";
      case 'I' -> "HH12";
      case 'S' -> "SS";
      case 'p' -> "AM";
      case 'j' -> "DDD";
      case 'a' -> "Dy";
      case 'b' -> "Mon";
      case 'T' -> "HH24:MI:SS";
      case '%' -> "%";
      default -> null;
    };
  }

  private static @Nullable String ofC(char letter) {
    return switch (letter) {
      case 'M' -> "MI";
      case 'B' -> "FMMonth";
      case 'A' -> "FMDay";
      case 'F' -> "YYYY-MM-DD";
      case 'R' -> "HH24:MI";
      case 'u' -> "ID";
      case 'G' -> "IYYY";
      case 'V' -> "IW";
      default -> null;
    };
  }

  private static @Nullable String ofMySql(char letter) {
    return switch (letter) {
      case 'i' -> "MI";
      case 's' -> "SS";
      case 'f' -> "US";
      case 'M' -> "FMMonth";
      case 'W' -> "FMDay";
      case 'c' -> "FMMM";
      case 'e' -> "FMDD";
      case 'D' -> "FMDDth";
      case 'k' -> "FMHH24";
      case 'l' -> "FMHH12";
      case 'h' -> "HH12";
      case 'r' -> "HH12:MI:SS AM";
      case 'v' -> "IW";
      case 'x' -> "IYYY";
      default -> null;
    };
  }

  private StatementException refused(String what) {
    return new StatementException(
        SqlState.STATEMENT_FAULT,
        "the pattern '%s' of %s %s; TO_CHAR(x, 'YYYY-MM-DD HH24:MI:SS.MS') takes PostgreSQL's fields"
            .formatted(StatementException.shortened(pattern), function, what));
  }
}
