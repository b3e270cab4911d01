package io.github.wandbjdbc.clients;

import java.util.HashMap;
import java.util.Map;
import org.apache.arrow.adbc.core.AdbcConnection;
import org.apache.arrow.adbc.core.AdbcDatabase;
import org.apache.arrow.adbc.core.AdbcDriver;
import org.apache.arrow.adbc.core.AdbcException;
import org.apache.arrow.adbc.core.AdbcStatement;
import org.apache.arrow.adbc.driver.jdbc.JdbcDriver;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.ArrowReader;

/** Rows by ADBC, whose driver for JDBC takes any; takes a URL and an API key. */
public final class AdbcProgram {
  private AdbcProgram() {}

  public static void main(String[] arguments) throws Exception {
    String url = arguments[0];
    String key = arguments[1];
    Map<String, Object> parameters = new HashMap<>();
    AdbcDriver.PARAM_URI.set(parameters, url);
    AdbcDriver.PARAM_USERNAME.set(parameters, "");
    AdbcDriver.PARAM_PASSWORD.set(parameters, key);
    try (BufferAllocator allocator = new RootAllocator();
        AdbcDatabase database = new JdbcDriver(allocator).open(parameters);
        AdbcConnection connection = database.connect()) {
      try (AdbcStatement statement = connection.createStatement()) {
        statement.setSqlQuery(
            "SELECT name, \"config.lr\", created_at FROM runs WHERE state = 'crashed'");
        try (AdbcStatement.QueryResult result = statement.executeQuery()) {
          ArrowReader reader = result.getReader();
          while (reader.loadNextBatch()) {
            for (FieldVector column : reader.getVectorSchemaRoot().getFieldVectors()) {
              System.out.println(column.getField() + " = " + column.getObject(0));
            }
          }
        }
      }
      System.out.println(
          connection.getTableSchema(null, "digits", "sampled_history").getFields().get(0));
      try (AdbcStatement statement = connection.createStatement()) {
        statement.setSqlQuery("SELECT nme FROM runs");
        statement.executeQuery();
      } catch (AdbcException e) {
        System.out.println(e.getStatus() + " " + e.getSqlState());
      }
    }
  }
}
