package io.github.wandbjdbc.client.api.paging;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.api.graphql.GraphQl;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The answer about one run that came with those about others, for whoever would ask about it alone.
 *
 * @param json the run's node
 */
public record RunAnswer(String json) {

  /** The answer as {@code reader} reads it of the run alone; null if it can't. */
  public <T> @Nullable T read(GraphQl.Reader<T> reader) {
    String data = "{\"project\":{\"run\":%s}}".formatted(json);
    try (JsonParser parser = Json.factory().createParser(data)) {
      parser.nextToken();
      return reader.read(parser);
    } catch (IOException e) {
      // Who asks about it alone is told what is wrong.
      return null;
    }
  }
}
