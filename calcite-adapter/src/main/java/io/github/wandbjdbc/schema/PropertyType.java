package io.github.wandbjdbc.schema;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The values that a connection property may have, its default, and what each value sets. */
final class PropertyType<T> {
  private static final List<String> TRUTHS = List.of("true", "false");

  private final Kind kind;
  private final String allowed;
  private final List<String> choices;
  private final @Nullable String defaultValue;
  private final Reader<T> reader;
  private final BiConsumer<ConnectionConfiguration, T> setter;

  private PropertyType(
      Kind kind,
      String allowed,
      List<String> choices,
      @Nullable String defaultValue,
      Reader<T> reader,
      BiConsumer<ConnectionConfiguration, T> setter) {
    this.kind = kind;
    this.allowed = allowed;
    this.choices = choices;
    this.defaultValue = defaultValue;
    this.reader = reader;
    this.setter = setter;
  }

  /** Any text. */
  static PropertyType<String> text(BiConsumer<ConnectionConfiguration, String> setter) {
    return new PropertyType<>(Kind.TEXT, "text", List.of(), null, (text, paths) -> text, setter);
  }

  /** Any text, which must never be shown. */
  static PropertyType<String> secret(BiConsumer<ConnectionConfiguration, String> setter) {
    return new PropertyType<>(
        Kind.SECRET, "text, never shown", List.of(), null, (text, paths) -> text, setter);
  }

  /** A file or a directory. */
  static PropertyType<Path> path(BiConsumer<ConnectionConfiguration, Path> setter) {
    return new PropertyType<>(
        Kind.TEXT, "path", List.of(), null, (text, paths) -> path(text, paths), setter);
  }

  /** A time that is over, to the millisecond. */
  static PropertyType<Instant> time(BiConsumer<ConnectionConfiguration, Instant> setter) {
    return new PropertyType<>(
        Kind.TEXT,
        "timestamp, such as `2026-07-01 12:00:00` or `2026-07-01T12:00:00+02:00`",
        List.of(),
        null,
        (text, paths) -> PastTime.read(text, Instant.now()),
        setter);
  }

  /** True or false. */
  static PropertyType<Boolean> flag(
      boolean byDefault, BiConsumer<ConnectionConfiguration, Boolean> setter) {
    return new PropertyType<>(
        Kind.OTHER,
        list(TRUTHS),
        TRUTHS,
        String.valueOf(byDefault),
        (text, paths) -> choice(text, TRUTHS).equals("true"),
        setter);
  }

  /** One of the constants beside {@code byDefault}, in lower case. */
  static <E extends Enum<E>> PropertyType<E> choice(
      E byDefault, BiConsumer<ConnectionConfiguration, E> setter) {
    E[] constants = byDefault.getDeclaringClass().getEnumConstants();
    List<String> names = Stream.of(constants).map(PropertyType::name).toList();
    return new PropertyType<>(
        Kind.OTHER,
        list(names),
        names,
        name(byDefault),
        (text, paths) -> constants[names.indexOf(choice(text, names))],
        setter);
  }

  /** A whole number in bounds. */
  static PropertyType<Integer> number(
      int least, int most, int byDefault, BiConsumer<ConnectionConfiguration, Integer> setter) {
    return new PropertyType<>(
        Kind.OTHER,
        bounds(least, most),
        List.of(),
        String.valueOf(byDefault),
        (text, paths) -> (int) whole(text, least, most),
        setter);
  }

  /** A whole number in bounds that may be large, with no default where that is null. */
  static PropertyType<Long> large(
      long least,
      long most,
      @Nullable Long byDefault,
      BiConsumer<ConnectionConfiguration, Long> setter) {
    return new PropertyType<>(
        Kind.OTHER,
        bounds(least, most),
        List.of(),
        byDefault == null ? null : byDefault.toString(),
        (text, paths) -> whole(text, least, most),
        setter);
  }

  /** A whole number of seconds in bounds. */
  static PropertyType<Duration> seconds(
      int least,
      int most,
      Duration byDefault,
      BiConsumer<ConnectionConfiguration, Duration> setter) {
    return new PropertyType<>(
        Kind.OTHER,
        bounds(least, most) + " s",
        List.of(),
        String.valueOf(byDefault.toSeconds()),
        (text, paths) -> Duration.ofSeconds(whole(text, least, most)),
        setter);
  }

  /** The values in words, for people. */
  String allowed() {
    return allowed;
  }

  /** The values, if they can be listed. */
  List<String> choices() {
    return choices;
  }

  @Nullable String defaultValue() {
    return defaultValue;
  }

  boolean isSecret() {
    return kind == Kind.SECRET;
  }

  /** Whether values are texts of any kind. */
  boolean isText() {
    return kind != Kind.OTHER;
  }

  /** Why {@code text} can't be a value, or empty if it can. Doesn't repeat it. */
  Optional<String> fault(String text) {
    try {
      reader.read(text.strip(), Path::of);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  /** Sets in {@code to} what {@code text}, which has no fault, says. */
  void set(ConnectionConfiguration to, String text, Function<String, Path> paths) {
    setter.accept(to, reader.read(text.strip(), paths));
  }

  private static Path path(String text, Function<String, Path> paths) {
    if (text.startsWith("~") && !text.startsWith("~/")) {
      throw new IllegalArgumentException(
          "only ~/ stands for a home directory, your own; write the path, or ./ before a name");
    }
    try {
      return paths.apply(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("is not a path here: " + e.getReason(), e);
    }
  }

  private static String choice(String text, List<String> choices) {
    return choices.stream()
        .filter(text::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("must be " + String.join(" or ", choices)));
  }

  private static long whole(String text, long least, long most) {
    long number;
    try {
      number = Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a whole number", e);
    }
    if (number < least || number > most) {
      throw new IllegalArgumentException("must be from %d to %d".formatted(least, most));
    }
    return number;
  }

  private static String bounds(long least, long most) {
    return most >= Integer.MAX_VALUE
        ? "%d or more".formatted(least)
        : "%d to %d".formatted(least, most);
  }

  private static String list(List<String> choices) {
    return String.join(" or ", choices.stream().map("`%s`"::formatted).toList());
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return allowed;
  }

  /** Reads a value; an {@link IllegalArgumentException} says why the text is none. */
  @FunctionalInterface
  private interface Reader<T> {
    T read(String text, Function<String, Path> paths);
  }

  private enum Kind {
    TEXT,
    SECRET,
    OTHER
  }
}
