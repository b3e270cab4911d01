package io.github.wandbjdbc.client.api.runs;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.KeySearch;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.http.FailedAttempt;
import io.github.wandbjdbc.client.api.paging.NullAnswer;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a key by what the project lists among its fields and, in the same request, by the
 * newest run of which a filter says that it has the key.
 *
 * <p>Neither is sure to find it: a server may have no such list, may take its pattern for one of
 * SQL's or for a part of the name, and its filters miss keys with literal dots. So pages of the
 * list are read as long as the key wasn't found by either way.
 */
public final class ApiKeySearch implements KeySearch {
  private static final int FIRST_FIELDS = 1000;
  private static final int MOST_PAGES = 60;

  /** How many runs are asked for where a page of one was empty, though there are more. */
  private static final int MORE_RUNS = 25;

  private static final String REFUSED = "runs that have a key";

  private final ApiContext context;

  public ApiKeySearch(ApiContext context) {
    this.context = context;
  }

  @Override
  public KeySearchResult find(ProjectPath project, RunField part, String key, CallScope scope) {
    return new Search(project, part, key, scope).findings();
  }

  /** One look for one key. */
  private final class Search {
    private final ProjectPath project;
    private final RunField part;
    private final String key;
    private final CallScope scope;
    private final ProjectMeasurements measurements;
    private final RunNodeReader reader;
    private final List<ListedKey> listed = new ArrayList<>();
    private @Nullable Run run;

    Search(ProjectPath project, RunField part, String key, CallScope scope) {
      this.project = project;
      this.part = part;
      this.key = key;
      this.scope = scope;
      this.measurements = ProjectMeasurements.of(context, project);
      this.reader = new RunNodeReader(context.appUrl(), project, Set.of(RunField.ID, part));
    }

    KeySearchResult findings() {
      KeysAnswer answer = first();
      int pages = 1;
      while (!isFound() && answer.hasMore() && pages < MOST_PAGES) {
        answer = ask(behind(answer));
        pages++;
      }
      return new KeySearchResult(run, listed);
    }

    /** By both ways, or by the one that the server can answer. */
    private KeysAnswer first() {
      Question both =
          question()
              .with("containing", true)
              .with("containingPattern", "%" + key + "%")
              .with("named", true)
              .with("namedPattern", key)
              .with("held", !measurements.refuses(REFUSED))
              .with("filters", filter())
              .with("runs", 1);
      try {
        return ask(both.withDivisible(true));
      } catch (WandbException e) {
        if (!FailedAttempt.blamesQuestion(e) && !FailedAttempt.isPerhapsTooHeavy(e)) {
          throw e;
        }
        return firstInParts(both, e);
      }
    }

    private KeysAnswer firstInParts(Question both, WandbException failure) {
      try {
        KeysAnswer answer = ask(both.with("held", false));
        measurements.refuse(REFUSED, failure);
        return answer;
      } catch (WandbException e) {
        if (!FailedAttempt.blamesQuestion(e) || measurements.refuses(REFUSED)) {
          throw e;
        }
        return ask(both.with("containing", false).with("named", false));
      }
    }

    private Question question() {
      return Question.about(
              Document.PROJECT_KEYS, project, "keys of %s called %s".formatted(project, key))
          .withFields(Set.of(RunField.ID, part))
          .with("first", FIRST_FIELDS);
    }

    /** The question for what follows the pages of {@code answer}. */
    private Question behind(KeysAnswer answer) {
      return question()
          .with("containing", answer.containing().hasMore())
          .with("containingPattern", "%" + key + "%")
          .with("afterContaining", answer.containing().cursor())
          .with("named", answer.named().hasMore() && !answer.isOneList())
          .with("namedPattern", key)
          .with("afterNamed", answer.named().cursor())
          .with("held", answer.run() == null && answer.held().hasMore())
          .with("filters", filter())
          .with("runs", MORE_RUNS)
          .with("afterRun", answer.held().cursor());
    }

    private KeysAnswer ask(Question question) {
      KeysAnswer answer =
          context.graphQl().ask(question, scope, data -> KeysAnswer.read(data, reader));
      if (!answer.hasProject()) {
        throw NullAnswer.unknownProject(project);
      }
      answer
          .fields()
          .forEach(field -> listed.addAll(ListedPaths.keys(part, field.key(), field.type())));
      Run newest = answer.run();
      run = run == null && newest != null && mayHold(newest) ? newest : run;
      return answer;
    }

    private boolean isFound() {
      return run != null || listed.stream().anyMatch(one -> one.key().equals(key));
    }

    /**
     * Whether the run may have the key: one that surely lacks it shows that nothing was filtered.
     */
    private boolean mayHold(Run newest) {
      String name = key.toLowerCase(Locale.ROOT);
      HistoryKeys history = newest.historyKeys();
      if (history != null) {
        return history.keys().keySet().stream()
            .map(held -> held.toLowerCase(Locale.ROOT))
            .anyMatch(held -> name.startsWith(held) || held.startsWith(name));
      }
      String json = part == RunField.CONFIG ? newest.config() : newest.summary();
      String first = name.indexOf('.') < 0 ? name : name.substring(0, name.indexOf('.'));
      return json != null && json.toLowerCase(Locale.ROOT).contains(first);
    }

    /** Whoever has the key, as it is written or in one case alone. */
    private String filter() {
      Set<String> spellings = new LinkedHashSet<>();
      spellings.add(key);
      spellings.add(key.toLowerCase(Locale.ROOT));
      spellings.add(key.toUpperCase(Locale.ROOT));
      StringWriter text = new StringWriter();
      try (JsonGenerator json = Json.factory().createGenerator(text)) {
        if (spellings.size() > 1) {
          json.writeStartObject();
          json.writeArrayFieldStart("$or");
        }
        for (String spelling : spellings) {
          json.writeStartObject();
          json.writeObjectFieldStart(prefix() + spelling);
          json.writeBooleanField("$exists", true);
          json.writeEndObject();
          json.writeEndObject();
        }
        if (spellings.size() > 1) {
          json.writeEndArray();
          json.writeEndObject();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return text.toString();
    }

    private String prefix() {
      return switch (part) {
        case CONFIG -> "config.";
        case SUMMARY -> "summary_metrics.";
        default -> "keys_info.keys.";
      };
    }
  }
}
