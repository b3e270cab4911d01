package io.github.wandbjdbc.engine.values.json;

import io.github.wandbjdbc.engine.values.json.ArraySteps.Subscript;
import io.github.wandbjdbc.engine.values.json.JsonMoment.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The part of {@link PathParser} that reads what follows a value: members, subscripts, methods. */
final class AccessorParser {
  private final PathParser parser;

  AccessorParser(PathParser parser) {
    this.parser = parser;
  }

  /** A value with all its accessors. */
  PathStep accessed() {
    PathStep step = parser.primary();
    for (PathStep next = accessor(); next != null; next = accessor()) {
      step.append(next);
    }
    return step;
  }

  /** The next accessor, or null if there is none. */
  private @Nullable PathStep accessor() {
    if (parser.takeSign("[")) {
      return subscripts();
    }
    if (parser.takeSign("?")) {
      parser.expectSign("(");
      return new Accessors.Filter(parser.filter());
    }
    if (!parser.takeSign(".")) {
      return null;
    }
    if (parser.takeSign("*")) {
      return new Accessors.AnyMember();
    }
    if (parser.takeSign("**")) {
      return descendants();
    }
    PathToken token = parser.token();
    if (token.kind() != PathToken.Kind.WORD && token.kind() != PathToken.Kind.TEXT) {
      throw parser.wrong("a key is missing; one with other signs than letters is written .\"key\"");
    }
    if (token.kind() == PathToken.Kind.WORD && parser.tokenAfter().isSign("(")) {
      return method(parser.take().text());
    }
    return new Accessors.Member(parser.take().text());
  }

  private PathStep descendants() {
    if (!parser.takeSign("{")) {
      return new Accessors.Descendants(0, Accessors.Descendants.DEEPEST);
    }
    int first = level();
    int last = first;
    if (parser.token().isWord("to")) {
      parser.take();
      last = level();
    }
    parser.expectSign("}");
    return new Accessors.Descendants(first, last);
  }

  private int level() {
    if (parser.token().isWord("last")) {
      parser.take();
      return Accessors.Descendants.DEEPEST;
    }
    return integer();
  }

  /** A whole number without a sign. */
  private int integer() {
    PathToken token = parser.token();
    if (token.kind() != PathToken.Kind.INTEGER) {
      throw parser.wrong("a whole number is missing");
    }
    BigDecimal number = parser.number(token);
    if (number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
      throw parser.wrong("a number is out of the range of INTEGER");
    }
    parser.take();
    return number.intValue();
  }

  private PathStep subscripts() {
    PathToken token = parser.token();
    boolean isKey =
        token.kind() == PathToken.Kind.QUOTED_KEY || token.kind() == PathToken.Kind.TEXT;
    if (isKey && parser.tokenAfter().isSign("]")) {
      parser.take();
      parser.take();
      return new Accessors.Member(token.text());
    }
    if (parser.takeSign("*")) {
      parser.expectSign("]");
      return new ArraySteps.Elements();
    }
    List<Subscript> subscripts = new ArrayList<>();
    do {
      PathStep from = parser.subscript();
      PathStep to = null;
      if (parser.token().isWord("to")) {
        parser.take();
        to = parser.subscript();
      }
      subscripts.add(new Subscript(from, to));
    } while (parser.takeSign(","));
    parser.expectSign("]");
    return new ArraySteps.Subscripts(subscripts);
  }

  private PathStep method(String written) {
    parser.expectSign("(");
    String name = written.toLowerCase(Locale.ROOT);
    PathStep step =
        switch (name) {
          case "type" -> ItemMethod.TYPE.step();
          case "size" -> ItemMethod.SIZE.step();
          case "abs" -> ItemMethod.ABS.step();
          case "floor" -> ItemMethod.FLOOR.step();
          case "ceiling" -> ItemMethod.CEILING.step();
          case "double" -> ItemMethod.DOUBLE.step();
          case "bigint" -> ItemMethod.BIGINT.step();
          case "integer" -> ItemMethod.INTEGER.step();
          case "number" -> ItemMethod.NUMBER.step();
          case "boolean" -> ItemMethod.BOOLEAN.step();
          case "string" -> ItemMethod.STRING.step();
          case "decimal" -> decimal();
          case "keyvalue" -> new MethodSteps.KeyValue();
          case "datetime" -> datetime();
          case "date" -> new MethodSteps.Moment(name, Kind.DATE, -1);
          case "time" -> new MethodSteps.Moment(name, Kind.TIME, precision());
          case "time_tz" -> new MethodSteps.Moment(name, Kind.TIME_TZ, precision());
          case "timestamp" -> new MethodSteps.Moment(name, Kind.TIMESTAMP, precision());
          case "timestamp_tz" -> new MethodSteps.Moment(name, Kind.TIMESTAMP_TZ, precision());
          default -> throw parser.wrong("unknown method .%s()".formatted(written));
        };
    parser.expectSign(")");
    return step;
  }

  private PathStep datetime() {
    if (!parser.token().isSign(")")) {
      throw parser.wrong(
          "a template for .datetime() is not supported; without one it reads ISO 8601");
    }
    return new MethodSteps.Moment("datetime", null, -1);
  }

  private int precision() {
    return parser.token().isSign(")") ? -1 : integer();
  }

  private PathStep decimal() {
    PathStep step = ItemMethod.DECIMAL.step();
    if (!parser.token().isSign(")")) {
      int precision = signedInteger();
      step.append(new MethodSteps.Decimal(precision, parser.takeSign(",") ? signedInteger() : 0));
    }
    return step;
  }

  private int signedInteger() {
    boolean negative = parser.takeSign("-");
    if (!negative) {
      parser.takeSign("+");
    }
    return negative ? -integer() : integer();
  }
}
