package io.github.wandbjdbc.standin;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a server words that a document isn't valid: as the library does that it is made with. */
public enum Wording {
  /** The reference implementation. */
  JAVASCRIPT(
      "Cannot query field \"%2$s\" on type \"%1$s\".",
      "Unknown argument \"%3$s\" on field \"%2$s\" of type \"%1$s\".",
      "Field \"%2$s\" of type \"%4$s\" must have a selection of subfields."
          + " Did you mean \"%2$s { ... }\"?"),
  /** Its older versions, in single quotes. */
  SINGLE_QUOTES(
      "Cannot query field '%2$s' on type '%1$s'. Did you mean 'name' or 'id'?",
      "Unknown argument '%3$s' on field '%2$s' of type '%1$s'. Did you mean 'first'?",
      "Field '%2$s' must have a selection of subfields."),
  /** graphql-go. */
  GO(
      "Cannot query field \"%2$s\" on type \"%1$s\". Did you mean \"name\"?",
      "Unknown argument \"%3$s\" on field \"%2$s\" of type \"%1$s\".",
      "Field \"%2$s\" of type \"%4$s\" must have a sub selection."),
  /** gqlgen, which gives a code besides. */
  GQLGEN(
      "Cannot query field \"%2$s\" on type \"%1$s\".",
      "Unknown argument \"%3$s\" on field \"%1$s.%2$s\".",
      "Field \"%2$s\" of type \"%4$s\" must have a selection of subfields. Did you mean \"%2$s { ... }\"?"),
  /** graphql-java. */
  JAVA(
      "Validation error (FieldUndefined@[%5$s]) : Field '%2$s' in type '%1$s' is undefined",
      "Validation error (UnknownArgument@[%5$s]) : Unknown field argument '%3$s'",
      "Validation error (SubselectionRequired@[%5$s]) : Subselection required for type '%4$s' of field '%2$s'"),
  /** graphql-ruby. */
  RUBY(
      "Field '%2$s' doesn't exist on type '%1$s'",
      "Field '%2$s' doesn't accept argument '%3$s'",
      "Field must have selections (field '%2$s' returns %4$s but has no selections. Did you mean '%2$s { ... }'?)"),
  /** async-graphql and Juniper. */
  RUST(
      "Unknown field \"%2$s\" on type \"%1$s\".",
      "Unknown argument \"%3$s\" on field \"%2$s\" of type \"%1$s\".",
      "Field \"%2$s\" of type \"%4$s\" must have a selection of subfields"),
  /** Nothing but texts in place of objects that have a message. */
  TEXTS(
      "Cannot query field \"%2$s\" on type \"%1$s\".",
      "Unknown argument \"%3$s\" on field \"%2$s\".", "Field \"%2$s\" must have a sub selection.");

  private final String unknownField;
  private final String unknownArgument;
  private final String hasParts;

  Wording(String unknownField, String unknownArgument, String hasParts) {
    this.unknownField = unknownField;
    this.unknownArgument = unknownArgument;
    this.hasParts = hasParts;
  }

  /**
   * A flaw of a document.
   *
   * @param type that has the field, or should have it
   * @param argument null if it is about the field
   * @param fieldType null if the field isn't known, otherwise the type of which parts have to be
   *     selected
   * @param path to the field
   */
  record Flaw(
      String type,
      String field,
      @Nullable String argument,
      @Nullable String fieldType,
      String path) {}

  String said(Flaw flaw) {
    String form =
        flaw.argument() != null
            ? unknownArgument
            : flaw.fieldType() != null ? hasParts : unknownField;
    return form.formatted(
        flaw.type(), flaw.field(), flaw.argument(), flaw.fieldType(), flaw.path());
  }

  /** The error in an answer. */
  Object error(Flaw flaw, Object locations) {
    if (this == TEXTS) {
      return said(flaw);
    }
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("message", said(flaw));
    if (this != SINGLE_QUOTES && this != RUST) {
      error.put("locations", locations);
    }
    if (this == GQLGEN) {
      error.put("extensions", Map.of("code", "GRAPHQL_VALIDATION_FAILED"));
    }
    return error;
  }
}
