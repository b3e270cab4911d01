package io.github.wandbjdbc.client.api.contents;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.exports.ExportSource;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.history.HistoryPages;
import io.github.wandbjdbc.client.api.json.Node;
import io.github.wandbjdbc.client.api.paging.NullAnswer;
import io.github.wandbjdbc.client.api.paging.RunAnswer;
import io.github.wandbjdbc.client.api.paging.RunReference;
import io.github.wandbjdbc.client.api.runs.ListedItemPages;
import io.github.wandbjdbc.client.api.steps.StepSearch;
import io.github.wandbjdbc.client.logged.LoggedTable;
import io.github.wandbjdbc.client.logged.TableContent;
import io.github.wandbjdbc.client.reading.TablesOfRun;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tables that runs logged under some keys: one request asks for what 25 runs logged under
 * them, and where the files are. Where an answer may lack a step, the run's history is read.
 */
public final class RunTablePages {
  private static final int FILES_TOGETHER = 50;

  /** More steps with tables than a run has that anybody looks at; more are found by the history. */
  private static final int SAMPLES = 2000;

  private final ApiContext context;
  private final ExportSource exports;
  private final ProjectPath project;
  private final List<String> keys;
  private final boolean located;
  private final CallScope scope;
  private final StoredFiles files;
  private final TablesInArtifacts inArtifacts;

  private RunTablePages(
      ApiContext context,
      ExportSource exports,
      ProjectPath project,
      List<String> keys,
      boolean located,
      CallScope scope) {
    this.context = context;
    this.exports = exports;
    this.project = project;
    this.keys = List.copyOf(keys);
    this.located = located;
    this.scope = scope;
    this.files = new StoredFiles(context, exports.storage(), scope);
    this.inArtifacts = new TablesInArtifacts(context, files, scope);
  }

  /**
   * The tables that {@code runs} logged under {@code keys}, by run and step.
   *
   * @param runs an exact filter
   * @param located whether their files are going to be opened
   */
  public static Pages<TableContent> open(
      ApiContext context,
      ExportSource exports,
      ProjectPath project,
      RunFilter runs,
      List<String> keys,
      boolean located,
      CallScope scope) {
    RunTablePages tables = new RunTablePages(context, exports, project, keys, located, scope);
    return ListedItemPages.open(
        context, project, runs, Document.TABLES_OF_RUNS, tables.variables(), scope, tables::ofRun);
  }

  private UnaryOperator<Question> variables() {
    List<String> specs = keys.stream().map(RunTablePages::spec).toList();
    return question ->
        question
            .with("specs", specs)
            .with("located", located)
            .with("items", FILES_TOGETHER)
            .with("pattern", pattern());
  }

  private static String spec(String key) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.factory().createGenerator(text)) {
      json.writeStartObject();
      json.writeArrayFieldStart("keys");
      json.writeString("_step");
      json.writeString(key);
      json.writeEndArray();
      json.writeNumberField("samples", SAMPLES);
      json.writeNumberField("minStep", 0);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** The official client's names of the files of such tables; others are asked for by name. */
  private String pattern() {
    if (keys.size() != 1) {
      return "media/table/%";
    }
    String key = keys.get(0);
    String name = key.substring(key.lastIndexOf('.') + 1);
    return "media/table/%" + name.replaceAll("[^A-Za-z0-9/-]", "_") + "%";
  }

  private Pages<TableContent> ofRun(RunReference run, @Nullable RunAnswer first) {
    return new Pages<>() {
      private boolean isDone;

      @Override
      public @Nullable List<TableContent> next() {
        if (isDone) {
          return null;
        }
        isDone = true;
        return tables(run, first);
      }

      @Override
      public void close() {
        isDone = true;
      }
    };
  }

  private List<TableContent> tables(RunReference run, @Nullable RunAnswer first) {
    TablesAnswer told = first == null ? null : first.read(data -> TablesAnswer.read(data, keys));
    TablesAnswer answer = told == null ? ask(run) : told;
    if (answer == null || !answer.hasRun()) {
      run.missing(context, scope);
      return List.of();
    }
    TablesOfRun found = new TablesOfRun(run.id(), keys);
    for (int i = 0; i < keys.size(); i++) {
      List<HistoryRow> steps = answer.steps(i);
      for (HistoryRow step : steps == null ? history(run, keys.get(i)) : steps) {
        found.add(i, step.step(), step.value(0));
      }
    }
    List<LoggedTable> tables = found.with(answer.summary());
    Map<String, StoredFiles.Address> places =
        located ? places(run, tables, answer) : new HashMap<>();
    List<TableContent> contents = new ArrayList<>();
    for (LoggedTable table : tables) {
      StoredFiles.Address place = places.get(table.path());
      boolean isElsewhere = located && place == null && table.artifact() != null;
      contents.addAll(
          isElsewhere
              ? inArtifacts.of(table)
              : List.of(new StoredContent(table, place, files, inArtifacts)));
    }
    return contents;
  }

  private @Nullable TablesAnswer ask(RunReference run) {
    Question question = variables().apply(run.ask(Document.TABLES_OF_RUN, "tables of " + run));
    try {
      TablesAnswer answer =
          context.graphQl().ask(question, scope, data -> TablesAnswer.read(data, keys));
      if (!answer.hasProject()) {
        throw NullAnswer.unknownProject(project);
      }
      return answer;
    } catch (WandbException e) {
      if (e.kind() != Kind.NOT_FOUND) {
        throw e;
      }
      return null;
    }
  }

  private List<HistoryRow> history(RunReference run, String key) {
    List<HistoryRow> rows = new ArrayList<>();
    HistoryRequest request =
        HistoryRequest.all(project)
            .withRuns(new RunFilter.In(RunField.ID, List.of(run.id())))
            .withColumns(List.of(new ValueColumn(key, ValueType.TEXT)));
    try (Pages<HistoryRow> pages =
        new HistoryPages(context, exports, StepSearch.NONE, request, scope)) {
      for (List<HistoryRow> page = pages.next(); page != null; page = pages.next()) {
        page.stream().filter(row -> row.has(0)).forEach(rows::add);
      }
    }
    return rows;
  }

  private Map<String, StoredFiles.Address> places(
      RunReference run, List<LoggedTable> tables, TablesAnswer answer) {
    Map<String, StoredFiles.Address> places = new HashMap<>();
    List<String> others = new ArrayList<>();
    for (LoggedTable table : tables) {
      String path = table.path();
      Node file = path == null ? null : answer.file(path);
      if (path != null && (file == null || !file.has("directUrl"))) {
        others.add(path);
      } else if (file != null) {
        try {
          places.put(path, StoredFiles.address(run, file));
        } catch (IOException e) {
          others.add(Objects.requireNonNull(path));
        }
      }
    }
    if (!others.isEmpty()) {
      files
          .all(new StoredFiles.OfRun(run), others)
          .forEach(file -> places.putIfAbsent(file.name(), file));
    }
    return places;
  }
}
