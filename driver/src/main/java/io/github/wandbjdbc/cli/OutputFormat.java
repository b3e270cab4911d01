package io.github.wandbjdbc.cli;

import java.io.Writer;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/** How rows are printed. */
enum OutputFormat {
  /** Aligned columns for people. */
  TABLE {
    @Override
    RowPrinter to(Writer out, ResultSetMetaData columns) throws SQLException {
      return new TablePrinter(out, columns);
    }
  },
  /** Comma-separated values as RFC 4180 wants them, with a header; NULL is empty. */
  CSV {
    @Override
    RowPrinter to(Writer out, ResultSetMetaData columns) throws SQLException {
      return new CsvPrinter(out, columns);
    }
  },
  /** An array of objects; NaN and the infinities are strings. */
  JSON {
    @Override
    RowPrinter to(Writer out, ResultSetMetaData columns) throws SQLException {
      return new JsonPrinter(out, columns);
    }
  };

  abstract RowPrinter to(Writer out, ResultSetMetaData columns) throws SQLException;
}
