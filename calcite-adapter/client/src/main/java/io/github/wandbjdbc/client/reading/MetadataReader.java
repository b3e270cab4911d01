package io.github.wandbjdbc.client.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.reading.EnvironmentBuilder.Fact;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON object in which the client notes what a run runs on: {@code wandb-metadata.json},
 * and what the config says of each writer. Whole numbers are texts in it since they can be large.
 */
public final class MetadataReader {
  /** More arguments than a command line has. */
  private static final int MAX_ARGUMENTS = 10_000;

  private MetadataReader() {}

  /** The facts that {@code json} tells; fails if it is no JSON object. */
  public static EnvironmentBuilder read(String json) throws IOException {
    try (JsonParser parser = Json.factory().createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no JSON object");
      }
      return read(parser);
    }
  }

  /**
   * The facts of the object at whose start {@code parser} stands; leaves it at the object's end.
   */
  public static EnvironmentBuilder read(JsonParser parser) throws IOException {
    EnvironmentBuilder environment = new EnvironmentBuilder();
    List<String> gpus = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "program" -> environment.add(Fact.PROGRAM, text(parser));
        case "python" -> environment.add(Fact.PYTHON, text(parser));
        case "os" -> environment.add(Fact.OS, text(parser));
        case "host" -> environment.add(Fact.HOST, text(parser));
        case "gpu", "gpu_type", "gpuType" -> environment.add(Fact.GPU, text(parser));
        case "args" -> environment.addArguments(texts(parser));
        case "gpu_count", "gpuCount" -> environment.addGpuCount(whole(parser));
        case "cpu_count", "cpuCount" -> environment.addCpuCount(whole(parser));
        case "git" -> readGit(parser, environment);
        case "gpu_nvidia", "gpuNvidia", "gpu_amd", "gpuAmd", "gpu_devices" ->
            readGpus(parser, gpus);
        default -> parser.skipChildren();
      }
    }
    if (!gpus.isEmpty()) {
      environment.add(Fact.GPU, gpus.get(0));
      environment.addGpuCount((long) gpus.size());
    }
    return environment;
  }

  private static void readGit(JsonParser parser, EnvironmentBuilder environment)
      throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "remote", "remote_url", "remoteUrl" -> environment.add(Fact.GIT_REMOTE, text(parser));
        case "commit" -> environment.add(Fact.GIT_COMMIT, text(parser));
        default -> parser.skipChildren();
      }
    }
  }

  /** The models of processors; one whose model isn't told counts all the same. */
  private static void readGpus(JsonParser parser, List<String> gpus) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String model = "";
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          boolean isName = Set.of("name", "series").contains(parser.currentName());
          parser.nextToken();
          String text = text(parser);
          model = isName && text != null ? text : model;
        }
      } else {
        parser.skipChildren();
      }
      if (gpus.size() < MAX_ARGUMENTS) {
        gpus.add(model);
      }
    }
  }

  private static @Nullable List<String> texts(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return null;
    }
    List<String> texts = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String text = text(parser);
      if (texts.size() < MAX_ARGUMENTS) {
        texts.add(text == null ? "" : text);
      }
    }
    return texts;
  }

  private static @Nullable String text(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL || parser.currentToken().isStructStart()) {
      parser.skipChildren();
      return null;
    }
    return parser.getText();
  }

  private static @Nullable Long whole(JsonParser parser) throws IOException {
    String text = text(parser);
    try {
      return text == null ? null : (Long) Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
