package io.github.wandbjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every function that the metadata lists can be called by its escape. */
class EscapedFunctionsTest {
  private static final Map<String, String> ARGUMENTS =
      Map.ofEntries(
          Map.entry("ATAN2", "1, 2"),
          Map.entry("CONVERT", "'1', SQL_INTEGER"),
          Map.entry("CONVERT_TIMEZONE", "'UTC', 'Asia/Kathmandu', TIMESTAMP '2026-01-01 00:00:00'"),
          Map.entry("TO_DATE", "'2026-01-01', 'YYYY-MM-DD'"),
          Map.entry("TO_TIMESTAMP", "'2026-01-01', 'YYYY-MM-DD'"),
          Map.entry("CONCAT", "'a', 'b'"),
          Map.entry("DIFFERENCE", "'a', 'b'"),
          Map.entry("IFNULL", "'a', 'b'"),
          Map.entry("INSERT", "'abc', 1, 1, 'x'"),
          Map.entry("LEFT", "'abc', 1"),
          Map.entry("LOCATE", "'b', 'abc'"),
          Map.entry("MOD", "5, 3"),
          Map.entry("POWER", "2, 3"),
          Map.entry("REPEAT", "'a', 2"),
          Map.entry("REPLACE", "'abc', 'b', 'x'"),
          Map.entry("RIGHT", "'abc', 1"),
          Map.entry("ROUND", "1.55, 1"),
          Map.entry("SUBSTRING", "'abc', 1, 2"),
          Map.entry("TIMESTAMPADD", "SQL_TSI_DAY, 1, TIMESTAMP '2026-01-01 00:00:00'"),
          Map.entry(
              "TIMESTAMPDIFF",
              "SQL_TSI_DAY, TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-01-02 00:00:00'"),
          Map.entry("TRUNCATE", "1.55, 1"));

  private final Connection connection = new HeldClient().connect();

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void givesAValue() throws SQLException {
    DatabaseMetaData metadata = connection.getMetaData();
    Map<String, String> failed = new TreeMap<>();

    call(metadata.getNumericFunctions(), "0.5", failed);
    call(metadata.getStringFunctions(), "'65'", failed);
    call(metadata.getTimeDateFunctions(), "TIMESTAMP '2026-01-01 00:00:00'", failed);
    call(metadata.getSystemFunctions(), "", failed);

    assertThat(failed).isEmpty();
  }

  private void call(String names, String usual, Map<String, String> failed) throws SQLException {
    for (String name : names.split(",", -1)) {
      String arguments =
          switch (name) {
            case "PI", "RAND", "CURDATE", "CURTIME", "NOW", "DATABASE", "USER" -> "";
            case "ASCII", "LENGTH" -> "'a'";
            case "CHAR", "SPACE" -> "65";
            default -> ARGUMENTS.getOrDefault(name, usual);
          };
      String sql = "SELECT {fn %s(%s)}".formatted(name, arguments);
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        rows.next();
        if (rows.getString(1) == null) {
          failed.put(name, "gives NULL");
        }
      } catch (SQLException e) {
        failed.put(sql, String.valueOf(e.getMessage()));
      }
    }
  }
}
