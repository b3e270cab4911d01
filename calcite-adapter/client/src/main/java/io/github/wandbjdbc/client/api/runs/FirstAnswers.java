package io.github.wandbjdbc.client.api.runs;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.json.JsonFields;
import io.github.wandbjdbc.client.api.paging.PageFailure;
import io.github.wandbjdbc.client.api.paging.PageSize;
import io.github.wandbjdbc.client.api.paging.RunAnswer;
import io.github.wandbjdbc.client.api.paging.RunReference;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Has one request ask for the beginnings of what several runs hold: of fewer runs where the answers
 * are large, and of none any more where the server fails at them. A run of which nothing came this
 * way is asked by itself.
 */
public final class FirstAnswers {
  private static final int MAX_RUNS = 25;
  private static final int MAX_FAILURES = 2;
  private static final long WANTED_BYTES = 8L << 20;
  private static final String ORDER = "+" + RunField.CREATED_AT.orderKey();

  private static final Set<Kind> PERHAPS_OF_THEM =
      Set.of(Kind.SERVER_ERROR, Kind.MALFORMED_RESPONSE, Kind.BAD_REQUEST, Kind.REFUSED);

  private final ApiContext context;
  private final ProjectPath project;
  private final Document document;
  private final UnaryOperator<Question> variables;
  private final BooleanSupplier serves;
  private final CallScope scope;
  private int most = MAX_RUNS;
  private int runs;
  private int failures;

  /** Whether the last answer came in pieces, between which a run may have been lost. */
  private boolean mayHaveSkipped;

  /**
   * First answers by {@code document}, which lists runs.
   *
   * @param variables adds those that are the document's own
   * @param serves whether the server understands the document
   */
  public FirstAnswers(
      ApiContext context,
      ProjectPath project,
      Document document,
      UnaryOperator<Question> variables,
      BooleanSupplier serves,
      CallScope scope) {
    this.context = context;
    this.project = project;
    this.document = document;
    this.variables = variables;
    this.serves = serves;
    this.scope = scope;
    // Who wants a few rows may have them from the first run.
    this.runs = scope.rowsPerPage() > 0 ? 1 : MAX_RUNS;
  }

  /** The same, of no more than {@code value} runs at once, but of one. */
  public FirstAnswers ofAtMost(int value) {
    most = Math.max(1, Math.min(MAX_RUNS, value));
    runs = Math.min(runs, most);
    return this;
  }

  /**
   * A run, and what was said of it.
   *
   * @param answer null if it has to be asked by itself
   */
  record Begun(RunReference run, @Nullable RunAnswer answer) {}

  /** The next runs of {@code queue}, perhaps none; null after the last. */
  @Nullable List<Begun> next(RunQueue queue) {
    RunReference first = queue.next();
    if (first == null) {
      return null;
    }
    List<RunReference> together = new ArrayList<>(List.of(first));
    while (together.size() < runs && serves.getAsBoolean() && queue.isAtHand()) {
      RunReference next = queue.next();
      if (next == null) {
        break;
      }
      together.add(next);
    }
    if (together.size() == 1) {
      grow(MAX_RUNS);
      return List.of(new Begun(first, null));
    }
    Map<String, RunAnswer> answers = ask(together);
    return together.stream()
        .filter(
            run ->
                answers == null
                    || run.isListed()
                    || mayHaveSkipped
                    || answers.containsKey(run.id()))
        .map(run -> new Begun(run, answers == null ? null : answers.get(run.id())))
        .toList();
  }

  private void grow(long bearable) {
    if (failures < MAX_FAILURES) {
      runs = (int) Math.max(1, Math.min(Math.min(2L * runs, most), bearable));
    }
  }

  /** The server's answers about {@code together}, by their ids; null if it fails at that. */
  private @Nullable Map<String, RunAnswer> ask(List<RunReference> together) {
    Set<String> ids = together.stream().map(RunReference::id).collect(Collectors.toSet());
    RunListing<Named> listing = listing(ids);
    Map<String, RunAnswer> answers = new HashMap<>();
    int others = 0;
    int pages = 0;
    try {
      for (List<Named> page = listing.tryFirst(ids.size());
          page != null && answers.size() < ids.size();
          page = listing.next(ids.size())) {
        pages++;
        for (Named one : page) {
          if (ids.contains(one.id())) {
            answers.put(one.id(), one.answer());
          } else {
            others++;
          }
        }
        if (others > ids.size()) {
          // It doesn't look at the filter, and would list them all.
          return failed(together.size());
        }
      }
    } catch (WandbException e) {
      if (!isPerhapsOfThem(e)) {
        throw e;
      }
      return failed(together.size());
    }
    mayHaveSkipped = pages > 1;
    failures = 0;
    grow(WANTED_BYTES / Math.max(1, listing.bytes() / together.size()));
    return answers;
  }

  private @Nullable Map<String, RunAnswer> failed(int asked) {
    failures++;
    runs = failures < MAX_FAILURES ? Math.max(1, asked / 2) : 1;
    return null;
  }

  /** Whether {@code e} may not meet who asks for one run. */
  static boolean isPerhapsOfThem(WandbException e) {
    WandbException failure = PageFailure.itself(e);
    return PERHAPS_OF_THEM.contains(failure.kind()) || PageFailure.isPerhapsTooLarge(failure);
  }

  private RunListing<Named> listing(Set<String> ids) {
    Question question =
        RunListing.question(document, project, new RunSelector(ids, RunFilter.ALL), ORDER);
    return new RunListing<>(
        context.graphQl(),
        scope,
        project,
        variables.apply(question),
        false,
        PageSize.of(ids.size()),
        Named::read,
        Named::id);
  }

  /** An answer, and which run it is about. */
  record Named(String id, RunAnswer answer) {

    static @Nullable Named read(JsonParser node) throws IOException {
      if (JsonFields.isNull(node)) {
        return null;
      }
      String json = Json.text(node);
      @Nullable String[] id = new @Nullable String[1];
      try (JsonParser parser = Json.factory().createParser(json)) {
        parser.nextToken();
        JsonFields.at(parser, "name", value -> id[0] = JsonFields.text(value));
      }
      if (id[0] == null) {
        throw new IOException("a run without a name");
      }
      return new Named(id[0], new RunAnswer(json));
    }
  }
}
