package io.github.wandbjdbc.engine.values.json.path;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.json.document.JsonLimits;
import io.github.wandbjdbc.engine.values.json.document.JsonLiteral;
import io.github.wandbjdbc.engine.values.json.document.JsonNumber;
import io.github.wandbjdbc.engine.values.json.document.JsonText;
import io.github.wandbjdbc.engine.values.json.document.JsonValue;
import io.github.wandbjdbc.engine.values.json.path.Origins.Condition;
import io.github.wandbjdbc.engine.values.json.path.Origins.Literal;
import io.github.wandbjdbc.engine.values.json.path.PathToken.Kind;
import io.github.wandbjdbc.engine.values.json.path.Predicates.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Makes steps of a path's text: the language of SQL/JSON as PostgreSQL has it, and besides {@code
 * ["key"]} and {@code ['key']} for {@code ."key"}.
 *
 * <p>A predicate is a step too, a {@link Condition} that nothing follows; where an operand must be
 * one, or mustn't, that is said here.
 */
final class PathParser {
  private final PathTokens tokens;
  private final AccessorParser accessors;
  private int depth;
  private int filters;
  private int subscripts;

  PathParser(String path) {
    this.tokens = new PathTokens(path);
    this.accessors = new AccessorParser(this, tokens);
  }

  /** Whether the path says that it is strict, which is to be asked before {@link #path}. */
  boolean isStrict() {
    if (tokens.token().isWord("strict")) {
      tokens.take();
      return true;
    }
    if (tokens.token().isWord("lax")) {
      tokens.take();
    }
    return false;
  }

  /** The whole path. */
  PathStep path() {
    PathStep step = disjunction();
    if (tokens.token().kind() != Kind.END) {
      throw tokens.wrong("it doesn't go on like this");
    }
    return step;
  }

  /** Parses the contents of a filter's parentheses, the last one included. */
  Predicate filter() {
    filters++;
    Predicate predicate = predicate(disjunction());
    filters--;
    tokens.expectSign(")");
    return predicate;
  }

  /** A subscript, or an end of a range of them. */
  PathStep subscript() {
    subscripts++;
    PathStep step = value(sum());
    subscripts--;
    return step;
  }

  private Predicate predicate(PathStep step) {
    Predicate predicate = predicateOf(step);
    if (predicate == null) {
      throw tokens.wrong("a predicate is missing: a comparison, exists(…), or the like");
    }
    return predicate;
  }

  private PathStep value(PathStep step) {
    if (predicateOf(step) != null) {
      throw tokens.wrong("a predicate stands where a value must");
    }
    return step;
  }

  private static @Nullable Predicate predicateOf(PathStep step) {
    return step instanceof Condition condition && step.isLast() ? condition.predicate() : null;
  }

  private PathStep disjunction() {
    depthIn();
    PathStep left = conjunction();
    while (tokens.takeSign("||")) {
      left = new Condition(new Predicates.Or(predicate(left), predicate(conjunction())));
    }
    depth--;
    return left;
  }

  private PathStep conjunction() {
    PathStep left = negation();
    while (tokens.takeSign("&&")) {
      left = new Condition(new Predicates.And(predicate(left), predicate(negation())));
    }
    return left;
  }

  private PathStep negation() {
    if (isExists()) {
      return new Condition(exists());
    }
    if (!tokens.takeSign("!")) {
      return comparison();
    }
    if (isExists()) {
      return new Condition(new Predicates.Not(exists()));
    }
    tokens.expectSign("(");
    Predicate operand = predicate(disjunction());
    tokens.expectSign(")");
    return new Condition(new Predicates.Not(operand));
  }

  private boolean isExists() {
    return tokens.token().isWord("exists") && tokens.tokenAfter().isSign("(");
  }

  private Predicate exists() {
    tokens.take();
    tokens.expectSign("(");
    depthIn();
    PathStep operand = value(sum());
    depth--;
    tokens.expectSign(")");
    return new Predicates.Exists(operand);
  }

  private void depthIn() {
    if (++depth > JsonLimits.PATH_DEPTH) {
      throw JsonLimits.tooDeep("a path");
    }
  }

  private PathStep comparison() {
    PathStep left = sum();
    Predicate inParentheses = predicateOf(left);
    if (inParentheses != null
        && tokens.token().isWord("is")
        && tokens.tokenAfter().isWord("unknown")) {
      tokens.take();
      tokens.take();
      return new Condition(new Predicates.IsUnknown(inParentheses));
    }
    Comparator comparator = comparator(tokens.token());
    if (comparator != null) {
      value(left);
      tokens.take();
      return new Condition(new Predicates.Comparison(comparator, left, value(sum())));
    }
    if (tokens.token().isWord("starts")) {
      value(left);
      tokens.take();
      if (!tokens.take().isWord("with")) {
        throw tokens.wrong("\"with\" is missing");
      }
      if (tokens.token().kind() != Kind.TEXT) {
        throw tokens.wrong("starts with takes a text in quotes");
      }
      return new Condition(
          new Predicates.StartsWith(left, new Literal(new JsonText(tokens.take().text()))));
    }
    if (tokens.token().isWord("like_regex")) {
      value(left);
      tokens.take();
      return new Condition(new Predicates.LikeRegex(left, pattern()));
    }
    return left;
  }

