package io.github.wandbjdbc.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a text apart at the semicolons that end statements: those that stand in no quotes and no
 * comment.
 */
final class StatementSplitter {
  private final String text;
  private final List<String> statements = new ArrayList<>();
  private int begin;
  private boolean isBlank = true;

  private StatementSplitter(String text) {
    this.text = text;
  }

  /**
   * The statements of a text.
   *
   * @param statements those that ended, without their semicolons
   * @param rest what stands behind the last semicolon; empty if that is blank
   */
  record Parts(List<String> statements, String rest) {
    Parts {
      statements = List.copyOf(statements);
    }

    /** All statements, the last of which needs no semicolon. */
    List<String> all() {
      List<String> all = new ArrayList<>(statements);
      if (!rest.isEmpty()) {
        all.add(rest);
      }
      return all;
    }
  }

  /** The statements of {@code text}. */
  static Parts split(String text) {
    return new StatementSplitter(text).split();
  }

  private Parts split() {
    int at = 0;
    while (at < text.length()) {
      char letter = text.charAt(at);
      int end = at + 1;
      if (letter == '\'' || letter == '"') {
        end = behind(String.valueOf(letter), at + 1);
        isBlank = false;
      } else if (text.startsWith("--", at)) {
        end = behind("\n", at + 2);
      } else if (text.startsWith("/*", at)) {
        end = behind("*/", at + 2);
      } else if (letter == ';') {
        add(at);
        begin = end;
      } else if (!Character.isWhitespace(letter)) {
        isBlank = false;
      }
      at = end;
    }
    return new Parts(statements, isBlank ? "" : text.substring(begin).strip());
  }

  /** Adds what stands before {@code end}, if there is anything but comments. */
  private void add(int end) {
    if (!isBlank) {
      statements.add(text.substring(begin, end).strip());
    }
    isBlank = true;
  }

  /** Where {@code mark} ends that stands at {@code from} or later; the end if it is not there. */
  private int behind(String mark, int from) {
    int found = text.indexOf(mark, from);
    return found < 0 ? text.length() : found + mark.length();
  }
}
