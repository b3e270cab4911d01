package io.github.wandbjdbc.shell.export;

import io.github.wandbjdbc.cli.RowPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as an Arrow file, a record batch at a time, which bounds the memory. Where a failure
 * ended the rows, the file holds those before it and says so in its footer.
 */
public final class ArrowPrinter implements RowPrinter {
  private static final int BATCH_ROWS = 128 << 10;
  private static final long BATCH_BYTES = 16 << 20;

  private final ArrowFile file;
  private final List<ExportedColumn> columns;
  private final List<ArrowVector> vectors;
  private int batchRows;
  private boolean hasRows;

  /** Writes to {@code out}, which it doesn't close. */
  public ArrowPrinter(OutputStream out, ResultSetMetaData columns) throws SQLException {
    this.columns = ExportedColumn.of(columns);
    this.file = new ArrowFile(out, this.columns);
    this.vectors = this.columns.stream().map(ArrowVector::new).toList();
  }

  @Override
  public void print(ResultSet row) throws SQLException, IOException {
    @Nullable Object[] values = ExportedColumn.values(columns, row);
    long size = 0;
    for (int i = 0; i < values.length; i++) {
      ArrowVector vector = vectors.get(i);
      vector.add(values[i]);
      size += vector.size();
    }
    batchRows++;
    if (batchRows == BATCH_ROWS || size >= BATCH_BYTES) {
      endBatch();
    }
  }

  private void endBatch() throws IOException {
    file.write(vectors);
    vectors.forEach(ArrowVector::clear);
    batchRows = 0;
    hasRows = true;
  }

  @Override
  public void finish() throws IOException {
    end(Map.of());
  }

  @Override
  public void breakOff() throws IOException {
    if (hasRows || batchRows > 0) {
      end(Map.of(ExportFormat.INCOMPLETE_KEY, "true"));
    }
  }

  private void end(Map<String, String> notes) throws IOException {
    if (batchRows > 0) {
      endBatch();
    }
    file.end(notes);
  }
}
