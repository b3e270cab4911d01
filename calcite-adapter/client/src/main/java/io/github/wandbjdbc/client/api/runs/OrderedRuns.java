package io.github.wandbjdbc.client.api.runs;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.FirstRuns;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunFilter.Assumption;
import io.github.wandbjdbc.client.RunOrder;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.api.discovery.Member;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.GraphQl;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.http.FailedAttempt;
import io.github.wandbjdbc.client.api.paging.PageSize;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server for the first runs by a number or a time, and believes no order that it can't
 * prove.
 *
 * <p>Where servers put runs that lack the value, or have something else in its place, is unknown.
 * So only those are asked for in order that have a finite number; those whose value is a text, and
 * where a name with dots may hide a value those that seem to lack it, are asked for apart and come
 * first. Counts in the same request show whether these are all. A page is believed if it is in
 * order and another count finds no run before its last one that isn't among those seen. Whatever
 * isn't believed is left to the plain list of runs, which also has all that come last.
 */
public final class OrderedRuns implements FirstRuns {
  /** So many more than are wanted are asked for, since the last ones may not be certain. */
  private static final int SPARE = 10;

  /** So many pages are read in order; then it is cheaper to read all runs. */
  private static final int MOST_PAGES = 3;

  /** So many runs are read apart. */
  private static final int MOST_APART = 200;

  /** Who wants more first runs than that may read all. */
  private static final long MOST_WANTED = 1000;

  private final ApiContext context;
  private final RunsRequest request;
  private final ToDoubleFunction<Run> value;
  private final CallScope scope;
  private final ProjectMeasurements measurements;
  private final RunSelector choice;

  private final Set<String> given = new HashSet<>();
  private final List<Double> seen = new ArrayList<>();
  private final List<Run> held = new ArrayList<>();
  private @Nullable OrderFilters filters;
  private @Nullable RunListing<Run> listing;
  private @Nullable List<Run> firstPage;
  private long ordered;
  private int pages;
  private boolean isOrdered;
  private @Nullable Pages<Run> others;
  private boolean isClosed;

  public OrderedRuns(
      ApiContext context, RunsRequest request, ToDoubleFunction<Run> value, CallScope scope) {
    this.context = context;
    this.request = request;
    this.value = value;
    this.scope = scope;
    this.measurements = ProjectMeasurements.of(context, request.project());
    this.choice = known(RunSelector.of(request.filter()));
  }

  /** The part of {@code wanted} that is known to lose no run. */
  private RunSelector known(RunSelector wanted) {
    Set<Assumption> unknown = EnumSet.allOf(Assumption.class);
    unknown.removeAll(measurements.found(true));
    return wanted.without(unknown);
  }

  @Override
  public boolean isOrdered() {
    return isOrdered;
  }

  @Override
  public @Nullable List<Run> next() {
    isOrdered = false;
    if (isClosed) {
      return null;
    }
    if (others == null) {
      List<Run> page = certain();
      if (page != null) {
        page.forEach(run -> given.add(run.id()));
        return page;
      }
      others = RunPages.open(context, request.withOrder(null).withLimit(Long.MAX_VALUE), scope);
    }
    List<Run> page = others.next();
    return page == null ? null : page.stream().filter(run -> !given.contains(run.id())).toList();
  }

  @Override
  public void close() {
    isClosed = true;
    if (others != null) {
      others.close();
    }
  }

  /** The next runs of whose place something is certain; null if there are no more of these. */
  private @Nullable List<Run> certain() {
    try {
      return listing == null ? begin() : next(listing, Objects.requireNonNull(filters));
    } catch (WandbException e) {
      boolean blamesQuestion = FailedAttempt.blamesQuestion(e);
      if (!blamesQuestion && !FailedAttempt.isPerhapsTooHeavy(e)) {
        throw e;
      }
      if (blamesQuestion) {
        distrust("the server can't answer it");
      }
      return null;
    }
  }

  private @Nullable List<Run> begin() {
    RunOrder order = request.order();
    if (order == null || !isAskable(order)) {
      return null;
    }
    OrderFilters sent = new OrderFilters(choice, order);
    RunListing<Run> runs = listing(sent, sent.ordered(), RunPages.text(order));
    boolean isLimited = request.limit() != Long.MAX_VALUE;
    List<Run> page = runs.tryFirst(isLimited ? request.limit() + SPARE : Long.MAX_VALUE);
    filters = sent;
    listing = runs;
    firstPage = page == null ? List.of() : page;

    Map<String, Long> counts = runs.counts();
    Long wanted = counts.get("wanted");
    Long found = counts.get("ordered");
    Long notFinite = sent.hasTexts() ? counts.get("apart") : (Long) 0L;
    Long missing = counts.get("missing");
    if (wanted == null || found == null || notFinite == null || missing == null) {
      return distrust("the runs can't be counted");
    }
    if (wanted != found + notFinite + missing) {
      return distrust(
          "of %d runs %d have a number, %d one that isn't finite, %d none"
              .formatted(wanted, found, notFinite, missing));
    }
    ordered = found;
    long apart = sent.isMissingUncertain() ? notFinite + missing : notFinite;
    if (apart > MOST_APART) {
      return null;
    }
    return apart > 0 ? apart(sent, apart) : next(runs, sent);
  }

