package io.github.wandbjdbc.client.api.runs;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.paging.PageSize;
import io.github.wandbjdbc.client.api.paging.RunReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The items of runs, which come with the list of the runs itself; where the server fails at that,
 * runs are listed, and their items asked for then.
 */
public final class ListedItemPages<T> implements Pages<T> {
  private static final int MAX_RUNS = 25;

  /** More ids are sooner asked for a few at a time. */
  private static final int MAX_IDS = 200;

  private static final String ORDER = "+" + RunField.CREATED_AT.orderKey();

  private final RunSelector choice;
  private final RunListing<FirstAnswers.Named> listing;
  private final ProjectPath project;
  private final RunItemPages.OfRun<T> items;
  private final Pages<T> otherwise;
  private final Deque<FirstAnswers.Named> waiting = new ArrayDeque<>();
  private @Nullable Pages<T> current;
  private boolean isBegun;
  private boolean isRestarted;
  private boolean isOtherwise;
  private boolean isClosed;

  private ListedItemPages(
      RunSelector choice,
      RunListing<FirstAnswers.Named> listing,
      ProjectPath project,
      RunItemPages.OfRun<T> items,
      Pages<T> otherwise) {
    this.choice = choice;
    this.listing = listing;
    this.project = project;
    this.items = items;
    this.otherwise = otherwise;
  }

  /**
   * The items of the runs that {@code filter} accepts, exactly.
   *
   * @param document lists runs, each with its first items
   * @param variables adds those that are the document's own
   * @param items what one run holds
   */
  public static <T> Pages<T> open(
      ApiContext context,
      ProjectPath project,
      RunFilter filter,
      Document document,
      UnaryOperator<Question> variables,
      CallScope scope,
      RunItemPages.OfRun<T> items) {
    RunSelector choice = RunSelector.of(filter);
    if (choice.isEmpty()) {
      return Pages.none();
    }
    FirstAnswers together =
        new FirstAnswers(
            context,
            project,
            document,
            question -> variables.apply(question).with("count", false),
            () -> true,
            scope.withRowsPerPage(0));
    Pages<T> otherwise = new RunItemPages<>(context, project, filter, scope, together, items);
    if (choice.ids() != null && choice.ids().size() > MAX_IDS) {
      return otherwise;
    }
    RunListing<FirstAnswers.Named> listing =
        new RunListing<>(
                context.graphQl(),
                scope,
                project,
                variables.apply(RunListing.question(document, project, choice, ORDER)),
                choice.ids() == null,
                PageSize.of(MAX_RUNS),
                FirstAnswers.Named::read,
                FirstAnswers.Named::id)
            .passingOver(context.failsOnRunError() ? null : scope::warn);
    return new ListedItemPages<>(choice, listing, project, items, otherwise);
  }

  @Override
  public @Nullable List<T> next() {
    while (!isClosed) {
      if (isOtherwise) {
        return otherwise.next();
      }
      Pages<T> open = current == null ? nextRun() : current;
      if (open == null) {
        if (isOtherwise) {
          continue;
        }
        return null;
      }
      current = open;
      List<T> page = open.next();
      if (page != null) {
        return page;
      }
      open.close();
      current = null;
    }
    return null;
  }

  private @Nullable Pages<T> nextRun() {
    while (waiting.isEmpty()) {
      List<FirstAnswers.Named> page = page();
      if (page == null) {
        return null;
      }
      page.stream().filter(run -> choice.accepts(run.id())).forEach(waiting::add);
    }
    FirstAnswers.Named next = waiting.remove();
    return items.open(new RunReference(project, next.id(), true), next.answer());
  }

  private @Nullable List<FirstAnswers.Named> page() {
    if (!isBegun) {
      isBegun = true;
      try {
        return listing.tryFirst(Long.MAX_VALUE);
      } catch (WandbException e) {
        if (!FirstAnswers.isPerhapsOfThem(e)) {
          throw e;
        }
        isOtherwise = true;
        return null;
      }
    }
    List<FirstAnswers.Named> page = listing.next(Long.MAX_VALUE);
    if (page == null && listing.isShort()) {
      if (!isRestarted) {
        isRestarted = true;
        listing.restart();
        return List.of();
      }
      listing.warnIfShort();
    }
    return page;
  }

  @Override
  public void close() {
    isClosed = true;
    waiting.clear();
    if (current != null) {
      current.close();
    }
    otherwise.close();
  }
}
