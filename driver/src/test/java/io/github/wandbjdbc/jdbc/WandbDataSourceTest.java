package io.github.wandbjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.schema.ConnectionProperty;
import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.MisbehavingHost;
import io.github.wandbjdbc.standin.StandIn;
import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A data source is set up by its setters, knows every connection property, and hides the keys. */
@Timeout(60)
final class WandbDataSourceTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef01234567";

  private static final Map<String, PropertyDescriptor> BEAN = bean();

  private final WandbDataSource source = new WandbDataSource();
  private final StandIn standIn = StandIn.start();

  @BeforeEach
  void holdRuns() {
    standIn.holds("lab", "vision", Experiment.experiment("baseline"));
    standIn.holds("lab", "speech", Experiment.experiment("first"), Experiment.experiment("second"));
    source.setUrl("jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision");
  }

  @AfterEach
  void stop() {
    standIn.close();
  }

  static List<DriverPropertyInfo> properties() {
    return List.of(new WandbDriver().getPropertyInfo(null, null));
  }

  @ParameterizedTest
  @MethodSource("properties")
  void hasASetterForEachPropertyOfTheDriver(DriverPropertyInfo property) throws Exception {
    PropertyDescriptor ofBean = BEAN.get(property.name);
    assertThat(ofBean).as("a setter for %s", property.name).isNotNull();
    Object value = value(property, ofBean.getPropertyType());

    ofBean.getWriteMethod().invoke(source, value);

    assertThat(source.properties())
        .containsExactlyEntriesOf(Map.of(property.name, String.valueOf(value)));
    if (ConnectionProperty.named(property.name).orElseThrow().isSecret()) {
      assertThat(ofBean.getReadMethod()).isNull();
    } else {
      assertThat(ofBean.getReadMethod().invoke(source)).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @MethodSource("properties")
  void readsTheDefaultOfWhatIsNotSet(DriverPropertyInfo property) throws Exception {
    PropertyDescriptor ofBean = Objects.requireNonNull(BEAN.get(property.name));
    if (ofBean.getReadMethod() == null) {
      return;
    }

    Object value = ofBean.getReadMethod().invoke(source);

    String none = ofBean.getPropertyType().isPrimitive() ? "0" : "null";
    assertThat(String.valueOf(value)).isEqualTo(property.value == null ? none : property.value);
    assertThat(source.properties()).isEmpty();
  }

  @Test
  void hasNoPropertyThatTheDriverLacks() {
    Set<String> expected = new TreeSet<>(List.of("url", "password", "loginTimeout", "logWriter"));
    properties().forEach(property -> expected.add(property.name));

    assertThat(BEAN.keySet()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void connectsWithThePasswordThatWasSet() throws SQLException {
    source.setPassword(StandIn.API_KEY);
    source.setProject("speech");

    assertThat(runs(source.getConnection())).isEqualTo(1);
    source.setUrl("jdbc:wandb:");
    source.setBaseUrl("http://" + standIn.hostAndPort());
    source.setEntity("lab");
    assertThat(runs(source.getConnection())).isEqualTo(2);
  }

  @Test
  void takesThePasswordOfTheCallBeforeItsOwn() throws SQLException {
    source.setApiKey("wrong".repeat(8));

    assertThat(runs(source.getConnection("anybody", StandIn.API_KEY))).isEqualTo(1);
    assertThatThrownBy(() -> source.getConnection("anybody", ""))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"));
  }

  @Test
  void showsNoCredential() throws SQLException {
    source.setUrl(
        "jdbc:wandb://api.wandb.ai/lab?pageSize=7&proxy=http://me:%s@proxy:1&apiKey=%s"
            .formatted(SECRET, SECRET));
    source.setPassword(SECRET);
    source.setCaFilePassword(SECRET);

    assertThat(source)
        .hasToString(
            "WandbDataSource[jdbc:wandb://api.wandb.ai?entity=lab&proxy=http%3A%2F%2Fproxy%3A1&pageSize=7]");
    source.setUrl("jdbc:wandb://api.wandb.ai/lab?apiKey=%zz" + SECRET);
    assertThat(source).hasToString("WandbDataSource[jdbc:wandb:…]");
    source.setUrl("jdbc:other:" + SECRET);
    assertThat(source).hasToString("WandbDataSource[jdbc:wandb:…]");
    assertThatThrownBy(source::getConnection)
        .isInstanceOf(SQLException.class)
        .hasMessage(
            "the url of a WandbDataSource begins with jdbc:wandb:, such as"
                + " jdbc:wandb://api.wandb.ai/my-team/my-project");
  }

  @Test
  void refusesAValueWhenItConnects() {
    source.setPassword(StandIn.API_KEY);
    source.setPageSize(5000);

    assertThatThrownBy(source::getConnection)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("connection property pageSize=5000");
  }

  @Test
  void forgetsAPropertyThatIsSetToNothing() {
    source.setEntity("lab");
    source.setMaxRequestsPerStatement(7);

    source.setEntity(null);
    source.setMaxRequestsPerStatement(0);
    source.setUrl(null);

    assertThat(source.properties()).isEmpty();
    assertThat(source.getUrl()).isEqualTo("jdbc:wandb:");
  }

  @Test
  void boundsConnecting() throws Exception {
    try (MisbehavingHost silent = MisbehavingHost.silent()) {
      source.setUrl("jdbc:wandb://localhost:%d/lab".formatted(silent.port()));
      source.setPassword(StandIn.API_KEY);
      source.setLoginTimeout(1);

      assertThatThrownBy(source::getConnection)
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("login timeout of 1 s (DataSource.setLoginTimeout)");
      assertThat(source.getLoginTimeout()).isEqualTo(1);
      assertThatThrownBy(() -> source.setLoginTimeout(-1)).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void answersWhatAnyDataSourceIsAsked() throws SQLException {
    PrintWriter writer = new PrintWriter(new StringWriter());
    source.setLogWriter(writer);

    assertThat(source.getLogWriter()).isSameAs(writer);
    assertThat(source.isWrapperFor(DataSource.class)).isTrue();
    assertThat(source.unwrap(WandbDataSource.class)).isSameAs(source);
    assertThat(source.isWrapperFor(Connection.class)).isFalse();
    assertThatThrownBy(() -> source.unwrap(Connection.class)).isInstanceOf(SQLException.class);
    assertThatThrownBy(source::getParentLogger).isInstanceOf(SQLFeatureNotSupportedException.class);
  }

  private static Object value(DriverPropertyInfo property, Class<?> type) {
    if (type == boolean.class) {
      return !Boolean.parseBoolean(property.value);
    }
    if (type == int.class) {
      return 7;
    }
    return type == long.class ? 7L << 40 : "7";
  }

  private static int runs(Connection opened) throws SQLException {
    try (Connection connection = opened;
        var rows = connection.createStatement().executeQuery("SELECT COUNT(*) FROM runs")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static Map<String, PropertyDescriptor> bean() {
    try {
      return Arrays.stream(Introspector.getBeanInfo(WandbDataSource.class).getPropertyDescriptors())
          .filter(property -> property.getWriteMethod() != null)
          .collect(Collectors.toMap(PropertyDescriptor::getName, Function.identity()));
    } catch (IntrospectionException e) {
      throw new IllegalStateException(e);
    }
  }
}
