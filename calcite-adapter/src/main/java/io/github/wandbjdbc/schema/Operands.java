package io.github.wandbjdbc.schema;

import static java.util.Map.entry;

import io.github.wandbjdbc.client.api.configuration.ApiOptions.OnRunError;
import io.github.wandbjdbc.rows.TypeMismatch;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.calcite.model.ModelHandler.ExtraOperand;
import org.jspecify.annotations.Nullable;

/**
 * The operand of a schema in a model file: the driver's connection properties, under their names in
 * any case, and {@code directory}. No other is taken, so that a slip of the pen is no surprise.
 */
final class Operands {
  private static final Map<String, BiConsumer<WandbSchemaBuilder, Value>> KNOWN =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  static {
    KNOWN.putAll(
        Map.ofEntries(
            entry("baseUrl", (builder, value) -> builder.baseUrl(value.text())),
            entry("directory", (builder, value) -> builder.directory(value.path())),
            entry("entity", (builder, value) -> builder.entity(value.text())),
            entry("project", (builder, value) -> builder.project(value.text())),
            entry("apiKey", (builder, value) -> builder.apiKey(value.text())),
            entry("password", (builder, value) -> builder.apiKey(value.text())),
            entry("proxy", (builder, value) -> builder.proxyForHttps(value.text())),
            entry("anonymous", (builder, value) -> builder.anonymous(value.isTrue())),
            entry(
                "pageSize",
                (builder, value) -> builder.api(api -> api.withPageSize(value.atLeast(1)))),
            entry(
                "historyPageSize",
                (builder, value) -> builder.api(api -> api.withHistoryPageSize(value.atLeast(1)))),
            entry(
                "maxConcurrentRequests",
                (builder, value) ->
                    builder.api(api -> api.withMaxConcurrentRequests(value.atLeast(1)))),
            entry(
                "rateShare",
                (builder, value) -> builder.api(api -> api.withRateShare(value.atLeast(1)))),
            entry(
                "connectTimeout",
                (builder, value) -> builder.api(api -> api.withConnectTimeout(value.seconds(1)))),
            entry(
                "requestTimeout",
                (builder, value) -> builder.api(api -> api.withRequestTimeout(value.seconds(1)))),
            entry(
                "maxRetryTime",
                (builder, value) -> builder.api(api -> api.withMaxRetryTime(value.seconds(0)))),
            entry(
                "onRunError",
                (builder, value) ->
                    builder.api(api -> api.withOnRunError(value.choice(OnRunError.values())))),
            entry(
                "exports",
                (builder, value) ->
                    builder.api(api -> api.withExports(api.exports().withRead(value.isTrue())))),
            entry(
                "allowPrivateStorage",
                (builder, value) ->
                    builder.api(
                        api -> api.withExports(api.exports().withPrivateStorage(value.isTrue())))),
            entry(
                "cacheDirectory",
                (builder, value) ->
                    builder.api(
                        api -> api.withExports(api.exports().withCacheDirectory(value.path())))),
            entry(
                "maxCacheBytes",
                (builder, value) ->
                    builder.api(
                        api -> api.withExports(api.exports().withMaxCacheBytes(value.number())))),
            entry(
                "discoveryRuns",
                (builder, value) ->
                    builder.tables(tables -> tables.withDiscoveryRuns(value.atLeast(1)))),
            entry(
                "maxColumns",
                (builder, value) ->
                    builder.tables(tables -> tables.withMaxColumns(value.atLeast(0)))),
            entry(
                "typeMismatch",
                (builder, value) ->
                    builder.tables(
                        tables -> tables.withTypeMismatch(value.choice(TypeMismatch.values())))),
            entry(
                "pushdown",
                (builder, value) -> builder.tables(tables -> tables.withPushdown(value.isTrue()))),
            entry(
                "metadataCacheSeconds",
                (builder, value) ->
                    builder.tables(tables -> tables.withMetadataCache(value.seconds(0)))),
            entry(
                "maxRuns",
                (builder, value) ->
                    builder.tables(tables -> tables.withMaxRuns(value.atLeast(1))))));
  }

  /**
   * The operands that a model file, which somebody else may have written, can't set: only Java can.
   */
  private static final Set<String> OF_JAVA =
      Set.of("identitytokenfile", "cafile", "cafilepassword");

  private Operands() {}

  /**
   * The builder that {@code operands} configure.
   *
   * @throws IllegalArgumentException if one is unknown, or its value can't be; the message repeats
   *     no value that may be secret
   */
  static WandbSchemaBuilder read(Map<String, Object> operands, WandbSchemaBuilder builder) {
    Object base = operands.get(ExtraOperand.BASE_DIRECTORY.camelName);
    File directory = base instanceof File file ? file : null;
    operands.forEach(
        (key, value) -> {
          if (isCalcites(key) || value == null) {
            return;
          }
          if (OF_JAVA.contains(key.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                "operand %s is for WandbSchema.builder() alone: whoever writes a model for you could"
                        .formatted(key)
                    + " have it read your files, or send your key to a stranger");
          }
          BiConsumer<WandbSchemaBuilder, Value> operand = KNOWN.get(key);
          if (operand == null) {
            throw new IllegalArgumentException(
                "operand %s: there is none; there are %s".formatted(key, KNOWN.keySet()));
          }
          operand.accept(builder, new Value(key, value, directory));
        });
    return builder;
  }

  /** Calcite adds operands of its own, one of which may hold the whole model. */
  private static boolean isCalcites(String key) {
    return Arrays.stream(ExtraOperand.values()).anyMatch(extra -> extra.camelName.equals(key));
  }

  /** The value of one operand, which JSON may have given as a string as well as bare. */
  private record Value(String key, Object value, @Nullable File directory) {

    String text() {
      if (value instanceof String text && !text.isBlank()) {
        return text.strip();
      }
      throw fault("a string");
    }

    Path path() {
      Path path = Path.of(text());
      return directory == null ? path : directory.toPath().resolve(path);
    }

    boolean isTrue() {
      String text = Objects.toString(value).strip();
      if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
        throw fault("true or false");
      }
      return text.equalsIgnoreCase("true");
    }

    int atLeast(int least) {
      long number = number();
      if (number >= least && number <= Integer.MAX_VALUE) {
        return (int) number;
      }
      throw fault("at least " + least);
    }

    long number() {
      try {
        return Long.parseLong(Objects.toString(value).strip());
      } catch (NumberFormatException e) {
        throw fault("a whole number");
      }
    }

    Duration seconds(int least) {
      return Duration.ofSeconds(atLeast(least));
    }

    <E extends Enum<E>> E choice(E[] choices) {
      return Arrays.stream(choices)
          .filter(choice -> choice.name().equalsIgnoreCase(Objects.toString(value).strip()))
          .findFirst()
          .orElseThrow(() -> fault("one of " + Arrays.toString(choices)));
    }

    private IllegalArgumentException fault(String wanted) {
      return new IllegalArgumentException("operand %s must be %s".formatted(key, wanted));
    }

    /** Not the value, which may be a key. */
    @Override
    public String toString() {
      return key;
    }
  }
}
