package io.github.wandbjdbc.client.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Walks the runs of a project along the server's cursor.
 *
 * <p>A page may repeat runs and skip others when runs change while they are listed, may be empty
 * though more follow, and may say wrongly whether more follow. So each run is told once, a cursor
 * that comes back is an error, and the number of runs is held against the server's own count.
 */
final class RunListing<T> {
  /** Makes something of a run's node, at which the parser stands; null if the node is. */
  @FunctionalInterface
  interface Node<T> {
    @Nullable T read(JsonParser node) throws IOException;
  }

  private final GraphQl graphQl;
  private final CallScope scope;
  private final ProjectPath project;
  private final Question question;
  private final boolean isCounted;
  private final PageSize pageSize;
  private final Node<T> node;
  private final Function<T, String> id;
  private final Set<String> ids = new HashSet<>();

  /** Those of this time round. */
  private final Set<String> listed = new HashSet<>();

  private final CursorTrail trail;
  private final Map<String, Long> counts = new HashMap<>();
  private Question firstQuestion;
  private long count = -1;
  private boolean isStarted;

  /**
   * A listing from the first run on.
   *
   * @param question with all variables but those of the page
   * @param isCounted whether the server's count is wanted
   * @param pageSize how many runs to ask for at once
   * @param node reads a run's node
   * @param id of what the reader made
   */
  RunListing(
      GraphQl graphQl,
      CallScope scope,
      ProjectPath project,
      Question question,
      boolean isCounted,
      PageSize pageSize,
      Node<T> node,
      Function<T, String> id) {
    this.graphQl = graphQl;
    this.scope = scope;
    this.project = project;
    this.question = question;
    this.firstQuestion = question;
    this.isCounted = isCounted;
    this.pageSize = pageSize;
    this.node = node;
    this.id = id;
    this.trail = new CursorTrail(question.what());
  }

  /** The question for the runs of {@code choice} in {@code order}. */
  static Question question(
      Document document, ProjectPath project, RunChoice choice, @Nullable String order) {
    return Question.of(document, "runs of " + project)
        .with("entity", project.entity())
        .with("project", project.project())
        .with("filters", choice.toJson())
        .with("order", order);
  }

  /** The same, that asks for its first page by {@code value}. */
  RunListing<T> beginningWith(Question value) {
    firstQuestion = value;
    return this;
  }

  /** The next runs, at most {@code most}; perhaps none; null after the last. */
  @Nullable List<T> next(long most) {
    return next(most, false);
  }

  /**
   * As {@link #next} of a listing that wasn't begun; but what the server fails to answer twice is
   * neither waited for nor asked for in halves.
   */
  @Nullable List<T> tryFirst(long most) {
    return next(most, true);
  }

  /** The counts, by their names, that came with the first page. */
  Map<String, Long> counts() {
    return Map.copyOf(counts);
  }

  private @Nullable List<T> next(long most, boolean isTrial) {
    if (trail.isDone()) {
      return null;
    }
    Page page = ask(most, isTrial);
    if (page.count >= 0) {
      count = page.count;
    }
    List<T> fresh = new ArrayList<>();
    int listedBefore = listed.size();
    for (T run : page.runs) {
      listed.add(id.apply(run));
      if (ids.add(id.apply(run))) {
        fresh.add(run);
      }
    }
    String next = page.lastCursor == null ? page.endCursor : page.lastCursor;
    trail.advance(next, page.hasNextPage, page.edges, listed.size() - listedBefore);
    if (trail.isDone() && count < 0) {
      trail.warnIfCutShort(scope);
    }
    return fresh;
  }

  boolean isStarted() {
    return isStarted;
  }

  /** Whether fewer runs were seen than the server counted. */
  boolean isShort() {
    return ids.size() < count;
  }

  /** Begins anew, for the runs that were skipped. */
  void restart() {
    trail.restart();
    listed.clear();
  }

  void warnIfShort() {
    if (isShort()) {
      scope.warn(
          "runs of %s: the server counts %d, but listed %d; they may have changed meanwhile"
              .formatted(project, count, ids.size()));
    }
  }

  private Page ask(long most, boolean isTrial) {
    while (true) {
      int size = (int) Math.min(most, pageSize.rows());
      try {
        GraphQl.Sized<Page> sized =
            graphQl.askSized(
                (isStarted ? question : firstQuestion)
                    .with("first", size)
                    .with("after", trail.cursor())
                    .with("count", isCounted && !isStarted)
                    .withDivisible(isTrial || pageSize.isGrown(size)),
                scope,
                this::read);
        Page page = sized.answer();
        pageSize.answered(size, page.edges, sized.bytes());
        if (!page.hasProject) {
          throw ApiClient.unknownProject(project);
        }
        isStarted = true;
        return page;
      } catch (WandbException e) {
        boolean isRefused = isTrial && e.kind() != Kind.LIMIT_EXCEEDED;
        if (size == 1 || isRefused || !mayDivide(e, size)) {
          throw e;
        }
        pageSize.tooMany(size);
      }
    }
  }

  private boolean mayDivide(WandbException e, int size) {
    return e.kind() == Kind.LIMIT_EXCEEDED
        || (pageSize.isGrown(size)
            && (e.kind() == Kind.SERVER_ERROR || e.kind() == Kind.UNREACHABLE));
  }

  private Page read(JsonParser data) throws IOException {
    Page page = new Page();
    JsonFields.at(
        data,
        "project",
        value -> {
          page.hasProject = !JsonFields.isNull(value);
          JsonFields.each(value, page::member);
        });
    if (page.hasProject && !page.hasRuns) {
      throw new IOException("a project without a list of runs");
    }
    return page;
  }

  /** What one answer held. */
  private final class Page {
    private final List<T> runs = new ArrayList<>();
    private boolean hasProject;
    private boolean hasRuns;
    private long count = -1;
    private int edges;
    private @Nullable String lastCursor;
    private @Nullable String endCursor;
    private boolean hasNextPage;

    void member(String name, JsonParser value) throws IOException {
      if (name.equals("runCount")) {
        count = Objects.requireNonNullElse(JsonFields.whole(value), -1L);
      } else if (name.equals("runs")) {
        hasRuns = !JsonFields.isNull(value);
        JsonFields.each(value, this::connectionMember);
      } else if (value.currentToken() == JsonToken.VALUE_NUMBER_INT) {
        counts.put(name, value.getLongValue());
      }
    }

    private void connectionMember(String name, JsonParser value) throws IOException {
      if (name.equals("edges")) {
        JsonFields.elements(value, this::edge);
      } else if (name.equals("pageInfo")) {
        JsonFields.each(
            value,
            (member, memberValue) -> {
              if (member.equals("endCursor")) {
                endCursor = JsonFields.text(memberValue);
              } else if (member.equals("hasNextPage")) {
                hasNextPage = Boolean.TRUE.equals(JsonFields.flag(memberValue));
              }
            });
      }
    }

    private void edge(JsonParser edge) throws IOException {
      edges++;
      JsonFields.each(
          edge,
          (name, value) -> {
            if (name.equals("cursor")) {
              lastCursor = JsonFields.text(value);
            } else if (name.equals("node")) {
              T run = node.read(value);
              if (run != null) {
                runs.add(run);
              }
            }
          });
    }
  }
}
