package io.github.wandbjdbc.cli;

import java.io.Writer;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints a {@code tabular} of LaTeX, which needs no package; NULL is a dash. */
final class LatexPrinter extends MarkupPrinter {
  private static final String NULL = "--";

  /** Two of them are one other sign. */
  private static final String PAIRS = "-,'";

  private static final String RULE = "\\hline\n";

  LatexPrinter(Writer out, ResultSetMetaData columns) throws SQLException {
    super(out, columns);
  }

  @Override
  String head(Cells columns) {
    StringBuilder aligned = new StringBuilder();
    for (int i = 0; i < columns.count(); i++) {
      aligned.append(columns.isNumber(i) ? 'r' : 'l');
    }
    String names = line(columns.labels(), columns);
    return "\\begin{tabular}{" + aligned + "}\n" + RULE + names + RULE;
  }

  @Override
  String line(List<? extends @Nullable String> texts, Cells columns) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      line.append(i == 0 ? "" : " & ").append(cell(texts.get(i), columns.isNumber(i)));
    }
    return line.append(" \\\\\n").toString();
  }

  @Override
  String foot() {
    return RULE + "\\end{tabular}\n";
  }

  @Override
  String incomplete(String sentence) {
    return "% " + sentence + "\n";
  }

  private static String cell(@Nullable String text, boolean isNumber) {
    if (text == null) {
      return NULL;
    }
    return isNumber && text.startsWith("-") ? "$-$" + escaped(text.substring(1)) : escaped(text);
  }

  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      boolean isTwice = i + 1 < text.length() && text.charAt(i + 1) == letter;
      escaped.append(escaped(letter)).append(isTwice && PAIRS.indexOf(letter) >= 0 ? "{}" : "");
    }
    return escaped.toString();
  }

  private static String escaped(char letter) {
    return switch (letter) {
      case '&', '%', '$', '#', '_', '{', '}' -> "\\" + letter;
      case '\\' -> "\\textbackslash{}";
      case '~' -> "\\textasciitilde{}";
      case '^' -> "\\textasciicircum{}";
      case '<' -> "\\textless{}";
      case '>' -> "\\textgreater{}";
      case '|' -> "\\textbar{}";
      // A word of the language package to some.
      case '"' -> "\\char34{}";
      // Behind "?" it would turn that round; the others would belong to the end of the line before.
      case '`', '[', ']', '*' -> "{" + letter + "}";
      case '\n', '\r', '\t' -> " ";
      default ->
          TerminalText.isControl(letter)
              ? String.valueOf(TerminalText.DOT)
              : String.valueOf(letter);
    };
  }
}
