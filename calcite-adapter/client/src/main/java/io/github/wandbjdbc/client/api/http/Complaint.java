package io.github.wandbjdbc.client.api.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * That a document asks for what the server's schema hasn't, in the words of whichever library the
 * server, or a proxy before it, is made with.
 *
 * @param type that the field is of; null if that isn't said
 * @param field null if only the argument is said
 * @param argument null if it is about the field
 * @param line of the document, from 1; 0 if that isn't said
 */
public record Complaint(
    Kind kind, @Nullable String type, @Nullable String field, @Nullable String argument, int line) {

  /** The kind of complaint. */
  public enum Kind {
    UNKNOWN_FIELD,
    UNKNOWN_ARGUMENT,
    /** A field is an object now, where it was a value. */
    HAS_PARTS,
    /** A field is a value now, where it was an object. */
    HAS_NO_PARTS
  }

  /** How one library words one kind; the groups are named as the components are. */
  private record Wording(Kind kind, Pattern pattern) {
    static Wording of(Kind kind, String pattern) {
      String names =
          pattern
              .replace("{type}", "[\"'`](?<type>\\w+)[\"'`]")
              .replace("{field}", "[\"'`](?<field>\\w+)[\"'`]")
              .replace("{argument}", "[\"'`](?<argument>\\w+)[\"'`]")
              .replace("{any}", "[\"'`][\\w!\\[\\]]+[\"'`]");
      return new Wording(kind, Pattern.compile(names, Pattern.CASE_INSENSITIVE));
    }

    boolean says(String group) {
      return pattern.pattern().contains("(?<" + group + ">");
    }
  }

  private static final String BARE_FIELD = "[\"'`]?(?<field>\\w+)[\"'`]?";

  /** The first that fits counts, so that those that say more come first. */
  private static final List<Wording> WORDINGS =
      List.of(
          // The reference implementation, and its translations to Go, Python and Rust.
          Wording.of(Kind.UNKNOWN_FIELD, "cannot query field {field} on type {type}"),
          Wording.of(Kind.UNKNOWN_FIELD, "unknown field {field} on type {type}"),
          Wording.of(
              Kind.UNKNOWN_ARGUMENT, "unknown argument {argument} on field {field} of type {type}"),
          Wording.of(
              Kind.UNKNOWN_ARGUMENT,
              "unknown argument {argument} on field [\"'`](?<type>\\w+)\\.(?<field>\\w+)[\"'`]"),
          Wording.of(Kind.UNKNOWN_ARGUMENT, "unknown argument {argument} on field {field}"),
          Wording.of(
              Kind.HAS_PARTS,
              "field {field}(?: of type {any})? must have a (?:selection|sub ?-?selection)"),
          Wording.of(
              Kind.HAS_NO_PARTS,
              "field {field}(?: of type {any})? must not have a (?:selection|sub ?-?selection)"),
          Wording.of(Kind.UNKNOWN_FIELD, "field {field} argument {any} of type {any} is required"),
          // graphql-java.
          Wording.of(Kind.UNKNOWN_FIELD, "field {field} in type {type} is undefined"),
          Wording.of(
              Kind.UNKNOWN_ARGUMENT,
              "@\\[(?:\\w+/)*(?<field>\\w+)\\].*unknown field argument {argument}"),
          Wording.of(
              Kind.UNKNOWN_ARGUMENT,
              "unknown field argument [\"'`]?(?<argument>\\w+)[\"'`]?(?: @ '(?:\\w+/)*(?<field>\\w+)')?"),
          Wording.of(
              Kind.HAS_PARTS, "sub ?selection required for type \\S+ of field " + BARE_FIELD),
          Wording.of(
              Kind.HAS_NO_PARTS,
              "sub ?selection not allowed on leaf type \\S+ of field " + BARE_FIELD),
          // Ruby, Hasura, Hot Chocolate, Apollo's router.
          Wording.of(
              Kind.UNKNOWN_FIELD,
              "field {field} (?:doesn't exist|does not exist|is not defined|not found) (?:on|in) (?:the )?type:? {type}"),
          Wording.of(Kind.UNKNOWN_ARGUMENT, "field {field} doesn't accept argument {argument}"),
          Wording.of(Kind.HAS_PARTS, "must have selections \\(field {field} returns"),
          Wording.of(Kind.HAS_NO_PARTS, "on scalars \\(field {field} returns"),
          Wording.of(Kind.UNKNOWN_FIELD, "type {type} does not have a field {field}"),
          // Whoever says less.
          Wording.of(Kind.UNKNOWN_FIELD, "(?:cannot query|unknown) field {field}"),
          Wording.of(Kind.UNKNOWN_ARGUMENT, "unknown argument {argument}"));

  /** The complaint in {@code message}; empty if it is about something else. */
  public static Optional<Complaint> in(String message, int line) {
    for (Wording wording : WORDINGS) {
      Matcher matcher = wording.pattern().matcher(message);
      if (matcher.find()) {
        return Optional.of(
            new Complaint(
                wording.kind(),
                wording.says("type") ? matcher.group("type") : null,
                wording.says("field") ? matcher.group("field") : null,
                wording.says("argument") ? matcher.group("argument") : null,
                line));
      }
    }
    return Optional.empty();
  }
}
