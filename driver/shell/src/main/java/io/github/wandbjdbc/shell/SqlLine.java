package io.github.wandbjdbc.shell;

import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.Parser;

/**
 * A typed text, as the line editor looks at it: it is a line of SQL as long as no semicolon ends
 * it, and the word that is completed is a name with the quote that it begins with.
 */
final class SqlLine implements CompletingParsedLine {
  private final String line;
  private final int cursor;
  private final int begin;
  private final boolean isOfText;

  private SqlLine(String line, int cursor) {
    this.line = line;
    this.cursor = cursor;
    int quote = openQuote(line.substring(0, cursor));
    this.isOfText = quote >= 0 && line.charAt(quote) == '\'';
    this.begin = quote >= 0 ? quote : wordBegin(line, cursor);
  }

  /** Reads lines for the editor. */
  static Parser parser() {
    return (line, cursor, context) -> {
      boolean isEntered = context == Parser.ParseContext.ACCEPT_LINE;
      if (isEntered && !isCommand(line) && !StatementSplitter.split(line).rest().isEmpty()) {
        throw new EOFError(-1, -1, "no semicolon yet");
      }
      return new SqlLine(line, cursor);
    };
  }

  /** Whether {@code line} is for the shell itself. */
  static boolean isCommand(String line) {
    String bare = line.strip();
    return bare.startsWith("!") || bare.matches("(?i)(exit|quit|help)");
  }

  /** Where the quote stands that {@code text} leaves open, or -1. */
  private static int openQuote(String text) {
    int open = -1;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (open < 0 && (letter == '\'' || letter == '"')) {
        open = i;
      } else if (open >= 0 && letter == text.charAt(open)) {
        open = -1;
      }
    }
    return open;
  }

  private static int wordBegin(String line, int cursor) {
    int begin = cursor;
    while (begin > 0
        && (Character.isLetterOrDigit(line.charAt(begin - 1))
            || "_$!".indexOf(line.charAt(begin - 1)) >= 0)) {
      begin--;
    }
    return begin;
  }

  /** Whether the cursor is in a text in single quotes, which nobody can complete. */
  boolean isOfText() {
    return isOfText;
  }

  /** Whether a dot stands before the word, so that it names a column. */
  boolean isOfColumn() {
    return begin > 0 && line.charAt(begin - 1) == '.';
  }

  @Override
  public String word() {
    return line.substring(begin, cursor);
  }

  @Override
  public int wordCursor() {
    return cursor - begin;
  }

  @Override
  public int wordIndex() {
    return 0;
  }

  @Override
  public List<String> words() {
    return List.of(word());
  }

  @Override
  public String line() {
    return line;
  }

  @Override
  public int cursor() {
    return cursor;
  }

  @Override
  public CharSequence escape(CharSequence candidate, boolean complete) {
    return candidate;
  }

  @Override
  public int rawWordCursor() {
    return wordCursor();
  }

  @Override
  public int rawWordLength() {
    return wordCursor();
  }
}
