package io.github.wandbjdbc.client.api.runs;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.GraphQl;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.http.Patience;
import io.github.wandbjdbc.client.api.json.JsonFields;
import io.github.wandbjdbc.client.api.paging.CursorTrail;
import io.github.wandbjdbc.client.api.paging.NullAnswer;
import io.github.wandbjdbc.client.api.paging.PageFailure;
import io.github.wandbjdbc.client.api.paging.PageSize;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Walks the runs of a project along the server's cursor.
 *
 * <p>A page may repeat runs and skip others when runs change while they are listed, may be empty
 * though more follow, and may say wrongly whether more follow. So each run is told once, a cursor
 * that comes back is an error, and the number of runs is held against the server's own count.
 *
 * <p>A page at which the server fails is asked for in halves. What fails alone is asked for by its
 * name only: if that is answered it is this one run that the server can't send.
 */
public final class RunListing<T> {
  /** A run that fails alone is given so long, if the others can do without it. */
  private static final Duration PATIENCE_WITH_ONE = Duration.ofSeconds(5);

  private final GraphQl graphQl;
  private final CallScope scope;
  private final ProjectPath project;
  private Question question;
  private final boolean isCounted;
  private final PageSize pageSize;
  private final RunsAnswer.RunNode<T> node;
  private final Function<T, String> id;
  private final Patience patience = new Patience();
  private final Set<String> ids = new HashSet<>();

  /** Those of this time round. */
  private final Set<String> listed = new HashSet<>();

  private final CursorTrail trail;
  private Map<String, Long> counts = Map.of();
  private @Nullable HistoryKeys keysOfAll;
  private Question firstQuestion;
  private @Nullable Consumer<String> passedOver;
  private long count = -1;
  private long bytes;
  private boolean wasCounted;

  /** The cursor and the size by which the last page was asked for. */
  private @Nullable String lastCursor;

  private int lastSize;

  /**
   * A listing from the first run on.
   *
   * @param question with all variables but those of the page
   * @param isCounted whether the server's count is wanted
   * @param pageSize how many runs to ask for at once
   * @param node reads a run's node
   * @param id of what the reader made
   */
  public RunListing(
      GraphQl graphQl,
      CallScope scope,
      ProjectPath project,
      Question question,
      boolean isCounted,
      PageSize pageSize,
      RunsAnswer.RunNode<T> node,
      Function<T, String> id) {
    this.graphQl = graphQl;
    this.scope = scope;
    this.project = project;
    this.question = question.withPatience(patience);
    this.firstQuestion = this.question;
    this.isCounted = isCounted;
    this.pageSize = pageSize;
    this.node = node;
    this.id = id;
    this.trail = new CursorTrail(question.what());
  }

  /** The question for the runs of {@code choice} in {@code order}. */
  public static Question question(
      Document document, ProjectPath project, RunSelector choice, @Nullable String order) {
    return Question.of(document, "runs of " + project)
        .with("entity", project.entity())
        .with("project", project.project())
        .with("filters", choice.toJson())
        .with("order", order);
  }

  /** The same, that asks for its first page by {@code value}. */
  RunListing<T> beginningWith(Question value) {
    firstQuestion = value.withPatience(patience);
    return this;
  }

  /** The same, which tells {@code value} of a run that can't be read, rather than fail. */
  public RunListing<T> passingOver(@Nullable Consumer<String> value) {
    passedOver = value;
    return this;
  }

  /** The same, which asks otherwise for the pages to come. */
  void ask(UnaryOperator<Question> change) {
    question = change.apply(question);
    firstQuestion = change.apply(firstQuestion);
  }

  /** The runs of the page that came last, asked for otherwise. */
  List<T> lastPage(UnaryOperator<Question> change) {
    GraphQl.Sized<RunsAnswer<T>> sized =
        graphQl.askSized(
            change
                .apply(question)
                .with("first", lastSize)
                .with("after", lastCursor)
                .with("count", false)
                .withDivisible(true),
            scope,
            data -> RunsAnswer.read(data, node));
    pageSize.answered(lastSize, sized.answer().edges(), sized.bytes());
    return sized.answer().runs();
  }

  /** The next runs, at most {@code most}; perhaps none; null after the last. */
  public @Nullable List<T> next(long most) {
    return trail.isDone() ? null : fresh(inParts(most));
  }

  /**
   * As {@link #next} of a listing that wasn't begun; but what the server fails to answer twice is
   * neither waited for nor asked for in halves, unless its answer was too large.
   */
  public @Nullable List<T> tryFirst(long most) {
    return pageSize.inParts(
        (int) Math.min(most, pageSize.rows()),
        size -> fresh(page(firstQuestion.withDivisible(true), size)),
        e -> e.kind() == Kind.LIMIT_EXCEEDED && PageFailure.isPerhapsTooLarge(e),
        patience,
        e -> {
          throw e;
        });
  }

  /** Whether the server said that there are no more. */
  boolean isDone() {
    return trail.isDone();
  }

  /** The counts, by their names, that came with the first page. */
  Map<String, Long> counts() {
    return counts;
  }

