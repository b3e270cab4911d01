package io.github.wandbjdbc.cli;

import java.io.Writer;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Locale;

/** How rows are printed. */
public enum OutputFormat {
  /** Aligned columns for people; in a terminal as much as fits into it. */
  TABLE {
    @Override
    public RowPrinter to(Writer out, ResultSetMetaData columns, Screen screen, boolean all)
        throws SQLException {
      return screen.interactive()
          ? new ScreenPrinter(out, columns, screen, all)
          : new TablePrinter(out, columns);
    }
  },
  /** Comma-separated values as RFC 4180 wants them, with a header; NULL is empty. */
  CSV {
    @Override
    public RowPrinter to(Writer out, ResultSetMetaData columns, Screen screen, boolean all)
        throws SQLException {
      return new CsvPrinter(out, columns);
    }
  },
  /** An array of objects; NaN and the infinities are strings. */
  JSON {
    @Override
    public RowPrinter to(Writer out, ResultSetMetaData columns, Screen screen, boolean all)
        throws SQLException {
      return new JsonPrinter(out, columns);
    }
  },
  /** A table for texts in Markdown, as GitHub and notebooks show it. */
  MARKDOWN {
    @Override
    public RowPrinter to(Writer out, ResultSetMetaData columns, Screen screen, boolean all)
        throws SQLException {
      return new MarkdownPrinter(out, columns);
    }
  },
  /** A {@code tabular} for a paper, which needs no package. */
  LATEX {
    @Override
    public RowPrinter to(Writer out, ResultSetMetaData columns, Screen screen, boolean all)
        throws SQLException {
      return new LatexPrinter(out, columns);
    }
  };

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
  public abstract RowPrinter to(Writer out, ResultSetMetaData columns, Screen screen, boolean all)
      throws SQLException;
}
