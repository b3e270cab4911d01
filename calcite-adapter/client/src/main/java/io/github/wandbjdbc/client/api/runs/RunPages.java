package io.github.wandbjdbc.client.api.runs;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.KeySearch;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunFilter.Assumption;
import io.github.wandbjdbc.client.RunOrder;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.api.discovery.PageKind;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.http.FailedAttempt;
import io.github.wandbjdbc.client.api.paging.PageFailure;
import io.github.wandbjdbc.client.api.paging.PageSize;
import io.github.wandbjdbc.client.api.paging.PrefetchedPages;
import io.github.wandbjdbc.client.api.runs.FilterNegotiation.Started;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The runs that a request asks for. */
public final class RunPages implements Pages<Run>, KeySearch.WithKeysOfAll {
  /** So many run ids are looked for in one filter. */
  private static final int MAX_IDS = 50;

  /** The keys of one run's history alone may be megabytes: a few runs show how large they are. */
  public static final int FIRST_RUNS_WITH_KEYS = 25;

  private static final String KEYS_OF_ALL = "history keys of all runs";

  private static final Set<RunField> HEAVY =
      Set.of(
          RunField.CONFIG,
          RunField.SUMMARY,
          RunField.SYSTEM_METRICS,
          RunField.HISTORY_KEYS,
          RunField.ENVIRONMENT);

  private final ApiContext context;
  private final RunsRequest request;
  private final CallScope scope;
  private final RunNodeReader reader;
  private final PageSize pageSize;
  private final boolean passesOver;
  private final KeyedValues values;
  private final Deque<RunSelector> batches = new ArrayDeque<>();
  private @Nullable RunSelector choice;

  /** Whether the server was sent less than the exact part of the choice. */
  private boolean isDecidedHere;

  private @Nullable RunListing<Run> listing;
  private boolean isRestarted;
  private @Nullable HistoryKeys keysOfAll;
  private long remaining;

  /** The runs of {@code request}; who reads all of them has pages asked for ahead. */
  public static Pages<Run> open(ApiContext context, RunsRequest request, CallScope scope) {
    if (request.limit() != Long.MAX_VALUE) {
      return new RunPages(context, request, scope);
    }
    CallScope part = scope.part();
    return new PrefetchedPages<>(new RunPages(context, request, part), part);
  }

  private RunPages(ApiContext context, RunsRequest request, CallScope scope) {
    this.context = context;
    this.request = request;
    this.scope = scope;
    this.reader = new RunNodeReader(context.appUrl(), request.project(), request.fields());
    this.pageSize = pageSize(context, request.fields(), scope);
    this.passesOver = request.passesOverUnreadable() || !context.failsOnRunError();
    this.values = new KeyedValues(context, request);
    this.remaining = request.limit();
    RunSelector all = RunSelector.of(request.filter());
    if (!all.isEmpty()) {
      // Batches one after the other would each be in order, but not all of them together.
      batches.addAll(request.order() == null ? all.batches(MAX_IDS) : List.of(all));
    }
  }

  @Override
  public @Nullable List<Run> next() {
    while (remaining > 0) {
      RunSelector current = choice == null ? batches.poll() : choice;
      if (current == null) {
        return null;
      }
      choice = current;
      List<Run> page = page(current);
      if (page != null) {
        List<Run> wanted =
            page.stream().filter(run -> accepts(current, run)).limit(remaining).toList();
        remaining -= wanted.size();
        tellOf(wanted.size());
        return completed(wanted);
      }
      choice = null;
      listing = null;
    }
    return null;
  }

  /** Runs that others are read of are told of by these. */
  private void tellOf(int runs) {
    if (request.shown()) {
      scope.progress().listRuns(runs, listing == null || isDecidedHere ? -1 : listing.count());
    }
  }

  private boolean accepts(RunSelector current, Run run) {
    // Batches that weren't sent as such are all of them in one listing.
    RunSelector meant = choice == null ? current : choice;
    return isDecidedHere ? meant.accepts(run) : meant.accepts(run.id());
  }

