package io.github.wandbjdbc.schema;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.calcite.model.ModelHandler.ExtraOperand;

/**
 * The operand of a schema in a model file: the connection properties that a model may set, under
 * their names in any case, and {@code directory}. No other is taken, so that a slip of the pen is
 * no surprise.
 */
final class Operands {
  private static final String DIRECTORY = "directory";

  private Operands() {}

  /**
   * The builder that {@code operands} configure.
   *
   * @throws IllegalArgumentException if one is unknown, or its value can't be; the message repeats
   *     no value that may be secret
   */
  static WandbSchemaBuilder read(Map<String, Object> operands, WandbSchemaBuilder builder) {
    Object base = operands.get(ExtraOperand.BASE_DIRECTORY.camelName);
    Function<String, Path> paths =
        base instanceof File file ? text -> file.toPath().resolve(text) : Path::of;
    operands.forEach(
        (key, value) -> {
          if (!isCalcites(key) && value != null) {
            set(key, value, builder, paths);
          }
        });
    return builder;
  }

  private static void set(
      String key, Object value, WandbSchemaBuilder builder, Function<String, Path> paths) {
    if (key.equalsIgnoreCase(DIRECTORY)) {
      builder.directory(paths.apply(text(key, value)));
      return;
    }
    ConnectionProperty property = named(key);
    String text = property.isText() ? text(key, value) : Objects.toString(value);
    property
        .fault(text)
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException("operand %s %s".formatted(key, fault));
            });
    builder.setAsOfModel(property, text, paths);
  }

  private static ConnectionProperty named(String key) {
    ConnectionProperty property = ConnectionProperty.named(key).orElse(null);
    if (property != null && property.isLocal()) {
      throw new IllegalArgumentException(
          "operand %s is for WandbSchema.builder() alone: whoever writes a model for you could"
                  .formatted(key)
              + " have it read your files, or send your key to a stranger");
    }
    if (property == null || !property.isOfModels()) {
      throw new IllegalArgumentException(
          "operand %s: there is none; there are %s".formatted(key, known()));
    }
    return property;
  }

  private static Set<String> known() {
    Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    known.add(DIRECTORY);
    for (ConnectionProperty property : ConnectionProperty.values()) {
      if (property.isOfModels()) {
        known.add(property.key());
        Optional.ofNullable(property.alias()).ifPresent(known::add);
      }
    }
    return known;
  }

  /** Calcite adds operands of its own, one of which may hold the whole model. */
  private static boolean isCalcites(String key) {
    return Arrays.stream(ExtraOperand.values()).anyMatch(extra -> extra.camelName.equals(key));
  }

  private static String text(String key, Object value) {
    if (value instanceof String text && !text.isBlank()) {
      return text.strip();
    }
    throw new IllegalArgumentException("operand %s must be a string".formatted(key));
  }
}
