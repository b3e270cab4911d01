package io.github.wandbjdbc.client.api.graphql;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.api.discovery.Member;
import io.github.wandbjdbc.client.api.http.ApiRequest;
import io.github.wandbjdbc.client.api.http.Patience;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collections;
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
 * @param isDivisible whether the asker would rather ask for less than wait for a server that fails
 * @param patience how long it may fail together with others, or null for itself alone
 */
public record Question(
    Document document,
    Set<RunField> fields,
    Map<String, @Nullable Object> variables,
    String what,
    boolean isDivisible,
    @Nullable Patience patience) {

  public Question {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }

  public static Question of(Document document, String what) {
    return new Question(document, Set.of(), Map.of(), what, false, null);
  }

  /** A question about {@code project}. */
  public static Question about(Document document, ProjectPath project, String what) {
    return of(document, what).with("entity", project.entity()).with("project", project.project());
  }

  public Question with(String variable, @Nullable Object value) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(variables);
    more.put(variable, value);
    return new Question(document, fields, more, what, isDivisible, patience);
  }

  public Question withFields(Set<RunField> value) {
    return new Question(document, value, variables, what, isDivisible, patience);
  }

  public Question withDivisible(boolean value) {
    return new Question(document, fields, variables, what, value, patience);
  }

  /** The same, which shares the time for retries with other questions. */
  public Question withPatience(Patience value) {
    return new Question(document, fields, variables, what, isDivisible, value);
  }

  /** The same variables for another document. */
  public Question by(Document other) {
    return new Question(other, fields, variables, what, isDivisible, patience);
  }

  /** Its document for a server that lacks members of the schema. */
  public AskedDocument asked(Set<Member> lacking) {
    return document.asked(fields, lacking);
  }

  /** The request that asks {@code asked} with the variables that this declares. */
  public ApiRequest request(AskedDocument asked) {
    return new ApiRequest(document.operation(), what, body(asked), isDivisible, patience);
  }

  /** The variables that {@code asked} declares, a JSON object. */
  String variables(AskedDocument asked) {
    return json(json -> writeVariables(json, asked));
  }

  private String body(AskedDocument asked) {
    return json(
        json -> {
          json.writeStartObject();
          json.writeStringField("query", asked.text());
          if (!asked.variables().isEmpty()) {
            json.writeFieldName("variables");
            writeVariables(json, asked);
          }
          json.writeEndObject();
        });
  }

  /** Writes some JSON. */
  @FunctionalInterface
  private interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  private static String json(Writing writing) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.factory().createGenerator(text)) {
      writing.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void writeVariables(JsonGenerator json, AskedDocument asked) throws IOException {
    json.writeStartObject();
    for (String variable : asked.variables()) {
      json.writeFieldName(variable);
      write(json, variables.get(variable));
    }
    json.writeEndObject();
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