  /** Whether nothing is known that speaks against asking for the runs in {@code order}. */
  private boolean isAskable(RunOrder order) {
    boolean isPlain =
        choice.ids() == null
            && !choice.isEmpty()
            && (choice.isAll() || !measurements.refuses(choice.shape()));
    boolean isLittle = request.limit() == Long.MAX_VALUE || request.limit() <= MOST_WANTED;
    return isPlain
        && isLittle
        && !context.server().isLacking(Member.field("Project", "runCount"))
        && measurements.mayTrust(RunPages.text(order));
  }

  /** The runs that have to be seen before it is certain which are first. */
  private @Nullable List<Run> apart(OrderFilters sent, long count) {
    RunListing<Run> runs = listing(sent, sent.apart(), null);
    List<Run> all = new ArrayList<>();
    for (List<Run> page = runs.next(Long.MAX_VALUE); page != null; ) {
      all.addAll(page);
      page = runs.next(Long.MAX_VALUE);
    }
    return all.size() < count ? distrust("some of the runs aren't found by filters") : all;
  }

  private @Nullable List<Run> next(RunListing<Run> runs, OrderFilters sent) {
    while (pages < MOST_PAGES && seen.size() < ordered) {
      List<Run> page = firstPage == null ? runs.next(Long.MAX_VALUE) : firstPage;
      firstPage = null;
      pages++;
      if (page == null) {
        return null;
      }
      if (!isInOrder(page, sent)) {
        return distrust("the runs come in another order");
      }
      held.addAll(page);
      if (seen.size() == ordered) {
        held.sort((left, right) -> sent.compare(number(left), number(right)));
        return certain(held.size());
      }
      if (page.isEmpty()) {
        continue;
      }
      double bound = sent.bound(seen.get(seen.size() - 1));
      long before = seen.stream().filter(number -> sent.isBefore(number, bound)).count();
      if (count(sent.before(bound)) != before) {
        return distrust("other runs come before the first ones");
      }
      measurements.trust(RunPages.text(sent.order()));
      int certain = (int) held.stream().filter(run -> sent.isCertain(number(run), bound)).count();
      if (certain > 0) {
        return certain(certain);
      }
    }
    return null;
  }

  /** Takes note of the values of {@code page}; false if they can't be those of an ordered one. */
  private boolean isInOrder(List<Run> page, OrderFilters sent) {
    for (Run run : page) {
      double number = number(run);
      if (!sent.isSendable(number)
          || (!seen.isEmpty() && sent.compare(seen.get(seen.size() - 1), number) > 0)) {
        return false;
      }
      seen.add(number);
    }
    return seen.size() <= ordered;
  }

  private double number(Run run) {
    return value.applyAsDouble(run) + 0.0; // turns -0.0 into 0.0
  }

  /** The first {@code count} of the runs that are held. */
  private List<Run> certain(int count) {
    isOrdered = true;
    List<Run> first = List.copyOf(held.subList(0, count));
    held.subList(0, count).clear();
    return first;
  }

  /** How many runs the server counts by {@code filter}; below 0 if it can't. */
  private long count(String filter) {
    Question question =
        Question.about(
                Document.RUN_COUNT,
                request.project(),
                "number of the first runs of " + request.project())
            .with("filters", filter)
            .withDivisible(true);
    Optional<GraphQl.Sized<Long>> count =
        context.graphQl().askIfKnown(question, "runCount", scope, RunCount::read);
    return count.map(GraphQl.Sized::answer).orElse(-1L);
  }

  private RunListing<Run> listing(OrderFilters sent, String filter, @Nullable String order) {
    Question question =
        RunListing.question(Document.RUNS, request.project(), choice, order)
            .with("filters", filter)
            .withFields(request.fields());
    RunNodeReader reader = new RunNodeReader(context.appUrl(), request.project(), request.fields());
    PageSize size = RunPages.pageSize(context, request.fields(), scope);
    RunListing<Run> made =
        new RunListing<>(
            context.graphQl(),
            scope,
            request.project(),
            question,
            false,
            size,
            reader::read,
            Run::id);
    return order == null
        ? made
        : made.beginningWith(
            question
                .by(Document.FIRST_RUNS)
                .with("wanted", sent.wanted())
                .with("hasTexts", sent.hasTexts())
                .with("apart", sent.notFinite())
                .with("missing", sent.missing()));
  }

  private @Nullable List<Run> distrust(String why) {
    measurements.distrust(RunPages.text(Objects.requireNonNull(request.order())), why);
    return null;
  }
}
