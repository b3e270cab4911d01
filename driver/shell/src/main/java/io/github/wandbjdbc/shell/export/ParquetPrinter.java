package io.github.wandbjdbc.shell.export;

import io.github.wandbjdbc.cli.RowPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as a Parquet file, a row group at a time, which bounds the memory. Where a failure
 * ended the rows, the file holds those before it and says so in its metadata.
 */
public final class ParquetPrinter implements RowPrinter {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int GROUP_ROWS = 128 << 10;
  private static final long GROUP_BYTES = 16 << 20;

  private final CountedOutput out;
  private final List<ExportedColumn> columns;
  private final List<ParquetChunk> chunks = new ArrayList<>();
  private final List<RowGroup> groups = new ArrayList<>();
  private int groupRows;
  private long rows;

  /** Writes to {@code out}, which it doesn't close. */
  public ParquetPrinter(OutputStream out, ResultSetMetaData columns) throws SQLException {
    this.out = new CountedOutput(out);
    this.columns = ExportedColumn.of(columns);
    this.columns.forEach(column -> chunks.add(new ParquetChunk(column)));
  }

  @Override
  public void print(ResultSet row) throws SQLException, IOException {
    @Nullable Object[] values = ExportedColumn.values(columns, row);
    long size = 0;
    for (int i = 0; i < values.length; i++) {
      ParquetChunk chunk = chunks.get(i);
      chunk.add(values[i]);
      size += chunk.size();
    }
    groupRows++;
    if (groupRows == GROUP_ROWS || size >= GROUP_BYTES) {
      endGroup();
    }
  }

  private void endGroup() throws IOException {
    begin();
    List<ColumnChunk> written = new ArrayList<>();
    long unpacked = 0;
    long packed = 0;
    long start = out.written();
    for (ParquetChunk chunk : chunks) {
      ColumnChunk column = chunk.writeTo(out);
      unpacked += column.getMeta_data().getTotal_uncompressed_size();
      packed += column.getMeta_data().getTotal_compressed_size();
      written.add(column);
    }
    groups.add(
        new RowGroup(written, unpacked, groupRows)
            .setFile_offset(start)
            .setTotal_compressed_size(packed));
    rows += groupRows;
    groupRows = 0;
  }

  private void begin() throws IOException {
    if (out.written() == 0) {
      out.write(MAGIC);
    }
  }

  @Override
  public void finish() throws IOException {
    end(List.of());
  }

  @Override
  public void breakOff() throws IOException {
    if (rows + groupRows > 0) {
      end(List.of(new KeyValue(ExportFormat.INCOMPLETE_KEY).setValue("true")));
    }
  }

  private void end(List<KeyValue> notes) throws IOException {
    begin();
    if (groupRows > 0) {
      endGroup();
    }
    LittleEndianBytes footer = new LittleEndianBytes();
    FileMetaData file = new FileMetaData(1, ParquetSchema.of(columns), rows, groups);
    file.setCreated_by("wandb-jdbc");
    if (!notes.isEmpty()) {
      file.setKey_value_metadata(notes);
    }
    Util.writeFileMetaData(file, footer);
    int length = footer.size();
    footer.putInt(length);
    footer.write(MAGIC);
    footer.writeTo(out);
    out.flush();
  }
}
