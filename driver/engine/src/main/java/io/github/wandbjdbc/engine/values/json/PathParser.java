package io.github.wandbjdbc.engine.values.json;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.json.Origins.Condition;
import io.github.wandbjdbc.engine.values.json.Origins.Literal;
import io.github.wandbjdbc.engine.values.json.PathToken.Kind;
import io.github.wandbjdbc.engine.values.json.Predicates.Comparator;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes steps of a path's text: the language of SQL/JSON as PostgreSQL has it, and besides {@code
 * ["key"]} and {@code ['key']} for {@code ."key"}.
 *
 * <p>A predicate is a step too, a {@link Condition} that nothing follows; where an operand must be
 * one, or mustn't, that is said here.
 */
final class PathParser {
  private final String path;
  private final List<PathToken> tokens;
  private final AccessorParser accessors;
  private int next;
  private int depth;
  private int filters;
  private int subscripts;

  PathParser(String path) {
    this.path = path;
    this.tokens = PathLexer.tokens(path);
    this.accessors = new AccessorParser(this);
  }

  /** Whether the path says that it is strict, which is to be asked before {@link #path}. */
  boolean isStrict() {
    if (token().isWord("strict")) {
      next++;
      return true;
    }
    if (token().isWord("lax")) {
      next++;
    }
    return false;
  }

  /** The whole path. */
  PathStep path() {
    PathStep step = disjunction();
    if (token().kind() != Kind.END) {
      throw wrong("it doesn't go on like this");
    }
    return step;
  }

  // What both parsers need.

  PathToken token() {
    return tokens.get(next);
  }

  PathToken tokenAfter() {
    return tokens.get(Math.min(next + 1, tokens.size() - 1));
  }

  PathToken take() {
    PathToken token = token();
    next = Math.min(next + 1, tokens.size() - 1);
    return token;
  }

  boolean takeSign(String sign) {
    boolean there = token().isSign(sign);
    if (there) {
      take();
    }
    return there;
  }

  void expectSign(String sign) {
    if (!takeSign(sign)) {
      throw wrong("\"%s\" is missing".formatted(sign));
    }
  }

  StatementException wrong(String why) {
    return PathLexer.wrong(path, token().place(), why);
  }

