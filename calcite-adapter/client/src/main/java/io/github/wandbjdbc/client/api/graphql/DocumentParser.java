package io.github.wandbjdbc.client.api.graphql;

import io.github.wandbjdbc.client.api.graphql.Selection.Argument;
import io.github.wandbjdbc.client.api.graphql.Selection.Block;
import io.github.wandbjdbc.client.api.graphql.Selection.Mark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads our own documents: one operation or one fragment each.
 *
 * <p>Comments at the end of a line say what GraphQL doesn't. Behind the brace that opens a block
 * stands the type of which the block selects; behind a field, a block or an argument stands {@code
 * optional} if the document can do without it, and what a reader of the table sees then: {@code #
 * User, optional: runs.username is NULL}. Where columns are NULL or empty without it, it is asked
 * for only if one of them is read; so is what says {@code for console_logs.line}, though that is
 * vital then. Whatever the schema of 2024 lacks is called {@code newer} besides.
 */
final class DocumentParser {
  private static final Pattern TOKEN =
      Pattern.compile("\\.\\.\\.|#[^\\n]*|\"(?:[^\"\\\\\\n]|\\\\.)*\"|\\$?\\w+|[{}()\\[\\]:!=@]");

  private static final Pattern MARK =
      Pattern.compile("# ?(?:([A-Z]\\w*)(?:, |$))?(?:(optional)(?:, newer)?(?:: (.*))?|for (.*))?");

  /**
   * A document.
   *
   * @param keyword {@code query} or {@code fragment}
   * @param name of the operation or the fragment
   * @param variables the declared types, by name without the dollar
   */
  record Parsed(String keyword, String name, Map<String, String> variables, Block block) {}

  /** A token, and the line that it is on. */
  private record Token(String text, int line) {}

  /** The directives in a comment. */
  private record Comment(@Nullable String type, Mark mark) {}

  private final List<Token> tokens = new ArrayList<>();
  private int next;

  private DocumentParser(String text) {
    int line = 1;
    int seen = 0;
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      line += (int) text.substring(seen, matcher.start()).chars().filter(c -> c == '\n').count();
      seen = matcher.start();
      tokens.add(new Token(matcher.group(), line));
    }
  }

  static Parsed parse(String text) {
    return new DocumentParser(text).document();
  }

  private Parsed document() {
    String keyword = take();
    String name = take();
    Map<String, String> variables = new LinkedHashMap<>();
    if (keyword.equals("fragment")) {
      expect("on");
      take();
    } else if (isNext("(")) {
      take();
      while (!isNext(")")) {
        String variable = take().substring(1);
        expect(":");
        StringBuilder type = new StringBuilder();
        while (!isNext(")") && !peek().startsWith("$")) {
          type.append(take());
        }
        variables.put(variable, type.toString());
      }
      take();
    }
    return new Parsed(keyword, name, variables, block(openBlock()));
  }

  /** Takes the opening brace, and the comment behind it. */
  private Comment openBlock() {
    expect("{");
    return comment();
  }

  private Block block(Comment opening) {
    List<Selection> selections = new ArrayList<>();
    while (!isNext("}")) {
      selections.add(selection());
    }
    take();
    if (opening.type() == null) {
      throw new IllegalArgumentException("a block without its type, before line " + line());
    }
    return new Block(opening.type(), selections);
  }

  private Selection selection() {
    String head = take();
    String name = head;
    if (head.equals("...")) {
      name = "";
      head += isNext("on") ? " " + take() + " " + take() : isNext("{") ? "" : take();
    } else if (isNext(":")) {
      take();
      name = take();
      head += ": " + name;
    }
    List<Argument> arguments = arguments();
    String directives = directives();
    if (!isNext("{")) {
      return new Selection(head, name, arguments, directives, null, comment().mark());
    }
    Comment opening = openBlock();
    return new Selection(head, name, arguments, directives, block(opening), opening.mark());
  }

  private List<Argument> arguments() {
    List<Argument> arguments = new ArrayList<>();
    if (isNext("(")) {
      take();
      while (!isNext(")")) {
        String name = take();
        expect(":");
        arguments.add(new Argument(name, value(), comment().mark()));
      }
      take();
    }
    return arguments;
  }

  private String directives() {
    List<String> directives = new ArrayList<>();
    while (isNext("@")) {
      String name = take() + take();
      List<String> arguments =
          arguments().stream().map(it -> it.name() + ": " + it.value()).toList();
      directives.add(arguments.isEmpty() ? name : name + "(" + String.join(", ", arguments) + ")");
    }
    return String.join(" ", directives);
  }

  private String value() {
    String first = take();
    if (!first.equals("[") && !first.equals("{")) {
      return first;
    }
    StringBuilder value = new StringBuilder(first);
    String end = first.equals("[") ? "]" : "}";
    while (!isNext(end)) {
      String part = value();
      value.append(value.length() == 1 || part.equals(":") ? "" : " ").append(part);
    }
    return value.append(take()).toString();
  }

  /**
   * The comment behind the last token, on the same line; one that says nothing if there is none.
   */
  private Comment comment() {
    if (next == tokens.size()
        || !tokens.get(next).text().startsWith("#")
        || tokens.get(next).line() != tokens.get(next - 1).line()) {
      return new Comment(null, Mark.VITAL);
    }
    String text = tokens.get(next++).text();
    Matcher matcher = MARK.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("a comment that marks nothing: " + text);
    }
    String effect = matcher.group(3) == null ? "" : matcher.group(3);
    Mark mark =
        matcher.group(4) != null
            ? Mark.vitalFor(matcher.group(4))
            : matcher.group(2) == null ? Mark.VITAL : Mark.optional(effect);
    return new Comment(matcher.group(1), mark);
  }

  private String peek() {
    int at = next;
    while (at < tokens.size() && tokens.get(at).text().startsWith("#")) {
      at++;
    }
    if (at == tokens.size()) {
      throw new IllegalArgumentException("the document ends too early");
    }
    return tokens.get(at).text();
  }

  private boolean isNext(String token) {
    return peek().equals(token);
  }

  private String take() {
    String token = peek();
    while (tokens.get(next).text().startsWith("#")) {
      next++;
    }
    next++;
    return token;
  }

  private void expect(String token) {
    if (!take().equals(token)) {
      throw new IllegalArgumentException("%s expected on line %d".formatted(token, line()));
    }
  }

  private int line() {
    return tokens.get(next - 1).line();
  }
}
