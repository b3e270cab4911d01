package io.github.wandbjdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each connection property takes its values, and sets what it says. */
@Tag("text")
class ConnectionPropertyTest {
  private final ConnectionConfiguration configuration = new ConnectionConfiguration();

  /** But the page size, which is a first guess as long as nobody sets it. */
  static Stream<ConnectionProperty> withDefault() {
    return Stream.of(ConnectionProperty.values())
        .filter(property -> property.defaultValue() != null)
        .filter(property -> property != ConnectionProperty.PAGE_SIZE);
  }

  @ParameterizedTest
  @MethodSource("withDefault")
  void aDefaultThatIsSetChangesNothing(ConnectionProperty property) {
    String value = String.valueOf(property.defaultValue());

    assertThat(property.fault(value)).isEmpty();
    property.set(configuration, value, Path::of);

    assertThat(configuration).usingRecursiveComparison().isEqualTo(new ConnectionConfiguration());
    assertThat(configuration.api()).isEqualTo(ApiOptions.DEFAULTS);
    assertThat(configuration.tables()).isEqualTo(SchemaOptions.DEFAULT);
  }

  @ParameterizedTest
  @EnumSource(ConnectionProperty.class)
  void itIsFoundByKeyAndAliasInAnyCase(ConnectionProperty property) {
    assertThat(ConnectionProperty.named(property.key().toUpperCase(Locale.ROOT)))
        .contains(property);
    assertThat(ConnectionProperty.named("password")).contains(ConnectionProperty.API_KEY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HISTORY_PAGE_SIZE|0|must be from 1 to 10000",
        "HISTORY_PAGE_SIZE|10001|must be from 1 to 10000",
        "HISTORY_PAGE_SIZE|1.5|must be a whole number",
        "MAX_CACHE_BYTES|1|must be from 1048576 to 9223372036854775807",
        "CONNECT_TIMEOUT|3601|must be from 1 to 3600",
        "ON_RUN_ERROR|perhaps|must be fail or warn",
        "PUSHDOWN|1|must be true or false",
      })
  void aValueOutOfBoundsIsToldWithThem(ConnectionProperty property, String value, String fault) {
    assertThat(property.fault(value)).contains(fault);
  }

  @Test
  void theyAreReadAsTheirTypes() {
    ConnectionProperty.ON_RUN_ERROR.set(configuration, " WARN ", Path::of);
    ConnectionProperty.REQUEST_TIMEOUT.set(configuration, "7", Path::of);
    ConnectionProperty.CACHE_DIRECTORY.set(configuration, "kept", Path.of("/home/me")::resolve);

    assertThat(configuration.api().onRunError()).isEqualTo(ApiOptions.OnRunError.WARN);
    assertThat(configuration.api().requestTimeout()).hasSeconds(7);
    assertThat(configuration.api().exports().cacheDirectory()).isEqualTo(Path.of("/home/me/kept"));
  }

  @Test
  void theReadersFilesAreNamedInJavaAlone() {
    assertThat(ConnectionProperty.values())
        .filteredOn(ConnectionProperty::isLocal)
        .containsExactly(
            ConnectionProperty.IDENTITY_TOKEN_FILE,
            ConnectionProperty.CA_FILE,
            ConnectionProperty.CA_FILE_PASSWORD,
            ConnectionProperty.RECORD)
        .noneMatch(ConnectionProperty::isOfModels);
  }
}