  /** {@inheritDoc} A reader of a sample of all runs that reads their keys is told those of all. */
  @Override
  public @Nullable HistoryKeys keysOfAll() {
    return keysOfAll;
  }

  @Override
  public void close() {
    remaining = 0;
  }

  private @Nullable List<Run> page(RunSelector current) {
    String id = current.onlyId();
    if (id != null) {
      choice = null;
      Run run = named(id);
      return run == null ? null : List.of(run);
    }
    RunListing<Run> runs = listing;
    if (runs == null) {
      return firstPage(current);
    }
    long most = isDecidedHere ? Long.MAX_VALUE : remaining;
    List<Run> page = runs.next(most);
    if (page == null && runs.isShort() && !isRestarted && request.order() == null) {
      // Runs that moved while they were listed; a second look finds most of them.
      isRestarted = true;
      runs.restart();
      return runs.next(most);
    }
    if (page == null) {
      runs.warnIfShort();
    }
    return page;
  }

  /** {@code page} with the values that doubtful answers lack; these aren't trusted any more. */
  private List<Run> completed(List<Run> page) {
    List<Run> doubtful = values.doubtful(page);
    if (doubtful.isEmpty()) {
      return page;
    }
    Map<String, Run> whole = whole(doubtful);
    List<Run> completed =
        page.stream().map(run -> values.completed(run, whole.get(run.id()))).toList();
    values.askForAll();
    if (listing != null) {
      listing.ask(values::in);
    }
    return completed;
  }

  /** Of {@code runs} all that is asked for by keys. */
  private Map<String, Run> whole(List<Run> runs) {
    Set<RunField> fields = EnumSet.of(RunField.ID);
    fields.addAll(values.fields());
    Map<String, Run> found = new HashMap<>();
    if (listing != null) {
      try {
        listing
            .lastPage(
                question ->
                    question
                        .withFields(fields)
                        .withKeys(RunField.CONFIG, null)
                        .withKeys(RunField.SUMMARY, null))
            .forEach(run -> found.put(run.id(), run));
      } catch (WandbException e) {
        if (!PageFailure.isPerhapsOfOneItem(e)) {
          throw e;
        }
      }
    }
    List<Object> others = new ArrayList<>();
    runs.stream().map(Run::id).filter(id -> !found.containsKey(id)).forEach(others::add);
    RunsRequest named =
        RunsRequest.all(request.project())
            .withFilter(new RunFilter.In(RunField.ID, others))
            .withFields(fields);
    RunPages rest = new RunPages(context, named, scope);
    for (List<Run> page = rest.next(); page != null; page = rest.next()) {
      page.forEach(run -> found.put(run.id(), run));
    }
    return found;
  }

  /**
   * The answer to {@code ask}; without keys if they may be why the server fails at it.
   *
   * @param ask is told whether to give up soon
   */
  private <T> T orWithoutKeys(Function<Boolean, T> ask) {
    if (!values.isAsked() || values.isProven()) {
      return ask.apply(false);
    }
    WandbException failure;
    try {
      return ask.apply(true);
    } catch (WandbException e) {
      if (!FailedAttempt.blamesQuestion(e) && !FailedAttempt.isPerhapsTooHeavy(e)) {
        throw e;
      }
      failure = e;
    }
    Set<RunField> fields = values.fields();
    values.askForAll();
    T found = ask.apply(false);
    values.failed(fields, failure);
    return found;
  }

  /** The run of that id; null if there is none, or it can't be read and that is told. */
  private @Nullable Run named(String id) {
    try {
      return orWithoutKeys(
              isTrial ->
                  Optional.ofNullable(
                      RunById.find(
                          context,
                          request.project(),
                          id,
                          request.fields(),
                          question -> values.in(question).withDivisible(isTrial),
                          reader,
                          scope)))
          .orElse(null);
    } catch (WandbException e) {
      if (!passesOver || !PageFailure.isPerhapsOfOneItem(e)) {
        throw e;
      }
      Run run =
          RunById.find(
              context,
              request.project(),
              id,
              Set.of(RunField.ID),
              question -> question,
              reader,
              scope);
      if (run != null) {
        passOver("run %s exists, but can't be read: %s".formatted(id, e.getMessage()));
      }
      return null;
    }
  }

