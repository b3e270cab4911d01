package io.github.wandbjdbc.security;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No property, no SQL and no answer names code that then runs, or a file that is then touched. */
class NothingOfOthersRunsTest {
  /** Properties through which drivers were attacked, and those of the libraries below this one. */
  private static final List<String> PERILOUS =
      List.of(
          // Classes.
          "factory",
          "socketFactory",
          "sslfactory",
          "httpclient_factory",
          "httpclient_impl",
          "lb_strategy",
          "bearer_token_provider_class",
          "schemaFactory",
          "parserFactory",
          "metaTableFactory",
          "metaColumnFactory",
          "typeSystem",
          "queryInterceptors",
          "autoDeserialize",
          // Files and other places.
          "model",
          "url",
          "lb_urls",
          "keystore",
          "truststore",
          "keytab",
          "token_file",
          "loggerFile",
          "logFile",
          "traceFile",
          "allowLoadLocalInfile",
          "krbJAASFile",
          "clientRerouteServerListJNDIName",
          // Calcite's own.
          "schema",
          "schemaType",
          "schema.directory",
          "spark",
          "fun",
          "dataSource",
          "jdbcUrl",
          "materializationsEnabled",
          // What other databases run.
          "INIT",
          "init_sql",
          // What would weaken TLS.
          "sslmode",
          "trustServerCertificate",
          "hostname_verification",
          "proxyHost");

  @TempDir Path directory;

  private final StandIn standIn = StandIn.start().holds(experiment("run").logging("loss"));

  @AfterEach
  void close() {
    standIn.close();
  }

  static Stream<String> spellings() {
    return PERILOUS.stream()
        .flatMap(
            name ->
                Stream.of(
                    name,
                    name.toUpperCase(Locale.ROOT),
                    "%" + Integer.toHexString(name.charAt(0)) + name.substring(1),
                    name + "=" + Trap.class.getName() + "&" + name,
                    "pageSize=5&" + name,
                    "%20" + name,
                    name + "%00"));
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void aUrlThatNamesItIsRefused(String spelling) {
    String url = url() + "?" + spelling + "=" + Trap.class.getName();

    SQLException e = catchThrowableOfType(SQLException.class, () -> connect(url, new Properties()));

    assertThat(e.getSQLState()).isEqualTo("08001");
    assertThat((Throwable) e).hasMessageContaining("unknown connection property");
    assertNothingHappened();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?pageSize=5%26model=x",
        "?pageSize=5;model=x",
        "?project=a&project=b",
        "?entity=a;b=c&x"
      })
  void nothingIsSmuggledInAValue(String query) {
    assertThatThrownBy(() -> connect(url() + query, new Properties()))
        .isInstanceOf(SQLException.class);
    assertNothingHappened();
  }

  @Test
  void thePropertiesOfOthersDoNothing() throws SQLException {
    Path file = directory.resolve("written");
    for (String value : List.of(Trap.class.getName(), file.toString(), "http://127.0.0.1:1/")) {
      Properties defaults = new Properties();
      PERILOUS.forEach(name -> defaults.setProperty(name, value));
      Properties info = new Properties(defaults);
      PERILOUS.forEach(name -> info.setProperty(name.toUpperCase(Locale.ROOT), value));
      info.setProperty("password", StandIn.API_KEY);

      try (Connection connection = connect(url(), info);
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("select run_id from runs")) {
        assertThat(rows.next()).isTrue();
      }
    }

    assertThat(file).doesNotExist();
    assertNothingHappened();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select extract_value('<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>', '/a')",
        "select xml_transform('<a/>', '<b/>')",
        "select extract_xml('<a/>', '/a')",
        "select existsnode('<a/>', '/a')",
        "select csv_read('/etc/passwd')",
        "select * from table(file('/etc/passwd'))",
        "select load_file('/etc/passwd')",
        "select pg_read_file('/etc/passwd')",
        "create function f as 'io.github.wandbjdbc.security.Trap'",
        "create alias f for \"java.lang.System.exit\"",
        "create table t (a int)",
        "create schema s",
        "alter system set \"model\" = 'x'",
        "call sysproc('x')",
        "copy runs to '/tmp/x'",
        "insert into runs select * from runs",
        "drop table runs",
        "select * from metadata.tables",
        "select 1 into outfile '/tmp/x'",
        "attach 'file:/tmp' as here",
        "attach database '/tmp' as here",
        "create database here location 'file:/tmp'",
        "set attach.here = 'file:/tmp'",
        "import foreign schema public from server s into here",
        "select * from here.vision.runs",
        "select * from \"file:/tmp\".vision.runs"
      })
  void sqlReachesNoCodeAndNoFile(String sql) throws SQLException {
    Properties info = new Properties();
    info.setProperty("password", StandIn.API_KEY);
    try (Connection connection = connect(url(), info);
        Statement statement = connection.createStatement()) {
      SQLException e = catchThrowableOfType(SQLException.class, () -> statement.execute(sql));

      assertThat(e.getSQLState()).matches("42.*|25006|0A000|3[DF]000");
    }
    assertNothingHappened();
  }

  @Test
  void whatLiesOutsideTheDirectoryIsNotRead() throws SQLException, IOException {
    Path outside = Files.createDirectories(directory.resolve("outside"));
    Path inside = Files.createDirectories(directory.resolve("inside"));
    standIn.holds(experiment("other").logging("loss").forSteps(3));
    standIn.writesTo(outside);
    Path log;
    try (Stream<Path> all = Files.walk(outside)) {
      log = all.filter(path -> path.toString().endsWith(".wandb")).findFirst().orElseThrow();
    }
    Files.createSymbolicLink(inside.resolve("run-1-linked"), log.getParent());
    Files.createDirectories(inside.resolve("run-2-linked"));
    Files.createSymbolicLink(inside.resolve("run-2-linked/run-other.wandb"), log);

    Properties info = new Properties();
    info.setProperty("password", StandIn.API_KEY);
    for (String url :
        List.of(
            "jdbc:wandb:file:" + inside,
            "jdbc:wandb:file:" + inside + "/wandb",
            url() + "?attach.here=file:" + inside,
            url() + "?attach.here=file:" + inside + "/wandb")) {
      assertThatThrownBy(() -> connect(url, info)).isInstanceOf(SQLException.class);
    }
  }

  private String url() {
    return "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision";
  }

  private static Connection connect(String url, Properties info) throws SQLException {
    return DriverManager.getConnection(url, info);
  }

  private static void assertNothingHappened() {
    assertThat(Trap.Sprung.FLAG).isFalse();
  }
}
