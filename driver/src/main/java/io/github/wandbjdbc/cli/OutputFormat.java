package io.github.wandbjdbc.cli;

import java.io.Writer;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Locale;

/** How rows are printed. */
public enum OutputFormat {
  /** Aligned columns for people; in a terminal as much as fits into it. */
  TABLE(
      (out, columns, screen, all) ->
          screen.interactive()
              ? new ScreenPrinter(out, columns, screen, all)
              : new TablePrinter(out, columns)),
  /** Comma-separated values as RFC 4180 wants them, with a header; NULL is empty. */
  CSV((out, columns, screen, all) -> new CsvPrinter(out, columns)),
  /** An array of objects; NaN and the infinities are strings. */
  JSON((out, columns, screen, all) -> new JsonPrinter(out, columns)),
  /** A table for texts in Markdown, as GitHub and notebooks show it. */
  MARKDOWN((out, columns, screen, all) -> new MarkdownPrinter(out, columns)),
  /** A {@code tabular} for a paper, which needs no package. */
  LATEX((out, columns, screen, all) -> new LatexPrinter(out, columns));

  @SuppressWarnings("ImmutableEnumChecker") // A constructor, which has no state.
  private final Printing printing;

  OutputFormat(Printing printing) {
    this.printing = printing;
  }

  /** Makes a printer. */
  private interface Printing {
    RowPrinter to(Writer out, ResultSetMetaData columns, Screen screen, boolean all)
        throws SQLException;
  }

  /** The word for it in options. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * A printer of rows with such columns.
   *
   * @param screen where they are looked at
   * @param all whether a terminal shows more rows than somebody reads, too
   */
  public RowPrinter to(Writer out, ResultSetMetaData columns, Screen screen, boolean all)
      throws SQLException {
    return printing.to(out, columns, screen, all);
  }
}