  private void passOver(String message) {
    scope.warn(
        (request.passesOverUnreadable() ? "columns may be missing: " : "a row is missing: ")
            + message);
  }

  /** How many runs are asked for at once, with {@code fields} of each. */
  static PageSize pageSize(ApiContext context, Set<RunField> fields, CallScope scope) {
    boolean withKeys = fields.contains(RunField.HISTORY_KEYS);
    return PageSize.ofRuns(
            context.options(), scope, withKeys ? FIRST_RUNS_WITH_KEYS : Integer.MAX_VALUE)
        .within(context.server().bound(kind(fields)));
  }

  private static PageKind kind(Set<RunField> fields) {
    return Collections.disjoint(fields, HEAVY) ? PageKind.LIGHT_RUNS : PageKind.HEAVY_RUNS;
  }

  private @Nullable List<Run> firstPage(RunSelector current) {
    isRestarted = false;
    List<Run> withKeys = firstPageWithKeys();
    if (withKeys != null) {
      isDecidedHere = false;
      return withKeys;
    }
    Started started =
        orWithoutKeys(
            isTrial ->
                FilterNegotiation.begin(
                    ProjectMeasurements.of(context, request.project()),
                    current,
                    request.measuring(),
                    this::listing,
                    remaining,
                    isTrial));
    listing = started.listing();
    isDecidedHere = started.sent().isAll() && !current.exactPart().isAll();
    if (isDecidedHere && current.ids() != null) {
      batches.add(current);
      choice = RunSelector.union(batches);
      batches.clear();
    }
    return started.page();
  }

  private RunListing<Run> listing(RunSelector sent, Set<Assumption> measured) {
    Set<RunField> fields = EnumSet.copyOf(request.fields());
    if (sent.isAll() && !RunSelector.of(request.filter()).exactPart().isAll()) {
      fields.add(RunField.STATE);
    }
    Question question = question(sent, fields);
    RunListing<Run> made =
        new RunListing<>(
                context.graphQl(),
                scope,
                request.project(),
                question,
                remaining == Long.MAX_VALUE && sent.ids() == null,
                pageSize,
                reader::read,
                Run::id)
            .passingOver(passesOver ? this::passOver : null);
    return measured.isEmpty()
        ? made
        : made.beginningWith(FilterProbe.ask(question.by(Document.RUNS_WITH_COUNTS), measured));
  }

  private Question question(RunSelector sent, Set<RunField> fields) {
    RunOrder order = request.order();
    return values.in(
        RunListing.question(
                Document.RUNS, request.project(), sent, order == null ? null : text(order))
            .withFields(fields));
  }

  /** The first page with the keys of all runs; null if those aren't wanted, or can't be had. */
  private @Nullable List<Run> firstPageWithKeys() {
    boolean isOfSample =
        request.passesOverUnreadable()
            && request.filter().equals(RunFilter.ALL)
            && request.fields().contains(RunField.HISTORY_KEYS);
    ProjectMeasurements measurements = ProjectMeasurements.of(context, request.project());
    if (!isOfSample || measurements.refuses(KEYS_OF_ALL)) {
      return null;
    }
    RunListing<Run> made = listing(RunSelector.ALL, EnumSet.noneOf(Assumption.class));
    made.beginningWith(question(RunSelector.ALL, request.fields()).by(Document.RUNS_WITH_KEYS));
    try {
      List<Run> page = made.tryFirst(remaining);
      keysOfAll = made.keysOfAll();
      listing = made;
      return page;
    } catch (WandbException e) {
      if (!FailedAttempt.blamesQuestion(e) && !FailedAttempt.isPerhapsTooHeavy(e)) {
        throw e;
      }
      measurements.refuse(KEYS_OF_ALL, e);
      return null;
    }
  }

  /** {@code order} in the API's words. */
  static String text(RunOrder order) {
    return (order.descending() ? "-" : "+") + order.attribute().orderKey();
  }
}
