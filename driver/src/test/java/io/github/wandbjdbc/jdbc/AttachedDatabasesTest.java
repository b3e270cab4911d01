package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.engine.judge.Postgres;
import io.github.wandbjdbc.examples.JoinDatabase;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A database of a program's own is a schema of its connection. */
class AttachedDatabasesTest {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final StandIn standIn = StandIn.start();

  /** The databases that are tried. */
  enum Product {
    H2,
    HSQLDB,
    POSTGRESQL;

    /** A new, empty database. */
    CountedDataSource create() throws SQLException {
      String name = "attached" + DATABASES.incrementAndGet();
      return switch (this) {
        case H2 -> of("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        case HSQLDB -> {
          Assumptions.assumeTrue(isThere("org.hsqldb.jdbc.JDBCDriver"), "no HSQLDB is here");
          yield of("jdbc:hsqldb:mem:" + name);
        }
        case POSTGRESQL -> {
          Postgres server = Postgres.startOrSkip();
          server.execute("CREATE SCHEMA " + name);
          yield new CountedDataSource(
              () -> {
                Connection connection = server.connect();
                connection.setSchema(name);
                return connection;
              });
        }
      };
    }

    private static boolean isThere(String type) {
      return AttachedDatabasesTest.class
              .getClassLoader()
              .getResource(type.replace('.', '/') + ".class")
          != null;
    }

    private static CountedDataSource of(String url) {
      return new CountedDataSource(() -> DriverManager.getConnection(url, "sa", ""));
    }

    String textType() {
      return this == POSTGRESQL ? "TEXT" : "VARCHAR(100)";
    }
  }