  /** The history keys of all runs, if they came with the first page; else null. */
  @Nullable HistoryKeys keysOfAll() {
    return keysOfAll;
  }

  /** How large the answers were in all. */
  public long bytes() {
    return bytes;
  }

  /** How many runs there are, as the server counts; below 0 if it wasn't asked. */
  long count() {
    return count;
  }

  /** Whether fewer runs were seen than the server counted. */
  public boolean isShort() {
    return ids.size() < count;
  }

  /** Begins anew, for the runs that were skipped. */
  public void restart() {
    trail.restart();
    listed.clear();
  }

  public void warnIfShort() {
    if (isShort()) {
      scope.warn(
          "runs of %s: the server counts %d, but listed %d; the others may be hidden from the API key's owner, or have changed meanwhile"
              .formatted(project, count, ids.size()));
    }
  }

  private List<T> fresh(RunsAnswer<T> page) {
    List<T> fresh = new ArrayList<>();
    int listedBefore = listed.size();
    for (T run : page.runs()) {
      listed.add(id.apply(run));
      if (ids.add(id.apply(run))) {
        fresh.add(run);
      }
    }
    trail.advance(page.cursor(), page.hasNextPage(), listed.size() > listedBefore);
    return fresh;
  }

  private RunsAnswer<T> inParts(long most) {
    return pageSize.inParts(
        (int) Math.min(most, pageSize.rows()),
        size -> page(ofSize(size), size),
        PageFailure::isPerhapsOfOneItem,
        patience,
        e -> {
          pageSize.failedAlone();
          return behind(e);
        });
  }

  /** There is no less than one run to ask for: that has the time for retries. */
  private Question ofSize(int size) {
    Question asked = wasCounted ? question : firstQuestion;
    return size == 1 && passedOver != null
        ? asked.withPatience(new Patience(PATIENCE_WITH_ONE))
        : asked.withDivisible(size > 1);
  }

  private RunsAnswer<T> page(Question asked, int size) {
    GraphQl.Sized<RunsAnswer<T>> sized = ask(asked, size, isCounted && !wasCounted, node);
    RunsAnswer<T> page = sized.answer();
    lastCursor = trail.cursor();
    lastSize = size;
    bytes += sized.bytes();
    pageSize.answered(size, page.edges(), sized.bytes());
    if (!page.hasProject()) {
      throw NullAnswer.unknownProject(project);
    }
    if (!wasCounted) {
      counts = page.counts();
      keysOfAll = page.keysOfAll();
    }
    wasCounted = true;
    count = page.count() < 0 ? count : page.count();
    return page;
  }

  private <R> GraphQl.Sized<RunsAnswer<R>> ask(
      Question asked, int size, boolean counts, RunsAnswer.RunNode<R> reader) {
    return graphQl.askSized(
        asked.with("first", size).with("after", trail.cursor()).with("count", counts),
        scope,
        data -> RunsAnswer.read(data, reader));
  }

  /**
   * The page of the one run that can't be read, without that run.
   *
   * @param failure why it can't be read
   */
  private RunsAnswer<T> behind(WandbException failure) {
    RunsAnswer<String> named = named(failure);
    if (named.edges() == 0 && !Boolean.TRUE.equals(named.hasNextPage())) {
      throw failure;
    }
    String run = named.runs().isEmpty() ? null : named.runs().get(0);
    String what =
        "%s, number %d of the runs listed, can't be read"
            .formatted(run == null ? "a run without a name" : "run " + run, ids.size() + 1);
    if (passedOver == null) {
      throw new WandbException(
          failure.kind(),
          "%s; %s; onRunError=warn passes over it".formatted(failure.getMessage(), what),
          failure);
    }
    if (run == null || ids.add(run)) {
      passedOver.accept("%s, though others can: %s".formatted(what, failure.getMessage()));
    }
    return named.withoutRuns(node);
  }

  /** The server's answer if only the run's name and position are asked for. */
  private RunsAnswer<String> named(WandbException failure) {
    if (failure.kind() == Kind.UNREACHABLE && passedOver == null) {
      // Only the message would be better, and that much more time be gone.
      throw failure;
    }
    Question byName =
        Question.of(Document.RUNS, question.what())
            .with("entity", question.variables().get("entity"))
            .with("project", question.variables().get("project"))
            .with("filters", question.variables().get("filters"))
            .with("order", question.variables().get("order"))
            .withFields(Set.of(RunField.ID))
            .withPatience(patience);
    try {
      return ask(byName, 1, false, RunListing::name).answer();
    } catch (WandbException e) {
      if (!PageFailure.isPerhapsOfOneItem(e)) {
        e.addSuppressed(failure);
        throw e;
      }
      WandbException named =
          new WandbException(
              failure.kind(),
              failure.getMessage()
                  + "; asked for the name of the first run alone, it fails as well",
              failure.getCause());
      named.addSuppressed(e);
      throw named;
    }
  }

  private static @Nullable String name(JsonParser node) throws IOException {
    @Nullable String[] name = new @Nullable String[1];
    JsonFields.at(node, "name", value -> name[0] = JsonFields.text(value));
    return name[0];
  }
}
