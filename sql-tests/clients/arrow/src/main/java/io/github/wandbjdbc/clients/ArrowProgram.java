package io.github.wandbjdbc.clients;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Calendar;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.arrow.adapter.jdbc.ArrowVectorIterator;
import org.apache.arrow.adapter.jdbc.JdbcToArrow;
import org.apache.arrow.adapter.jdbc.JdbcToArrowConfig;
import org.apache.arrow.adapter.jdbc.JdbcToArrowConfigBuilder;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Rows as batches of Arrow's; takes a URL and an API key. */
public final class ArrowProgram {
  private ArrowProgram() {}

  public static void main(String[] arguments) throws Exception {
    try (Connection connection = DriverManager.getConnection(arguments[0], "", arguments[1]);
        Statement statement = connection.createStatement();
        BufferAllocator allocator = new RootAllocator()) {
      print(
          statement,
          allocator,
          "SELECT run_id, created_at, \"config.lr\", history_rows, read_only"
              + " FROM runs WHERE state = 'crashed'");
      count(
          statement,
          allocator,
          "SELECT _step, \"val/acc\" FROM history WHERE run_id = 'adam-long'");
    }
  }

  /** Arrow takes times apart by a calendar, and those of the driver are UTC. */
  private static JdbcToArrowConfig config(BufferAllocator allocator) {
    Calendar utc = Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    return new JdbcToArrowConfigBuilder(allocator, utc).setTargetBatchSize(1000).build();
  }

  private static void print(Statement statement, BufferAllocator allocator, String sql)
      throws Exception {
    try (var rows = statement.executeQuery(sql);
        ArrowVectorIterator batches =
            JdbcToArrow.sqlToArrowVectorIterator(rows, config(allocator))) {
      while (batches.hasNext()) {
        try (VectorSchemaRoot batch = batches.next()) {
          for (FieldVector column : batch.getFieldVectors()) {
            System.out.println(column.getField() + " = " + column.getObject(0));
          }
        }
      }
    }
  }

  private static void count(Statement statement, BufferAllocator allocator, String sql)
      throws Exception {
    int batchCount = 0;
    int rowCount = 0;
    int nulls = 0;
    try (var rows = statement.executeQuery(sql);
        ArrowVectorIterator batches =
            JdbcToArrow.sqlToArrowVectorIterator(rows, config(allocator))) {
      while (batches.hasNext()) {
        try (VectorSchemaRoot batch = batches.next()) {
          batchCount++;
          rowCount += batch.getRowCount();
          nulls += batch.getVector("val/acc").getNullCount();
        }
      }
    }
    System.out.println(
        "%d batches, %d rows, %d of them NULL".formatted(batchCount, rowCount, nulls));
  }
}
