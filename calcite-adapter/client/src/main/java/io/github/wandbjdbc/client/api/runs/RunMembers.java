package io.github.wandbjdbc.client.api.runs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.json.ConfigText;
import io.github.wandbjdbc.client.api.json.JsonFields;
import io.github.wandbjdbc.client.api.json.Timestamps;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members found so far of one run's node. A member that isn't what the schema or people promise
 * is left out and told among the run's faults: only a run without a name is none.
 */
public final class RunMembers {
  private static final int SHOWN_LENGTH = 120;

  private final Map<RunField, String> faults = new EnumMap<>(RunField.class);
  private final List<String> tags = new ArrayList<>();
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
  private @Nullable String notes;
  private @Nullable String description;
  private @Nullable Boolean readOnly;
  private @Nullable Long historyLineCount;
  private @Nullable String config;
  private @Nullable String summary;
  private @Nullable String systemMetrics;
  private @Nullable HistoryKeys historyKeys;
  private final List<Run.Fork> forks = new ArrayList<>();
  private final EnvironmentMembers environment = new EnvironmentMembers();
  private final Set<RunField> fields;

  /** Those of a run that was asked for {@code fields}. */
  RunMembers(Set<RunField> fields) {
    this.fields = fields;
  }

  /** Reads a member. */
  void member(String name, JsonParser value) throws IOException {
    switch (name) {
      case "name" -> id = JsonFields.text(value);
      case "displayName" ->
          read(RunField.DISPLAY_NAME, value, it -> displayName = JsonFields.text(it));
      case "state" -> read(RunField.STATE, value, it -> state = lowerCase(JsonFields.text(it)));
      case "createdAt" ->
          read(RunField.CREATED_AT, value, it -> createdAt = Timestamps.parse(JsonFields.text(it)));
      case "heartbeatAt" ->
          read(
              RunField.HEARTBEAT_AT,
              value,
              it -> heartbeatAt = Timestamps.parse(JsonFields.text(it)));
      case "user" -> read(RunField.USERNAME, value, this::user);
      case "group" -> read(RunField.GROUP, value, it -> group = JsonFields.text(it));
      case "jobType" -> read(RunField.JOB_TYPE, value, it -> jobType = JsonFields.text(it));
      case "sweepName" -> read(RunField.SWEEP_ID, value, it -> sweepId = JsonFields.text(it));
      case "host" -> read(RunField.HOST, value, it -> host = JsonFields.text(it));
      case "commit" -> read(RunField.COMMIT, value, it -> commit = JsonFields.text(it));
      case "tags" -> tags(value);
      case "notes" -> read(RunField.NOTES, value, it -> notes = JsonFields.text(it));
      case "description" ->
          read(RunField.DESCRIPTION, value, it -> description = JsonFields.text(it));
      case "readOnly" -> read(RunField.READ_ONLY, value, it -> readOnly = JsonFields.flag(it));
      case "historyLineCount" ->
          read(RunField.HISTORY_LINE_COUNT, value, it -> historyLineCount = count(it));
      case "branchPoint" -> read(RunField.FORKED_FROM, value, it -> forks(it, forks));
      case "exitcode" -> read(RunField.EXIT_CODE, value, environment::exitCode);
      case "computeSeconds" -> read(RunField.COMPUTE_SECONDS, value, environment::computeSeconds);
      case "storageBytes" -> read(RunField.STORAGE_BYTES, value, environment::storageBytes);
      case "runInfo" -> read(RunField.ENVIRONMENT, value, environment::info);
      case "config" -> {
        @Nullable String[] json = new @Nullable String[1];
        read(
            RunField.CONFIG,
            value,
            it -> {
              json[0] = JsonFields.json(it);
              config = ofUser(json[0]);
            });
        notes(json[0]);
      }
      case "summaryMetrics" -> read(RunField.SUMMARY, value, it -> summary = object(it));
      case "systemMetrics" ->
          read(RunField.SYSTEM_METRICS, value, it -> systemMetrics = object(it));
      case "historyKeys" ->
          read(RunField.HISTORY_KEYS, value, it -> historyKeys = HistoryKeysReader.read(it));
      default -> {
        // Not ours; the walk skips it.
      }
    }
  }

