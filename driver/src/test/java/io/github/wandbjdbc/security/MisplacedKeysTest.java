package io.github.wandbjdbc.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key that was put where it doesn't belong is not repeated to whoever reads the message. */
class MisplacedKeysTest {
  private static final String KEY = "canary0000111122223333444455556666777788889999";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?KEY",
        "?KEY=1",
        "?apiKey:KEY",
        "?pageSize=KEY",
        "?maxRuns=10;apiKey=KEY",
        "?typeMismatch=KEY",
        "?pushdown=KEY&entity=x",
        "?baseUrl=KEY",
        "?baseUrl=https://user:KEY@wandb.example.com",
        "?baseUrl=https://wandb.example.com/?key=KEY",
        "?baseUrl=https://wandb.example.com&proxy=http://user:KEY@proxy.example.com:x",
        "?asOf=KEY",
        "//user:KEY@wandb.example.com/",
        "//KEY@wandb.example.com/",
        "//wandb.example.com:KEY/",
        "KEY",
        "api:KEY@wandb.example.com"
      })
  void inAUrl(String rest) throws SQLException {
    String url = "jdbc:wandb:" + rest.replace("KEY", KEY);

    SQLException e =
        catchThrowableOfType(
            SQLException.class, () -> DriverManager.getConnection(url, new Properties()));

    assertThat(text(e)).doesNotContain(KEY).doesNotContain(KEY.substring(0, 30));
    Driver driver = DriverManager.getDriver("jdbc:wandb:");
    for (DriverPropertyInfo info : driver.getPropertyInfo(url, new Properties())) {
      if (info.value != null && !info.name.equals("asOf") && !isOwnPlace(info, rest)) {
        assertThat(info.value).as(info.name).doesNotContain(KEY);
      }
    }
  }

  /** Which a dialog shows again to whoever has just typed it there. */
  private static boolean isOwnPlace(DriverPropertyInfo info, String rest) {
    return rest.contains(info.name + "=") && !rest.contains("://");
  }

  @Test
  void inTheProperties() {
    for (String name : new String[] {"pageSize", "maxRetryTime", "anonymous", "nullCatalog"}) {
      Properties info = new Properties();
      info.setProperty(name, KEY);

      SQLException e =
          catchThrowableOfType(
              SQLException.class, () -> DriverManager.getConnection("jdbc:wandb:", info));

      assertThat(text(e)).contains(name).doesNotContain(KEY);
    }
  }

  private static String text(SQLException e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
