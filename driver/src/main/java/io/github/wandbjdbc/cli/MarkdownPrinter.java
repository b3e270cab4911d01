package io.github.wandbjdbc.cli;

import java.io.Writer;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prints a table in GitHub's Markdown. A cell is shown as the text that it is, whatever Markdown
 * would make of it; NULL is in italics, unlike the text.
 */
final class MarkdownPrinter extends MarkupPrinter {
  private static final String NULL = "*NULL*";

  /** Each means something to Markdown, or to HTML within it. */
  private static final String SIGNS = "\\`*[]<>&|~$";

  MarkdownPrinter(Writer out, ResultSetMetaData columns) throws SQLException {
    super(out, columns);
  }

  @Override
  String head(Cells columns) {
    StringBuilder rule = new StringBuilder("|");
    for (int i = 0; i < columns.count(); i++) {
      rule.append(columns.isNumber(i) ? " ---: |" : " --- |");
    }
    return line(columns.labels(), columns) + rule + "\n";
  }

  @Override
  String line(List<? extends @Nullable String> texts, Cells columns) {
    StringBuilder line = new StringBuilder("|");
    for (String text : texts) {
      line.append(' ').append(text == null ? NULL : escaped(text)).append(" |");
    }
    return line.append('\n').toString();
  }

  @Override
  String foot() {
    return "";
  }

  @Override
  String incomplete(String sentence) {
    return "\n*" + sentence + "*\n";
  }

  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter == '\n') {
        escaped.append("<br>");
      } else if (TerminalText.isControl(letter)) {
        escaped.append(letter == '\r' || letter == '\t' ? ' ' : TerminalText.DOT);
      } else {
        boolean isSign = SIGNS.indexOf(letter) >= 0 || (letter == '_' && !isWithinWord(text, i));
        escaped.append(isSign ? "\\" : "").append(letter);
      }
    }
    return escaped.toString();
  }

  /** There an underscore means nothing, and most names have some. */
  private static boolean isWithinWord(String text, int at) {
    return at > 0
        && at + 1 < text.length()
        && Character.isLetterOrDigit(text.charAt(at - 1))
        && Character.isLetterOrDigit(text.charAt(at + 1));
  }
}