  /** The run. */
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
        historyKeys,
        null,
        faults.containsKey(RunField.FORKED_FROM) ? List.of() : forks,
        Collections.disjoint(fields, EnvironmentMembers.FIELDS)
            ? null
            : environment.build(id, host, commit),
        faults);
  }

  /** The branch point at which {@code value} stands, and those of the runs that it names. */
  private static void forks(JsonParser value, List<Run.Fork> into) throws IOException {
    if (JsonFields.isNull(value)) {
      return;
    }
    Parent parent = new Parent();
    @Nullable Long[] step = new @Nullable Long[1];
    JsonFields.each(
        value,
        (name, member) -> {
          if (name.equals("step")) {
            step[0] = JsonFields.whole(member);
          } else if (name.equals("run")) {
            JsonFields.each(member, parent::member);
          }
        });
    if (step[0] == null) {
      throw new IOException("a branch point without a step");
    }
    into.add(new Run.Fork(parent.id, step[0], parent.rows, parent.isKnown));
    into.addAll(parent.forks);
  }

  /** The run that another one was forked from. */
  private static final class Parent {
    private @Nullable String id;
    private @Nullable Long rows;
    private boolean isKnown;
    private final List<Run.Fork> forks = new ArrayList<>();

    private void member(String name, JsonParser value) throws IOException {
      switch (name) {
        case "name" -> id = JsonFields.text(value);
        case "historyLineCount" -> rows = JsonFields.whole(value);
        case "branchPoint" -> {
          isKnown = true;
          forks(value, forks);
        }
        default -> {
          // Not ours; the walk skips it.
        }
      }
    }
  }

  /** A description of a value's flaw, to follow the value's name. */
  public static String phrase(IOException flaw) {
    if (flaw instanceof StreamConstraintsException) {
      return "is nested too deep, or too long";
    }
    if (flaw instanceof JsonProcessingException) {
      // A parser's own words would repeat what it stumbled over.
      return "is no JSON, or cut off";
    }
    String message = String.valueOf(flaw.getMessage());
    return "can't be read: "
        + (message.length() <= SHOWN_LENGTH ? message : message.substring(0, SHOWN_LENGTH) + "…");
  }

  private void read(RunField field, JsonParser value, JsonFields.Value reader) throws IOException {
    IOException flaw = JsonFields.flaw(value, reader);
    if (flaw != null) {
      faults.put(field, phrase(flaw));
    }
  }

  private void user(JsonParser value) throws IOException {
    JsonFields.at(value, "username", member -> username = JsonFields.text(member));
  }

  private void tags(JsonParser value) throws IOException {
    read(RunField.TAGS, value, list -> JsonFields.elements(list, this::tag));
    if (faults.containsKey(RunField.TAGS)) {
      tags.clear();
    }
  }

  private void tag(JsonParser value) throws IOException {
    if (JsonFields.isNull(value)) {
      return;
    }
    if (value.currentToken() != JsonToken.VALUE_STRING) {
      throw new IOException("a tag that is no string");
    }
    tags.add(value.getText());
  }

  private static @Nullable Long count(JsonParser value) throws IOException {
    Long count = JsonFields.whole(value);
    if (count != null && count < 0) {
      throw new IOException("a number of rows was expected, not " + count);
    }
    return count;
  }

  /** Takes note of what the client keeps in the config for itself. */
  private void notes(@Nullable String json) {
    if (fields.contains(RunField.ENVIRONMENT)) {
      try {
        environment.config(json);
      } catch (IOException flaw) {
        faults.putIfAbsent(RunField.CONFIG, "is no JSON object");
      }
    }
  }

  private @Nullable String ofUser(@Nullable String json) throws IOException {
    return fields.contains(RunField.ENVIRONMENT) && !fields.contains(RunField.CONFIG)
        ? null
        : config(json);
  }

  private static String config(@Nullable String json) throws IOException {
    return json == null || json.isBlank() ? "{}" : ConfigText.unwrap(json);
  }

  /** An object that is null or empty holds nothing. */
  private static String object(JsonParser value) throws IOException {
    String json = JsonFields.json(value);
    return json == null || json.isBlank() ? "{}" : JsonFields.object(json);
  }

  private static @Nullable String lowerCase(@Nullable String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }
}
