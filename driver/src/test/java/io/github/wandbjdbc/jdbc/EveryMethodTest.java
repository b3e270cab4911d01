package io.github.wandbjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing but a SQLException with a SQLState and a message leaves the driver, whatever is called
 * with whatever.
 */
class EveryMethodTest {
  /** The values to try for a number; for other arguments there are as many. */
  private static final List<Integer> NUMBERS =
      List.of(1, 0, -1, 2, 1003, Integer.MAX_VALUE, Integer.MIN_VALUE);

  /** The methods that even a closed object answers. */
  private static final Set<String> ANSWERED_WHEN_CLOSED =
      Set.of(
          "abort",
          "beginRequest",
          "cancel",
          "close",
          "endRequest",
          "enquoteLiteral",
          "enquoteNCharLiteral",
          "getWarnings of ResultSet",
          "isClosed",
          "isSimpleIdentifier",
          "isValid",
          "isWrapperFor");

  static Stream<Arguments> everyMethod() {
    return Stream.of(
            Connection.class,
            Statement.class,
            PreparedStatement.class,
            ResultSet.class,
            ResultSetMetaData.class,
            ParameterMetaData.class,
            DatabaseMetaData.class)
        .flatMap(
            type ->
                Stream.of(type.getMethods())
                    .filter(method -> !Modifier.isStatic(method.getModifiers()))
                    .map(method -> Arguments.of(type, method)));
  }

  @ParameterizedTest
  @MethodSource("everyMethod")
  void aMethodDoesWhatItSaysOrThrowsAState(Class<?> type, Method method) throws Exception {
    try (Connection connection = new HeldClient().connect()) {
      Object target = target(type, connection);
      for (int variant = 0; variant < NUMBERS.size(); variant++) {
        @Nullable Object[] arguments = arguments(method, variant);
        if (!isNullsOwnException(method, arguments)) {
          call(method, target, arguments);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyMethod")
  void aClosedObjectRefuses(Class<?> type, Method method) throws Exception {
    @Nullable Object[] arguments = arguments(method, 3);
    Connection connection = new HeldClient().connect();
    Object target = target(type, connection);
    connection.close();

    boolean refused = call(method, target, arguments);

    boolean answers =
        ANSWERED_WHEN_CLOSED.contains(method.getName())
            || ANSWERED_WHEN_CLOSED.contains(method.getName() + " of " + type.getSimpleName());
    if (List.of(Connection.class, Statement.class, ResultSet.class).contains(type)) {
      assertThat(refused).as("%s of %s", method, type).isNotEqualTo(answers);
    }
  }

  /** Whether it was refused, which it is as it should be. */
  private static boolean call(Method method, Object target, @Nullable Object[] arguments)
      throws IllegalAccessException {
    try {
      method.invoke(target, arguments);
      return false;
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof SQLException failure)) {
        throw new AssertionError(method + Arrays.toString(arguments), e.getCause());
      }
      assertThat(failure.getSQLState()).isNotNull().hasSize(5);
      assertThat(failure.getSQLState()).as(failure.getMessage()).isNotEqualTo("XX000");
      assertThat(failure.getMessage()).isNotBlank();
      return true;
    }
  }

  /** Their Javadoc wants a NullPointerException for null. */
  private static boolean isNullsOwnException(Method method, @Nullable Object[] arguments) {
    return (method.getName().startsWith("enquote") || method.getName().equals("isSimpleIdentifier"))
        && arguments[0] == null;
  }

  private static Object target(Class<?> type, Connection connection) throws SQLException {
    if (type == Connection.class) {
      return connection;
    }
    if (type == Statement.class) {
      return connection.createStatement();
    }
    if (type == DatabaseMetaData.class) {
      return connection.getMetaData();
    }
    PreparedStatement prepared =
        connection.prepareStatement("select run_id, notes, created_at from runs where name > ?");
    prepared.setString(1, "");
    if (type == PreparedStatement.class) {
      return prepared;
    }
    if (type == ParameterMetaData.class) {
      return prepared.getParameterMetaData();
    }
    ResultSet rows = prepared.executeQuery();
    rows.next();
    return type == ResultSet.class ? rows : rows.getMetaData();
  }

  private static @Nullable Object[] arguments(Method method, int variant) {
    List<@Nullable Object> arguments = new ArrayList<>();
    for (Class<?> type : method.getParameterTypes()) {
      arguments.add(argument(type, variant));
    }
    return arguments.toArray();
  }

  private static @Nullable Object argument(Class<?> type, int variant) {
    int number = NUMBERS.get(variant);
    if (type == int.class) {
      return number;
    }
    if (type == boolean.class) {
      return variant % 2 == 0;
    }
    if (type == long.class) {
      return (long) number;
    }
    if (type == double.class) {
      return variant == 2 ? Double.NaN : (double) number;
    }
    if (type == float.class) {
      return (float) number;
    }
    if (type == short.class) {
      return (short) number;
    }
    if (type == byte.class) {
      return (byte) number;
    }
    return variant == 0 ? null : object(type, variant);
  }

  private static @Nullable Object object(Class<?> type, int variant) {
    List<Object> texts = List.of("", "select 1", "run_id", "%", "team", "nobody's \"\u0000");
    List<Object> objects = List.of("", 12, "x", List.of(), new Object(), Double.NaN);
    List<Object> classes =
        List.of(Object.class, int.class, String.class, Long.class, Connection.class, Void.class);
    int choice = variant - 1;
    if (type == String.class) {
      return texts.get(choice);
    }
    if (type == Object.class) {
      return objects.get(choice);
    }
    if (type == Class.class) {
      return classes.get(choice);
    }
    if (type == int[].class) {
      return new int[] {1};
    }
    if (type == String[].class) {
      return new String[] {choice == 0 ? "" : "TABLE"};
    }
    if (type == byte[].class) {
      return new byte[choice];
    }
    return Stream.of(
            new StringReader("x"),
            InputStream.nullInputStream(),
            new BigDecimal("1e30"),
            new java.sql.Date(Long.MAX_VALUE),
            new java.sql.Time(Long.MIN_VALUE),
            new java.sql.Timestamp(0),
            Calendar.getInstance(),
            JDBCType.valueOf(choice % 2 == 0 ? "INTEGER" : "REF"),
            Map.of(),
            new Properties())
        .filter(type::isInstance)
        .findFirst()
        .orElse(null);
  }
}
