package io.github.wandbjdbc.client.api;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.Json;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the node of one run; the fields that were not selected stay null. */
final class RunReader {
  private final String runsUrl;
  private final boolean wantsUrl;

  /**
   * A reader of the runs of {@code project}.
   *
   * @param appUrl where the web app is
   * @param fields what was asked for
   */
  RunReader(String appUrl, ProjectPath project, Set<RunField> fields) {
    this.runsUrl =
        "%s/%s/%s/runs/"
            .formatted(appUrl, BaseUrl.encode(project.entity()), BaseUrl.encode(project.project()));
    this.wantsUrl = fields.contains(RunField.URL);
  }

  /** The run at whose node {@code parser} stands; null if the node is. */
  @Nullable Run read(JsonParser parser) throws IOException {
    if (JsonFields.isNull(parser)) {
      return null;
    }
    Node node = new Node();
    JsonFields.each(parser, node::member);
    return node.toRun(wantsUrl ? runsUrl : null);
  }

  /** The members found so far. */
  private static final class Node {
    private @Nullable String id;
    private @Nullable String displayName;
    private @Nullable String state;
    private @Nullable Instant createdAt;
    private @Nullable Instant heartbeatAt;
    private @Nullable String username;
    private @Nullable String group;
    private @Nullable String jobType;
    private @Nullable String sweepId;
    private @Nullable String host;
    private @Nullable String commit;
    private final List<String> tags = new ArrayList<>();
    private @Nullable String notes;
    private @Nullable String description;
    private @Nullable Boolean readOnly;
    private @Nullable Long historyLineCount;
    private @Nullable String config;
    private @Nullable String summary;
    private @Nullable String systemMetrics;
    private @Nullable HistoryKeys historyKeys;

    void member(String name, JsonParser value) throws IOException {
      try {
        read(name, value);
      } catch (IOException e) {
        String run = id == null ? "a run" : "run " + id;
        throw new IOException("%s of %s: %s".formatted(name, run, e.getMessage()), e);
      }
    }

    private void read(String name, JsonParser value) throws IOException {
      switch (name) {
        case "name" -> id = JsonFields.text(value);
        case "displayName" -> displayName = JsonFields.text(value);
        case "state" -> state = lowerCase(JsonFields.text(value));
        case "createdAt" -> createdAt = Timestamps.parse(JsonFields.text(value));
        case "heartbeatAt" -> heartbeatAt = Timestamps.parse(JsonFields.text(value));
        case "user" ->
            JsonFields.at(value, "username", member -> username = JsonFields.text(member));
        case "group" -> group = JsonFields.text(value);
        case "jobType" -> jobType = JsonFields.text(value);
        case "sweepName" -> sweepId = JsonFields.text(value);
        case "host" -> host = JsonFields.text(value);
        case "commit" -> commit = JsonFields.text(value);
        case "tags" -> JsonFields.elements(value, this::tag);
        case "notes" -> notes = JsonFields.text(value);
        case "description" -> description = JsonFields.text(value);
        case "readOnly" -> readOnly = JsonFields.flag(value);
        case "historyLineCount" -> historyLineCount = JsonFields.whole(value);
        case "config" -> config = config(JsonFields.json(value));
        case "summaryMetrics" -> summary = object(JsonFields.json(value));
        case "systemMetrics" -> systemMetrics = object(JsonFields.json(value));
        case "historyKeys" -> historyKeys = HistoryKeysReader.read(value);
        default -> {
          // Not ours; the walk skips it.
        }
      }
    }

    private void tag(JsonParser value) throws IOException {
      String tag = JsonFields.text(value);
      if (tag != null) {
        tags.add(tag);
      }
    }

    private static String config(@Nullable String json) throws IOException {
      return json == null || json.isEmpty() ? "{}" : ConfigText.unwrap(json);
    }

    /** An object that is null or empty holds nothing. */
    private static String object(@Nullable String json) throws IOException {
      if (json == null || json.isEmpty()) {
        return "{}";
      }
      try (JsonParser parser = Json.factory().createParser(json)) {
        parser.nextToken();
        return JsonFields.isNull(parser) ? "{}" : Json.text(parser);
      }
    }

    private static @Nullable String lowerCase(@Nullable String text) {
      return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    Run toRun(@Nullable String runsUrl) throws IOException {
      if (id == null) {
        throw new IOException("a run without a name");
      }
      return new Run(
          id,
          displayName,
          state,
          createdAt,
          heartbeatAt,
          username,
          group,
          jobType,
          sweepId,
          host,
          commit,
          tags,
          notes,
          description,
          readOnly,
          historyLineCount,
          runsUrl == null ? null : runsUrl + BaseUrl.encode(id),
          config,
          summary,
          systemMetrics,
          historyKeys);
    }
  }
}
