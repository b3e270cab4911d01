package io.github.wandbjdbc.engine.values.json.path;

import io.github.wandbjdbc.engine.values.json.document.JsonMoment.Kind;
import io.github.wandbjdbc.engine.values.json.path.ArraySteps.Subscript;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The part of {@link PathParser} that reads what follows a value: members, subscripts, methods. */
final class AccessorParser {
  private final PathParser parser;
  private final PathTokens tokens;

  AccessorParser(PathParser parser, PathTokens tokens) {
    this.parser = parser;
    this.tokens = tokens;
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
    if (tokens.takeSign("[")) {
      return subscripts();
    }
    if (tokens.takeSign("?")) {
      tokens.expectSign("(");
      return new Accessors.Filter(parser.filter());
    }
    if (!tokens.takeSign(".")) {
      return null;
    }
    if (tokens.takeSign("*")) {
      return new Accessors.AnyMember();
    }
    if (tokens.takeSign("**")) {
      return descendants();
    }
    PathToken token = tokens.token();
    if (token.kind() != PathToken.Kind.WORD && token.kind() != PathToken.Kind.TEXT) {
      throw tokens.wrong(
          "a key is missing; a key with other characters than letters is written .\"key\"");
    }
    if (token.kind() == PathToken.Kind.WORD && tokens.tokenAfter().isSign("(")) {
      return method(tokens.take().text());
    }
    return new Accessors.Member(tokens.take().text());
  }

  private PathStep descendants() {
    if (!tokens.takeSign("{")) {
      return new Accessors.Descendants(0, Accessors.Descendants.DEEPEST);
    }
    int first = level();
    int last = first;
    if (tokens.token().isWord("to")) {
      tokens.take();
      last = level();
    }
    tokens.expectSign("}");
    return new Accessors.Descendants(first, last);
  }

  private int level() {
    if (tokens.token().isWord("last")) {
      tokens.take();
      return Accessors.Descendants.DEEPEST;
    }
    return integer();
  }

  /** A whole number without a sign. */
  private int integer() {
    PathToken token = tokens.token();
    if (token.kind() != PathToken.Kind.INTEGER) {
      throw tokens.wrong("a whole number is missing");
    }
    BigDecimal number = tokens.number(token);
    if (number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
      throw tokens.wrong("a number is out of the range of INTEGER");
    }
    tokens.take();
    return number.intValue();
  }

  private PathStep subscripts() {
    PathToken token = tokens.token();
    boolean isKey =
        token.kind() == PathToken.Kind.QUOTED_KEY || token.kind() == PathToken.Kind.TEXT;
    if (isKey && tokens.tokenAfter().isSign("]")) {
      tokens.take();
      tokens.take();
      return new Accessors.Member(token.text());
    }
    if (tokens.takeSign("*")) {
      tokens.expectSign("]");
      return new ArraySteps.Elements();
    }
    List<Subscript> subscripts = new ArrayList<>();
    do {
      PathStep from = parser.subscript();
      PathStep to = null;
      if (tokens.token().isWord("to")) {
        tokens.take();
        to = parser.subscript();
      }
      subscripts.add(new Subscript(from, to));
    } while (tokens.takeSign(","));
    tokens.expectSign("]");
    return new ArraySteps.Subscripts(subscripts);
  }

  private PathStep method(String written) {
    tokens.expectSign("(");
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
          default -> throw tokens.wrong("unknown method .%s()".formatted(written));
        };
    tokens.expectSign(")");
    return step;
  }

  private PathStep datetime() {
    if (!tokens.token().isSign(")")) {
      throw tokens.wrong(
          "a template for .datetime() is not supported; without one it reads ISO 8601");
    }
    return new MethodSteps.Moment("datetime", null, -1);
  }

  private int precision() {
    return tokens.token().isSign(")") ? -1 : integer();
  }

  private PathStep decimal() {
    PathStep step = ItemMethod.DECIMAL.step();
    if (!tokens.token().isSign(")")) {
      int precision = signedInteger();
      step.append(new MethodSteps.Decimal(precision, tokens.takeSign(",") ? signedInteger() : 0));
    }
    return step;
  }

  private int signedInteger() {
    boolean negative = tokens.takeSign("-");
    if (!negative) {
      tokens.takeSign("+");
    }
    return negative ? -integer() : integer();
  }
}
