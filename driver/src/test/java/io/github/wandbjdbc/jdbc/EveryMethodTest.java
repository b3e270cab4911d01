package io.github.wandbjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing but a SQLException with a SQLState and a message leaves the driver, whatever is called.
 */
class EveryMethodTest {
  static Stream<Arguments> everyMethod() {
    return Stream.of(
            Connection.class,
            Statement.class,
            PreparedStatement.class,
            ResultSet.class,
            ResultSetMetaData.class)
        .flatMap(
            type ->
                Stream.of(type.getMethods())
                    .filter(method -> !Modifier.isStatic(method.getModifiers()))
                    // Their Javadoc wants a NullPointerException for null.
                    .filter(method -> !method.getName().startsWith("enquote"))
                    .filter(method -> !method.getName().equals("isSimpleIdentifier"))
                    .map(method -> Arguments.of(type, method)));
  }

  @ParameterizedTest
  @MethodSource("everyMethod")
  void aMethodDoesWhatItSaysOrThrowsAState(Class<?> type, Method method) throws Exception {
    for (boolean closed : List.of(false, true)) {
      Connection connection = new HeldClient().connect();
      try {
        Object target = target(type, connection);
        if (closed) {
          connection.close();
        }
        Object[] arguments =
            Stream.of(method.getParameterTypes()).map(EveryMethodTest::argument).toArray();
        try {
          method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
          assertThat(e.getCause()).isInstanceOf(SQLException.class);
          assertThat(((SQLException) e.getCause()).getSQLState()).isNotNull().hasSize(5);
          assertThat(e.getCause().getMessage()).isNotBlank();
        }
      } finally {
        connection.close();
      }
    }
  }

  private static Object target(Class<?> type, Connection connection) throws SQLException {
    if (type == Connection.class) {
      return connection;
    }
    if (type == Statement.class) {
      return connection.createStatement();
    }
    PreparedStatement prepared =
        connection.prepareStatement("select run_id, notes, created_at from runs where name > ?");
    prepared.setString(1, "");
    if (type == PreparedStatement.class) {
      return prepared;
    }
    ResultSet rows = prepared.executeQuery();
    rows.next();
    return type == ResultSet.class ? rows : rows.getMetaData();
  }

  private static @Nullable Object argument(Class<?> type) {
    if (type == int.class) {
      return 1;
    }
    if (type == boolean.class) {
      return true;
    }
    if (type == long.class) {
      return 1L;
    }
    if (type == double.class) {
      return 1.0;
    }
    if (type == float.class) {
      return 1.0f;
    }
    if (type == short.class) {
      return (short) 1;
    }
    return type == byte.class ? (Object) (byte) 1 : null;
  }
}
