package io.github.wandbjdbc.shell.export;

import io.github.wandbjdbc.cli.RowPrinter;
import java.io.OutputStream;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Locale;

/** How rows are written for other tools. */
public enum ExportFormat {
  /** For pandas, polars, DuckDB and Spark: packed, and read by columns. */
  PARQUET {
    @Override
    public RowPrinter to(OutputStream out, ResultSetMetaData columns) throws SQLException {
      return new ParquetPrinter(out, columns);
    }
  },
  /** For pandas and polars: as they hold rows in memory, without packing. */
  ARROW {
    @Override
    public RowPrinter to(OutputStream out, ResultSetMetaData columns) throws SQLException {
      return new ArrowPrinter(out, columns);
    }
  };

  /** The key of a file's metadata that says that rows are missing, where its value is "true". */
  static final String INCOMPLETE_KEY = "wandb-jdbc.incomplete";

  /** The word for it in options. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A printer of rows with such columns to {@code out}, which it doesn't close. */
  public abstract RowPrinter to(OutputStream out, ResultSetMetaData columns) throws SQLException;
}
