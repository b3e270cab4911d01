package io.github.wandbjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.schema.ConnectionConfiguration;
import io.github.wandbjdbc.schema.ConnectionProperty;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionUrlTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef01234567";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          jdbc:wandb:                                  | -                         | -       | -
          jdbc:wandb:/team                             | -                         | team    | -
          jdbc:wandb:/team/vision/                     | -                         | team    | vision
          jdbc:wandb:?entity=team&project=my%20vision  | -                         | team    | my vision
          jdbc:wandb://api.example.org/team/a%2Fb      | https://api.example.org   | team    | a/b
          jdbc:wandb://localhost:8080                  | http://localhost:8080     | -       | -
          jdbc:wandb://127.0.0.1/team                  | http://127.0.0.1          | team    | -
          jdbc:wandb://[::1]:9/                        | http://[::1]:9            | -       | -
          jdbc:wandb:?baseUrl=https://w.example.org    | https://w.example.org     | -       | -
          jdbc:wandb:/t?PROJECT=a+b                    | -                         | t       | a+b
          """)
  void aUrlNamesTheHostTheEntityAndTheProject(
      String url, @Nullable String baseUrl, @Nullable String entity, @Nullable String project)
      throws SQLException {
    ConnectionOptions options = ConnectionOptions.of(url, null);

    ConnectionConfiguration configuration = options.configuration(Path::of);
    assertThat(configuration.baseUrl()).isEqualTo(baseUrl);
    assertThat(configuration.entity()).isEqualTo(entity);
    assertThat(configuration.project()).isEqualTo(project);
    assertThat(options.directory()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:wandb:file:wandb                | wandb
          jdbc:wandb:file:/data/my%20runs?a    | -
          jdbc:wandb:file:/data/my%20runs?entity=x | /data/my runs
          jdbc:wandb:file:./a%3Fb              | ./a?b
          jdbc:wandb:file://x/y                | //x/y
          """)
  void aFileUrlNamesADirectory(String url, String directory) throws SQLException {
    if (directory.equals("-")) {
      assertThatThrownBy(() -> ConnectionOptions.of(url, null)).isInstanceOf(SQLException.class);
      return;
    }

    assertThat(ConnectionOptions.of(url, null).directory()).contains(directory);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:wandb:?apiKy=x                  | 'apiKey'
          jdbc:wandb:?pageSizes=5              | 'pageSize'
          jdbc:wandb:?model=inline:{}          | unknown connection property 'model'
          jdbc:wandb:?httpclient_impl=x        | unknown connection property
          jdbc:wandb:?schemaFactory=x          | unknown connection property
          jdbc:wandb:?%6Dodel=x                | unknown connection property 'model'
          jdbc:wandb:?pageSize=many            | must be a whole number
          jdbc:wandb:?pageSize=0               | must be from 1 to 1000
          jdbc:wandb:?typeMismatch=ignore      | must be null or error
          jdbc:wandb:?entity=a&entity=b        | twice
          jdbc:wandb:/a?entity=b               | twice
          jdbc:wandb:?entity                   | no value
          jdbc:wandb:/a/b/c                    | /entity/project
          jdbc:wandb:a/b                       | jdbc:wandb:
          jdbc:wandb://key@host/a              | apiKey
          jdbc:wandb:///a?entity=%GG           | hexadecimal
          jdbc:wandb://h:99999/                | host:port
          jdbc:wandb://h/?baseUrl=https://x    | and so does
          jdbc:wandb:file:?entity=x            | no directory
          """)
  void aFaultyUrlIsExplained(String url, String part) {
    assertThatThrownBy(() -> ConnectionOptions.of(url, null))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(part)
        .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo("08001"));
  }

  @Test
  void propertiesOfOthersAreIgnoredAndEmptyOnesAbsent() throws SQLException {
    Properties info = new Properties();
    info.setProperty("ApplicationName", "a pool");
    info.setProperty("user", "");
    info.setProperty("password", "");
    info.setProperty("pagesize", "7");
    info.setProperty("entity", "fromProperties");

    ConnectionConfiguration configuration = configuration("jdbc:wandb:/fromUrl", info);

    assertThat(configuration.apiKey()).isNull();
    assertThat(configuration.api().pageSize()).isEqualTo(7);
    assertThat(configuration.entity()).isEqualTo("fromUrl");
  }

  @Test
  void thePasswordIsTheKeyUnlessThereIsOne() throws SQLException {
    Properties info = new Properties();
    info.setProperty("password", "second");

    assertThat(configuration("jdbc:wandb:", info).apiKey()).isEqualTo("second");
    info.setProperty("apiKey", "first");
    assertThat(configuration("jdbc:wandb:", info).apiKey()).isEqualTo("first");
  }

  private static ConnectionConfiguration configuration(String url, Properties info)
      throws SQLException {
    return ConnectionOptions.of(url, info).configuration(Path::of);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:wandb:?apiKey=" + SECRET,
        "jdbc:wandb://h/a/b?pageSize=5&password=" + SECRET,
        "jdbc:wandb:?baseUrl=https://u:" + SECRET + "@h",
      })
  void theKeyIsShownNowhere(String url) throws SQLException {
    ConnectionOptions options = ConnectionOptions.of(url, null);

    assertThat(options.publicUrl()).doesNotContain(SECRET);
    assertThat(options.toString()).doesNotContain(SECRET);
    assertThat(ConnectionUrl.parse(url).toString()).doesNotContain(SECRET);
    assertThat(new WandbDriver().getPropertyInfo(url, null))
        .filteredOn(info -> !info.name.equals("baseUrl"))
        .allSatisfy(info -> assertThat(String.valueOf(info.value)).doesNotContain(SECRET));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:wandb:?apikeyy=" + SECRET,
        "jdbc:wandb:?apiKey=" + SECRET + "&pageSize=x",
        "jdbc:wandb:/a/b/c?apiKey=" + SECRET,
        "jdbc:wandb:?apiKey=a&apiKey=" + SECRET,
        "jdbc:wandb://" + SECRET + "@h/",
      })
  void theKeyIsInNoMessage(String url) {
    assertThatThrownBy(() -> ConnectionOptions.of(url, null))
        .isInstanceOf(SQLException.class)
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void thePublicUrlConnectsAlike() throws SQLException {
    String url =
        ConnectionOptions.of("jdbc:wandb://h:1/my%20team/a%2Fb?pageSize=5&apiKey=x", null)
            .publicUrl();

    assertThat(url).isEqualTo("jdbc:wandb://h:1?entity=my%20team&project=a%2Fb&pageSize=5");
    assertThat(ConnectionOptions.of(url, null).publicUrl()).isEqualTo(url);
  }

  @Test
  void urlsOfOthersAreNotOurs() throws SQLException {
    WandbDriver driver = new WandbDriver();

    assertThat(driver.acceptsURL("jdbc:calcite:")).isFalse();
    assertThat(driver.acceptsURL(null)).isFalse();
    assertThat(driver.connect("jdbc:postgresql://h/", new Properties())).isNull();
    assertThat(driver.jdbcCompliant()).isFalse();
  }

  @Test
  void everyPropertyIsDescribed() {
    DriverPropertyInfo[] all = new WandbDriver().getPropertyInfo(null, null);

    assertThat(all).hasSize(ConnectionProperty.values().length);
    assertThat(all)
        .allSatisfy(info -> assertThat(info.description).isNotBlank())
        .allSatisfy(info -> assertThat(info.required).isFalse());
    assertThat(Arrays.stream(all).filter(info -> info.name.equals("typeMismatch")).findFirst())
        .hasValueSatisfying(info -> assertThat(info.choices).containsExactly("null", "error"));
  }

  @Test
  void theDriverIsFoundByItsUrl() throws SQLException {
    assertThat(DriverManager.getDriver("jdbc:wandb:/a/b")).isInstanceOf(WandbDriver.class);
  }

  @Test
  void aDirectoryWithoutRunsIsNoPlaceToConnectTo() {
    assertThatThrownBy(() -> DriverManager.getConnection("jdbc:wandb:file:no/such/directory"))
        .isInstanceOf(SQLException.class)
        .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo("08001"));
  }
}