  private static @Nullable Comparator comparator(PathToken token) {
    if (token.kind() != Kind.SIGN) {
      return null;
    }
    return switch (token.text()) {
      case "==" -> Comparator.EQUAL;
      case "!=", "<>" -> Comparator.NOT_EQUAL;
      case "<" -> Comparator.LESS;
      case ">" -> Comparator.GREATER;
      case "<=" -> Comparator.LESS_OR_EQUAL;
      case ">=" -> Comparator.GREATER_OR_EQUAL;
      default -> null;
    };
  }

  private Pattern pattern() {
    if (tokens.token().kind() != Kind.TEXT) {
      throw tokens.wrong("like_regex takes a text in quotes");
    }
    String regex = tokens.take().text();
    String flags = "";
    if (tokens.token().isWord("flag")) {
      tokens.take();
      if (tokens.token().kind() != Kind.TEXT) {
        throw tokens.wrong("flag takes a text in quotes");
      }
      flags = tokens.take().text();
    }
    boolean isQuoted = flags.indexOf('q') >= 0;
    int options = 0;
    for (int i = 0; i < flags.length(); i++) {
      switch (flags.charAt(i)) {
        case 'i' -> options |= Pattern.CASE_INSENSITIVE;
        case 's' -> options |= Pattern.DOTALL;
        case 'm' -> options |= Pattern.MULTILINE;
        case 'q' -> {}
        case 'x' -> {
          if (!isQuoted) {
            throw new StatementException(
                SqlState.STATEMENT_FAULT,
                "JSON path \"%s\": flag x of like_regex is not supported".formatted(tokens.path()));
          }
        }
        default -> throw tokens.wrong("the flags of like_regex are i, s, m and q");
      }
    }
    try {
      return Pattern.compile(isQuoted ? Pattern.quote(regex) : regex, options);
    } catch (PatternSyntaxException e) {
      throw new StatementException(
          SqlState.BAD_PATTERN,
          "JSON path \"%s\": bad regular expression: %s".formatted(tokens.path(), e.getMessage()),
          e);
    }
  }

  private PathStep sum() {
    PathStep left = product();
    while (tokens.token().isSign("+") || tokens.token().isSign("-")) {
      Arithmetic.Operator operator =
          tokens.take().isSign("+") ? Arithmetic.Operator.ADD : Arithmetic.Operator.SUBTRACT;
      left = new Arithmetic.Binary(operator, value(left), value(product()));
    }
    return left;
  }

  private PathStep product() {
    PathStep left = signed();
    while (tokens.token().isSign("*") || tokens.token().isSign("/") || tokens.token().isSign("%")) {
      Arithmetic.Operator operator =
          switch (tokens.take().text()) {
            case "*" -> Arithmetic.Operator.MULTIPLY;
            case "/" -> Arithmetic.Operator.DIVIDE;
            default -> Arithmetic.Operator.REMAINDER;
          };
      left = new Arithmetic.Binary(operator, value(left), value(signed()));
    }
    return left;
  }

  private PathStep signed() {
    if (!tokens.token().isSign("-") && !tokens.token().isSign("+")) {
      return accessors.accessed();
    }
    boolean negative = tokens.take().isSign("-");
    depthIn();
    PathStep operand = value(signed());
    depth--;
    if (operand instanceof Literal literal
        && operand.isLast()
        && literal.value() instanceof JsonNumber number) {
      return negative ? new Literal(new JsonNumber(number.value().negate())) : operand;
    }
    return new Arithmetic.Sign(negative, operand);
  }

  /** Parses an operand of accessors: a value, a path's beginning, or something in parentheses. */
  PathStep primary() {
    if (tokens.takeSign("(")) {
      PathStep inner = disjunction();
      tokens.expectSign(")");
      return inner;
    }
    PathToken token = tokens.token();
    if (token.isSign("$")) {
      tokens.take();
      return new Origins.Root();
    }
    if (token.isSign("@")) {
      if (filters == 0) {
        throw tokens.wrong("@ stands outside of a filter");
      }
      tokens.take();
      return new Origins.Current();
    }
    if (token.isWord("last")) {
      if (subscripts == 0) {
        throw tokens.wrong("last stands outside of a subscript");
      }
      tokens.take();
      return new Origins.Last();
    }
    return new Literal(literal(token));
  }

  private JsonValue literal(PathToken token) {
    if (token.kind() == Kind.VARIABLE) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "JSON path \"%s\": unknown variable $%s; PASSING is not supported, and a key in quotes"
                  .formatted(tokens.path(), token.text())
              + " is written $.\"%s\"".formatted(token.text()));
    }
    JsonValue value = null;
    if (token.kind() == Kind.TEXT) {
      value = new JsonText(token.text());
    } else if (token.kind() == Kind.INTEGER || token.kind() == Kind.DECIMAL) {
      value = new JsonNumber(tokens.number(token));
    } else if (token.isLiteral("null")) {
      value = JsonLiteral.NULL;
    } else if (token.isLiteral("true")) {
      value = JsonLiteral.TRUE;
    } else if (token.isLiteral("false")) {
      value = JsonLiteral.FALSE;
    }
    if (value == null) {
      throw tokens.wrong("it must begin with $, or a value is missing");
    }
    tokens.take();
    return value;
  }
}
