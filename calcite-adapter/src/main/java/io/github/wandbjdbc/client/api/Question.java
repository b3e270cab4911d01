package io.github.wandbjdbc.client.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.wandbjdbc.client.Json;
import io.github.wandbjdbc.client.RunField;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One GraphQL request.
 *
 * @param document what is asked
 * @param fields what is asked of each run, where the document has the fragment {@code RunFields}
 * @param variables strings, whole numbers, booleans, lists of strings, or null; all that users name
 *     goes here and nothing of it into the document
 * @param what is asked, for messages
 * @param unknown fields and arguments that are left out, since the server doesn't know them
 * @param isDivisible whether the asker would rather ask for less than wait for a server that fails
 * @param patience how long it may fail together with others, or null for itself alone
 */
record Question(
    Document document,
    Set<RunField> fields,
    Map<String, @Nullable Object> variables,
    String what,
    boolean isDivisible,
    @Nullable Patience patience,
    Set<String> unknown) {

  Question {
    unknown = Set.copyOf(unknown);
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }

  static Question of(Document document, String what) {
    return new Question(document, Set.of(), Map.of(), what, false, null, Set.of());
  }

  Question with(String variable, @Nullable Object value) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(variables);
    more.put(variable, value);
    return new Question(document, fields, more, what, isDivisible, patience, unknown);
  }

  Question withFields(Set<RunField> value) {
    return new Question(document, value, variables, what, isDivisible, patience, unknown);
  }

  Question withDivisible(boolean value) {
    return new Question(document, fields, variables, what, value, patience, unknown);
  }

  /** The same, which shares the time for retries with other questions. */
  Question withPatience(Patience value) {
    return new Question(document, fields, variables, what, isDivisible, value, unknown);
  }

  /** The same variables for another document. */
  Question by(Document other) {
    return new Question(other, fields, variables, what, isDivisible, patience, unknown);
  }

  /** The same without fields and arguments that the server doesn't know. */
  Question without(Set<String> names) {
    return new Question(document, fields, variables, what, isDivisible, patience, names);
  }

  /** The body to post, without the fields that this server doesn't know. */
  String body(Set<RunField> refused) {
    String query = document.text(unknown);
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.factory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("query", query + fragment(refused));
      if (!variables.isEmpty()) {
        json.writeObjectFieldStart("variables");
        for (Map.Entry<String, @Nullable Object> variable : variables.entrySet()) {
          if (query.contains("$" + variable.getKey() + ":")) {
            json.writeFieldName(variable.getKey());
            write(json, variable.getValue());
          }
        }
        json.writeEndObject();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private String fragment(Set<RunField> refused) {
    if (fields.isEmpty()) {
      return "";
    }
    EnumSet<RunField> known = EnumSet.copyOf(fields);
    known.removeAll(refused);
    return RunSelection.fragment(known);
  }

  private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        write(json, element);
      }
      json.writeEndArray();
    } else if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else if (value == null) {
      json.writeNull();
    } else {
      throw new IllegalArgumentException("a variable can't be a " + value.getClass());
    }
  }
}