  /** What is in the parentheses of a filter, up to the last. */
  Predicate filter() {
    filters++;
    Predicate predicate = predicate(disjunction());
    filters--;
    expectSign(")");
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
      throw wrong("a predicate is missing: a comparison, exists(…), or the like");
    }
    return predicate;
  }

  private PathStep value(PathStep step) {
    if (predicateOf(step) != null) {
      throw wrong("a predicate stands where a value must");
    }
    return step;
  }

  private static @Nullable Predicate predicateOf(PathStep step) {
    return step instanceof Condition condition && step.isLast() ? condition.predicate() : null;
  }

  private PathStep disjunction() {
    depthIn();
    PathStep left = conjunction();
    while (takeSign("||")) {
      left = new Condition(new Predicates.Or(predicate(left), predicate(conjunction())));
    }
    depth--;
    return left;
  }

  private PathStep conjunction() {
    PathStep left = negation();
    while (takeSign("&&")) {
      left = new Condition(new Predicates.And(predicate(left), predicate(negation())));
    }
    return left;
  }

  private PathStep negation() {
    if (isExists()) {
      return new Condition(exists());
    }
    if (!takeSign("!")) {
      return comparison();
    }
    if (isExists()) {
      return new Condition(new Predicates.Not(exists()));
    }
    expectSign("(");
    Predicate operand = predicate(disjunction());
    expectSign(")");
    return new Condition(new Predicates.Not(operand));
  }

  private boolean isExists() {
    return token().isWord("exists") && tokenAfter().isSign("(");
  }

  private Predicate exists() {
    take();
    expectSign("(");
    depthIn();
    PathStep operand = value(sum());
    depth--;
    expectSign(")");
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
    if (inParentheses != null && token().isWord("is") && tokenAfter().isWord("unknown")) {
      take();
      take();
      return new Condition(new Predicates.IsUnknown(inParentheses));
    }
    Comparator comparator = comparator(token());
    if (comparator != null) {
      value(left);
      take();
      return new Condition(new Predicates.Comparison(comparator, left, value(sum())));
    }
    if (token().isWord("starts")) {
      value(left);
      take();
      if (!take().isWord("with")) {
        throw wrong("\"with\" is missing");
      }
      if (token().kind() != Kind.TEXT) {
        throw wrong("starts with takes a text in quotes");
      }
      return new Condition(
          new Predicates.StartsWith(left, new Literal(new JsonText(take().text()))));
    }
    if (token().isWord("like_regex")) {
      value(left);
      take();
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
    if (token().kind() != Kind.TEXT) {
      throw wrong("like_regex takes a text in quotes");
    }
    String regex = take().text();
    String flags = "";
    if (token().isWord("flag")) {
      take();
      if (token().kind() != Kind.TEXT) {
        throw wrong("flag takes a text in quotes");
      }
      flags = take().text();
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
                "JSON path \"%s\": flag x of like_regex is not supported".formatted(path));
          }
        }
        default -> throw wrong("the flags of like_regex are i, s, m and q");
      }
    }
    try {
      return Pattern.compile(isQuoted ? Pattern.quote(regex) : regex, options);
    } catch (PatternSyntaxException e) {
      throw new StatementException(
          SqlState.BAD_PATTERN,
          "JSON path \"%s\": bad regular expression: %s".formatted(path, e.getMessage()),
          e);
    }
  }

  private PathStep sum() {
    PathStep left = product();
    while (token().isSign("+") || token().isSign("-")) {
      Arithmetic.Operator operator =
          take().isSign("+") ? Arithmetic.Operator.ADD : Arithmetic.Operator.SUBTRACT;
      left = new Arithmetic.Binary(operator, value(left), value(product()));
    }
    return left;
  }

  private PathStep product() {
    PathStep left = signed();
    while (token().isSign("*") || token().isSign("/") || token().isSign("%")) {
      Arithmetic.Operator operator =
          switch (take().text()) {
            case "*" -> Arithmetic.Operator.MULTIPLY;
            case "/" -> Arithmetic.Operator.DIVIDE;
            default -> Arithmetic.Operator.REMAINDER;
          };
      left = new Arithmetic.Binary(operator, value(left), value(signed()));
    }
    return left;
  }

  private PathStep signed() {
    if (!token().isSign("-") && !token().isSign("+")) {
      return accessors.accessed();
    }
    boolean negative = take().isSign("-");
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

  /** What accessors may follow: a value, a path's beginning, or something in parentheses. */
  PathStep primary() {
    if (takeSign("(")) {
      PathStep inner = disjunction();
      expectSign(")");
      return inner;
    }
    PathToken token = token();
    if (token.isSign("$")) {
      take();
      return new Origins.Root();
    }
    if (token.isSign("@")) {
      if (filters == 0) {
        throw wrong("@ stands outside of a filter");
      }
      take();
      return new Origins.Current();
    }
    if (token.isWord("last")) {
      if (subscripts == 0) {
        throw wrong("last stands outside of a subscript");
      }
      take();
      return new Origins.Last();
    }
    return new Literal(literal(token));
  }

  private JsonValue literal(PathToken token) {
    if (token.kind() == Kind.VARIABLE) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "JSON path \"%s\": unknown variable $%s; PASSING is not supported, and a key in quotes"
                  .formatted(path, token.text())
              + " is written $.\"%s\"".formatted(token.text()));
    }
    JsonValue value = null;
    if (token.kind() == Kind.TEXT) {
      value = new JsonText(token.text());
    } else if (token.kind() == Kind.INTEGER || token.kind() == Kind.DECIMAL) {
      value = new JsonNumber(number(token));
    } else if (token.isLiteral("null")) {
      value = JsonLiteral.NULL;
    } else if (token.isLiteral("true")) {
      value = JsonLiteral.TRUE;
    } else if (token.isLiteral("false")) {
      value = JsonLiteral.FALSE;
    }
    if (value == null) {
      throw wrong("it must begin with $, or a value is missing");
    }
    take();
    return value;
  }

  BigDecimal number(PathToken token) {
    BigDecimal number;
    try {
      number = JsonNumbers.decimal(token.text());
    } catch (JsonFault e) {
      throw e.toStatement();
    }
    if (number == null) {
      throw PathLexer.wrong(path, token.place(), "not a number");
    }
    return number;
  }
}