  private static void run(CountedDataSource database, String... statements) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
    database.prepared();
  }

  private Tables attached(CountedDataSource database) throws SQLException {
    Tables tables = Tables.of(standIn);
    tables.connection().unwrap(WandbConnection.class).attach("shop", database);
    standIn.forgetRequests();
    return tables;
  }

  private void holdRuns() {
    for (int i = 0; i < 60; i++) {
      standIn.holds(experiment("run" + i).summary("acc", i / 100.0).logging("loss").forSteps(10));
    }
  }

  @AfterEach
  void close() {
    standIn.close();
  }

  private static CountedDataSource owners(Product product) throws SQLException {
    CountedDataSource database = product.create();
    run(
        database,
        "CREATE TABLE owners (run_id %s, owner VARCHAR(50), cost DOUBLE PRECISION)"
            .formatted(product.textType()),
        "INSERT INTO owners VALUES ('run3', 'ada', 1.5), ('run7', 'bob', 2.5), ('run8', 'ada', 9),"
            + " ('gone', 'eve', 3)");
    return database;
  }

  @ParameterizedTest
  @EnumSource
  void aJoinReadsTheRunsThatTheDatabaseNames(Product product) throws SQLException {
    holdRuns();
    CountedDataSource database = owners(product);
    try (Tables tables = attached(database)) {
      assertThat(
              tables.rows(
                  "select o.owner, r.run_id, count(h.loss) from shop.owners o"
                      + " join runs r on r.run_id = o.run_id"
                      + " join history h on h.run_id = r.run_id"
                      + " where o.owner = 'ada' group by o.owner, r.run_id order by r.run_id"))
          .containsExactly("ada|run3|10", "ada|run8|10");
      // The columns, the runs, their histories.
      assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(3);
      assertThat(standIn.requests()).noneMatch(one -> one.variables().toString().contains("run7"));
      assertThat(database.prepared())
          .singleElement()
          .asString()
          .containsIgnoringCase("where")
          .contains("= ?")
          .doesNotContainIgnoringCase("cost")
          .doesNotContain("ada");
    }
    assertThat(database.open()).isZero();
  }

  @Test
  void theManualsProgramTellsTheBestOfEachOwner() throws SQLException {
    for (int i = 0; i < 10; i++) {
      standIn.holds(experiment("run" + i).row(0, Map.of("val/acc", i / 10.0)));
    }
    try (Tables tables = Tables.of(standIn)) {
      assertThat(JoinDatabase.best(tables.connection(), owners(Product.H2)))
          .containsExactlyInAnyOrder("ada 0.8", "bob 0.7");
    }
  }

  @ParameterizedTest
  @EnumSource
  void columnsAndLimitsGoDownAndSortsStay(Product product) throws SQLException {
    CountedDataSource database = owners(product);
    try (Tables tables = attached(database)) {
      assertThat(tables.rows("select owner from shop.owners limit 2")).hasSize(2);
      assertThat(database.prepared())
          .singleElement()
          .asString()
          .matches("(?is).*(fetch|limit).*2.*")
          .doesNotContainIgnoringCase("cost");

      assertThat(tables.rows("select owner from shop.owners where owner like 'a%' limit 1"))
          .containsExactly("ada");
      assertThat(tables.rows("select owner from shop.owners order by cost desc limit 1"))
          .containsExactly("ada");
      assertThat(tables.rows("select owner from shop.owners where owner < 'b' limit 1"))
          .containsExactly("ada");
      assertThat(database.prepared())
          .hasSize(3)
          .allSatisfy(
              sql ->
                  assertThat(sql)
                      .doesNotContainIgnoringCase("order by")
                      .doesNotContainIgnoringCase("fetch")
                      .doesNotContainIgnoringCase("limit")
                      .doesNotContainIgnoringCase("where"));
      assertThat(tables.rows("select count(*) from shop.owners")).containsExactly("4");
      assertThat(tables.rows("select * from shop.owners order by run_id limit 1 offset 1"))
          .containsExactly("run3|ada|1.5");
    }
  }

  @ParameterizedTest
  @EnumSource
  void predicatesDecideAsHere(Product product) throws SQLException {
    CountedDataSource database = product.create();
    String nan = product == Product.HSQLDB ? "0.0E0/0.0E0" : "CAST('NaN' AS DOUBLE PRECISION)";
    run(
        database,
        "CREATE TABLE m (id INTEGER, big BIGINT, x DOUBLE PRECISION, price DECIMAL(10, 2),"
            + " ok BOOLEAN, on_day DATE, at_time TIMESTAMP(6), code CHAR(4), name VARCHAR(20))",
        "INSERT INTO m VALUES (1, 5000000000, 1.5, 10.25, TRUE, DATE '2024-05-31',"
            + " TIMESTAMP '2024-05-31 10:00:00.123456', 'ab', 'Ab ')",
        "INSERT INTO m VALUES (2, -1, 0.0, 0, FALSE, DATE '1969-12-31',"
            + " TIMESTAMP '1969-12-31 23:59:59.999999', 'AB', 'ab')",
        "INSERT INTO m VALUES (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)");
    if (product != Product.HSQLDB) {
      run(database, "INSERT INTO m (id, x) VALUES (3, %s)".formatted(nan));
    }
    boolean hasNan = product != Product.HSQLDB;
    try (Tables tables = attached(database)) {
      for (String[] each :
          new String[][] {
            {"id = 2", "2"},
            {"id in (1, 2)", "1,2"},
            {"id > 5000000000", ""},
            {"id between 1 and 2", "1,2"},
            {"big = 5000000000", "1"},
            {"big < 0", "2"},
            {"x > 1", "1"},
            {"x >= 0", "1,2"},
            {"x <= 0", "2"},
            {"x = 0", "2"},
            {"x <> 1.5", hasNan ? "2,3" : "2"},
            {"not (x > 1)", hasNan ? "2,3" : "2"},
            {"is_nan(x)", hasNan ? "3" : ""},
            {"x is null", "4"},
            {"price = 10.25", "1"},
            {"price < 1", "2"},
            {"price > 10.2499", "1"},
            {"ok", "1"},
            {"ok = true", "1"},
            {"ok = false", "2"},
            {"ok is not true", hasNan ? "2,3,4" : "2,4"},
            {"not ok", "2"},
            {"ok is null", hasNan ? "3,4" : "4"},
            {"on_day = date '2024-05-31'", "1"},
            {"on_day < date '1970-01-01'", "2"},
            {"at_time = timestamp '2024-05-31 10:00:00.123'", "1"},
            {"at_time <= timestamp '2024-05-31 10:00:00.123'", "1,2"},
            {"at_time > timestamp '2024-05-31 10:00:00.123'", ""},
            {"at_time < timestamp '1970-01-01 00:00:00'", "2"},
            {"name = 'ab'", "2"},
            {"name = 'Ab '", "1"},
            {"name = 'Ab'", ""},
            {"name < 'a'", "1"},
            {"code = 'ab'", product == Product.POSTGRESQL ? "" : "?"},
            {"code like 'ab%'", "1"},
            {"id = 1 or x = 0", "1,2"},
            {"id = 1 or name like 'a%'", "1,2"},
            {"id = 1 and name like 'a%'", ""}
          }) {
        if (each[1].equals("?")) {
          continue;
        }
        List<String> ids = tables.rows("select id from shop.m where " + each[0] + " order by id");
        assertThat(String.join(",", ids)).as(each[0]).isEqualTo(each[1]);
      }
      assertThat(
              tables.rows(
                  "select id from shop.m where big = ? and on_day > ? and name = ? and x < ?",
                  5_000_000_000L,
                  java.sql.Date.valueOf("2024-05-01"),
                  "Ab ",
                  2.0))
          .containsExactly("1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void valuesAgreeInAnyZone(Product product) throws SQLException {
    CountedDataSource database = product.create();
    String zoned = product == Product.POSTGRESQL ? "TIMESTAMPTZ" : "TIMESTAMP WITH TIME ZONE";
    run(
        database,
        "CREATE TABLE v (id INTEGER, x DOUBLE PRECISION, price DECIMAL(10, 2), n SMALLINT,"
            + " on_day DATE, tod TIME(3), at_time TIMESTAMP(6), instant "
            + zoned
            + ", big DECIMAL(30, 0))",
        "INSERT INTO v VALUES (1, -1.25, 3.10, -7, DATE '2024-03-31', TIME '02:30:00.5',"
            + " TIMESTAMP '2024-03-31 02:30:00.123456', "
            + (product == Product.HSQLDB ? "TIMESTAMP" : "TIMESTAMP WITH TIME ZONE")
            + " '2024-03-31 02:30:00+02:00', 123456789012345678901234567890)");
    if (product != Product.HSQLDB) {
      run(
          database,
          "INSERT INTO v (id, x) VALUES (2, CAST('NaN' AS DOUBLE PRECISION)),"
              + " (3, CAST('Infinity' AS DOUBLE PRECISION)),"
              + " (4, CAST('-Infinity' AS DOUBLE PRECISION))");
    }
    TimeZone before = TimeZone.getDefault();
    try {
      for (String zone : List.of("UTC", "Europe/Berlin", "America/New_York")) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try (Tables tables = attached(database)) {
          assertThat(tables.rows("select * from shop.v where id = 1"))
              .as(zone)
              .containsExactly(
                  "1|-1.25|3.10|-7|2024-03-31|02:30:00.5|2024-03-31 02:30:00.123"
                      + "|2024-03-31 00:30:00.0|123456789012345678901234567890");
          if (product != Product.HSQLDB) {
            assertThat(tables.rows("select x from shop.v where id > 1 order by id"))
                .containsExactly("NaN", "Infinity", "-Infinity");
          }
        }
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @ParameterizedTest
  @EnumSource
  void namesKeepTheCaseOfTheDatabase(Product product) throws SQLException {
    CountedDataSource database = product.create();
    run(
        database,
        "CREATE TABLE \"Mixed Case\" (\"Loss\" INTEGER, \"loss\" INTEGER, \"a.b\" INTEGER)",
        "INSERT INTO \"Mixed Case\" VALUES (1, 2, 3)",
        "CREATE TABLE runs (a INTEGER)",
        "INSERT INTO runs VALUES (8)",
        "CREATE TABLE \"under_score\" (a INTEGER)",
        "CREATE TABLE \"underXscore\" (b INTEGER)");
    standIn.holds(experiment("run1"));
    try (Tables tables = attached(database)) {
      assertThat(tables.rows("select \"Loss\", \"loss\", \"a.b\" from shop.\"mixed case\""))
          .containsExactly("1|2|3");
      assertThat(tables.rows("select * from SHOP.\"Mixed Case\"")).containsExactly("1|2|3");
      SQLException e =
          catchThrowableOfType(
              SQLException.class, () -> tables.rows("select LOSS from shop.\"Mixed Case\""));
      assertThat(e.getSQLState()).isEqualTo("42702");
      assertThat(tables.rows("select a from shop.runs")).containsExactly("8");
      assertThat(tables.rows("select run_id from runs")).containsExactly("run1");
      assertThat(tables.rows("select * from shop.under_score")).isEmpty();
      try (Statement statement = tables.connection().createStatement();
          ResultSet rows = statement.executeQuery("select * from shop.\"Mixed Case\"")) {
        assertThat(rows.getMetaData().getColumnLabel(1)).isEqualTo("Loss");
        assertThat(rows.getMetaData().getColumnLabel(3)).isEqualTo("a.b");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void rowsComeAsTheyAreReadAndTheConnectionGoesBack(Product product) throws SQLException {
    CountedDataSource database = product.create();
    run(
        database,
        "CREATE TABLE n (i INTEGER)",
        product == Product.HSQLDB
            ? "INSERT INTO n SELECT * FROM UNNEST(SEQUENCE_ARRAY(1, 5000, 1))"
            : product == Product.H2
                ? "INSERT INTO n SELECT x FROM SYSTEM_RANGE(1, 5000)"
                : "INSERT INTO n SELECT * FROM generate_series(1, 5000)");
    try (Tables tables = attached(database)) {
      try (Statement statement = tables.connection().createStatement()) {
        ResultSet rows = statement.executeQuery("select i from shop.n");
        assertThat(rows.next()).isTrue();
        assertThat(database.open()).isEqualTo(1);
        rows.close();
        assertThat(database.open()).isZero();
      }
      assertThat(tables.rows("select count(*), max(i) from shop.n")).containsExactly("5000|5000");
      assertThat(tables.rows("select count(*) from shop.n a join shop.n b on b.i = a.i"))
          .containsExactly("5000");
      assertThat(database.open()).isZero();
    }
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aStatementEndsWhatItAsksOfTheDatabase() throws SQLException, InterruptedException {
    CountedDataSource database = Product.POSTGRESQL.create();
    run(database, "CREATE VIEW slow AS SELECT pg_sleep(100)::text AS x");
    try (Tables tables = attached(database);
        Statement statement = tables.connection().createStatement()) {
      statement.setQueryTimeout(1);
      SQLException late =
          catchThrowableOfType(
              SQLException.class, () -> read(statement, "select x from shop.slow"));
      assertThat((Throwable) late).isInstanceOf(SQLTimeoutException.class);
      assertThat(late.getSQLState()).isEqualTo("HYT00");

      statement.setQueryTimeout(0);
      database.prepared();
      AtomicBoolean isOver = new AtomicBoolean();
      Thread canceller =
          new Thread(
              () -> {
                while (database.prepared().isEmpty() && !isOver.get()) {
                  Thread.onSpinWait();
                }
                while (!isOver.get()) {
                  try {
                    statement.cancel();
                  } catch (SQLException e) {
                    isOver.set(true);
                  }
                }
              });
      canceller.start();
      SQLException cancelled =
          catchThrowableOfType(
              SQLException.class, () -> read(statement, "select x from shop.slow"));
      isOver.set(true);
      canceller.join();
      assertThat(cancelled.getSQLState()).isEqualTo("57014");
      assertThat(database.open()).isZero();
    }
  }

  private static void read(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        rows.getString(1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void failuresCarryThoseOfTheDatabaseAndNoneOfItsWords(Product product) throws SQLException {
    CountedDataSource database = product.create();
    run(database, "CREATE TABLE secret_table (a INTEGER)");
    try (Tables tables = attached(database)) {
      tables.rows("select a from shop.secret_table");
      run(database, "DROP TABLE secret_table");

      SQLException e =
          catchThrowableOfType(
              SQLException.class, () -> tables.rows("select a from shop.secret_table"));
      assertThat(e.getSQLState()).isIn("58000", "42501");
      assertThat((Throwable) e).hasMessageContaining("attached database \"shop\" failed");
      assertThat(e.getCause()).isInstanceOf(SQLException.class);
      assertThat(String.valueOf(e.getMessage())).doesNotContainIgnoringCase("secret");
      assertThat(database.open()).isZero();
    }
  }

  @Test
  void aDatabaseThatCannotBeReachedIsAnErrorWithoutItsSecrets() throws SQLException {
    CountedDataSource broken =
        new CountedDataSource(
            () -> {
              throw new SQLException("jdbc:x://h?password=hunter2", "08001");
            });
    try (Tables tables = Tables.of(standIn)) {
      SQLException e =
          catchThrowableOfType(
              SQLException.class,
              () -> tables.connection().unwrap(WandbConnection.class).attach("shop", broken));
      assertThat(e.getSQLState()).isEqualTo("08006");
      assertThat(String.valueOf(e.getMessage())).doesNotContain("hunter2");
      assertThat(e.getCause()).hasMessageContaining("hunter2");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatTheDatabaseComparesOtherwiseIsDecidedHere(Product product) throws SQLException {
    CountedDataSource database = product.create();
    if (product == Product.POSTGRESQL) {
      run(
          database,
          "CREATE TYPE mood AS ENUM ('sad', 'ok')",
          "CREATE TABLE t (m mood, u uuid, j jsonb, a int[], b bytea, k varchar(9))",
          "INSERT INTO t VALUES ('ok', '00000000-0000-0000-0000-00000000000a', '{\"a\": 1}',"
              + " '{1,2}', '\\x00ff', 'k')");
    } else {
      run(
          database,
          "CREATE TABLE t (m VARCHAR(9), u UUID, b VARBINARY(9), k VARCHAR(9))",
          "INSERT INTO t VALUES ('ok', CAST('00000000-0000-0000-0000-00000000000a' AS UUID),"
              + " X'00ff', 'k')");
    }
    try (Tables tables = attached(database)) {
      assertThat(tables.rows("select m, b from shop.t where m = 'ok'")).containsExactly("ok|00ff");
      assertThat(
              tables.rows("select u from shop.t where u = '00000000-0000-0000-0000-00000000000a'"))
          .containsExactly("00000000-0000-0000-0000-00000000000a");
      if (product == Product.POSTGRESQL) {
        assertThat(tables.rows("select j, a from shop.t where k = 'k'"))
            .containsExactly("{\"a\": 1}|{1,2}");
      }
    }
  }

  @Test
  void aConditionThatTheDatabaseRefusesIsLeftOutOnce() throws SQLException {
    CountedDataSource database = Product.POSTGRESQL.create();
    run(database, "CREATE TABLE t (k varchar(9))", "INSERT INTO t VALUES ('k')");
    try (Tables tables = attached(database)) {
      String sql = "select k from shop.t where k = 'a' || ? or k = 'k'";
      assertThat(tables.rows(sql, "\0")).containsExactly("k");
      assertThat(database.prepared()).hasSize(2);
      assertThat(tables.rows(sql, "\0")).containsExactly("k");
      assertThat(database.prepared()).hasSize(1);
    }
  }

  static Stream<String> takenNames() {
    return Stream.of("lab", "LAB", "vision", "*", "", "information_schema", "shop", "Shop");
  }

  @Test
  void onlyFreeNamesAreGiven() throws SQLException {
    standIn.holds(experiment("run1"));
    CountedDataSource database = owners(Product.H2);
    try (Tables tables = attached(database)) {
      WandbConnection connection = tables.connection().unwrap(WandbConnection.class);
      for (String name : takenNames().toList()) {
        SQLException e =
            catchThrowableOfType(SQLException.class, () -> connection.attach(name, database));
        assertThat(e.getSQLState()).as(name).isEqualTo("HY024");
      }
      connection.attach("second", database);
      assertThat(
              tables.rows(
                  "select a.owner from shop.owners a join second.owners b on b.run_id = a.run_id"
                      + " where b.cost = 9"))
          .containsExactly("ada");
    }
    try (Tables others = Tables.of(standIn)) {
      SQLException e =
          catchThrowableOfType(SQLException.class, () -> others.rows("select * from shop.owners"));
      assertThat(e.getSQLState()).isIn("42S02", "3F000");
    }
  }

  @Test
  void noStatementWritesToADatabaseOrAttachesOne() throws SQLException {
    CountedDataSource database = owners(Product.H2);
    try (Tables tables = attached(database)) {
      for (String sql :
          List.of(
              "insert into shop.owners values ('a', 'b', 1)",
              "update shop.owners set cost = 0",
              "delete from shop.owners",
              "drop table shop.owners",
              "create table shop.t (a int)",
              "attach 'jdbc:h2:mem:x' as other",
              "create schema other")) {
        SQLException e = catchThrowableOfType(SQLException.class, () -> tables.rows(sql));
        assertThat(e.getSQLState()).as(sql).matches("42.*|25006");
      }
      assertThat(tables.rows("select count(*), max(cost) from shop.owners"))
          .containsExactly("4|9.0");
    }
  }

  @ParameterizedTest
  @EnumSource
  void metadataListsIt(Product product) throws SQLException {
    CountedDataSource database = owners(product);
    try (Tables tables = attached(database)) {
      DatabaseMetaData metadata = tables.connection().getMetaData();
      assertThat(list(metadata.getSchemas(null, "shop"), 1, 2)).containsExactly("shop|null");
      assertThat(list(metadata.getTables("", "shop", "OWN%", null), 1, 2, 3, 4))
          .singleElement()
          .asString()
          .isEqualToIgnoringCase("null|shop|owners|TABLE");
      assertThat(list(metadata.getColumns(null, "shop", "owners", "%"), 4, 6))
          .map(row -> row.toLowerCase(Locale.ROOT))
          .containsExactly("run_id|varchar", "owner|varchar", "cost|double");
      assertThat(list(metadata.getTables("lab", "shop", "%", null), 3)).isEmpty();
    }
  }

  private static List<String> list(ResultSet rows, int... columns) throws SQLException {
    List<String> all = new ArrayList<>();
    while (rows.next()) {
      List<String> values = new ArrayList<>();
      for (int column : columns) {
        values.add(String.valueOf(rows.getString(column)));
      }
      all.add(String.join("|", values));
    }
    return all;
  }

  @Test
  void thePlanShowsWhatTheDatabaseIsAsked() throws SQLException {
    CountedDataSource database = owners(Product.H2);
    try (Tables tables = attached(database)) {
      String plan =
          String.join(
              "\n",
              tables.rows("explain select owner from shop.owners where cost > 2 and owner > 'a'"));
      assertThat(plan)
          .contains("Scan OWNERS of the attached database shop")
          .contains("asked: SELECT \"OWNER\", \"COST\" FROM \"PUBLIC\".\"OWNERS\" WHERE");
      assertThat(database.prepared()).isEmpty();
    }
  }

  @Test
  void ourOwnTablesAndFunctionsAreAsBefore() throws SQLException {
    standIn.holds(experiment("a").tags("x").config("lr", 1)).holds(experiment("b").config("lr", 2));
    try (Tables tables = attached(owners(Product.H2))) {
      assertThat(tables.rows("select run_id from lab.vision.runs where has_tag(tags, 'x')"))
          .containsExactly("a");
      assertThat(tables.rows("select path, a, b from table(config_diff('a', 'b'))"))
          .containsExactly("lr|1|2");
      assertThat(tables.rows("select project from \"*\".projects")).containsExactly("vision");
      SQLException e =
          catchThrowableOfType(SQLException.class, () -> tables.rows("select 1 from shop.ownrs"));
      assertThat(e.getSQLState()).isIn("42S02", "3F000");
    }
  }

  @Test
  void preparedStatementsReadItAnew() throws SQLException {
    CountedDataSource database = owners(Product.H2);
    try (Tables tables = attached(database);
        PreparedStatement statement =
            tables.connection().prepareStatement("select owner from shop.owners where cost = ?")) {
      DatabaseMetaData metadata = tables.connection().getMetaData();
      assertThat(metadata.isReadOnly()).isTrue();
      for (double cost : new double[] {1.5, 2.5}) {
        statement.setDouble(1, cost);
        try (ResultSet rows = statement.executeQuery()) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getString(1)).isEqualTo(cost < 2 ? "ada" : "bob");
        }
      }
    }
  }
}
