package io.github.wandbjdbc.client.api.paging;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.api.graphql.GraphQl;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.json.JsonFields;
import io.github.wandbjdbc.client.api.json.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The items of one connection of the API, along its cursor. An item that a page repeats comes once;
 * a cursor that comes back is an error, since it would go on for ever.
 *
 * <p>Where a server doesn't know the connection there are no items, and a warning says why.
 */
public final class ConnectionPages<T> implements Pages<T> {
  private static final int PAGE_SIZE = 100;

  private final GraphQl graphQl;
  private final Question question;
  private final List<String> path;
  private final NullAnswer absence;
  private final CallScope scope;
  private final Edge<T> edge;
  private final Set<T> seen = new HashSet<>();
  private final CursorTrail trail;
  private @Nullable RunAnswer first;

  /** Makes something of an edge; null if it is nothing. */
  @FunctionalInterface
  public interface Edge<T> {
    @Nullable T read(Node edge) throws IOException;
  }

  /**
   * @param question with all variables but {@code first} and {@code after}
   * @param path the members that lead to the connection, its own name last
   */
  public ConnectionPages(
      GraphQl graphQl,
      Question question,
      List<String> path,
      NullAnswer absence,
      CallScope scope,
      Edge<T> edge) {
    this.graphQl = graphQl;
    this.question = question;
    this.path = List.copyOf(path);
    this.absence = absence;
    this.scope = scope;
    this.edge = edge;
    this.trail = new CursorTrail(question.what());
  }

  /** The same, whose first page came with {@code value}, unless that is null. */
  public ConnectionPages<T> beginningWith(@Nullable RunAnswer value) {
    first = value;
    return this;
  }

  @Override
  public @Nullable List<T> next() {
    if (trail.isDone()) {
      return null;
    }
    String connection = path.get(path.size() - 1);
    Optional<Page<T>> answer = page(connection);
    if (answer.isEmpty()) {
      trail.end();
      return List.of();
    }
    Page<T> page = answer.get();
    if (page.missing != null) {
      trail.end();
      absence.isNull(page.missing, page.missing.equals(connection));
      return List.of();
    }
    List<T> fresh = page.items.stream().filter(seen::add).toList();
    String next = CursorTrail.behind(page.lastCursor, page.endCursor);
    // A document that can do without it says so, and what a reader misses then.
    boolean isUnknown = page.hasNextPage == null && graphQl.isLacking("pageInfo");
    trail.advance(next, isUnknown ? Boolean.FALSE : page.hasNextPage, !fresh.isEmpty());
    return fresh;
  }

  @Override
  public void close() {
    trail.end();
  }

  private Optional<Page<T>> page(String connection) {
    Page<T> told = first == null ? null : first.read(this::read);
    first = null;
    return told != null
        ? Optional.of(told)
        : graphQl.askForRows(
            question.with("first", PAGE_SIZE).with("after", trail.cursor()),
            connection,
            scope,
            this::read);
  }

  private Page<T> read(JsonParser data) throws IOException {
    Page<T> page = new Page<>(path.get(0));
    descend(data, 0, page);
    return page;
  }

  private void descend(JsonParser value, int depth, Page<T> page) throws IOException {
    if (depth == path.size()) {
      page.read(value, edge);
      return;
    }
    String name = path.get(depth);
    page.missing = name;
    JsonFields.at(
        value,
        name,
        member -> {
          if (!JsonFields.isNull(member)) {
            page.missing = null;
            descend(member, depth + 1, page);
          }
        });
  }

  /** The contents of one answer. */
  private static final class Page<T> {
    private final List<T> items = new ArrayList<>();
    private @Nullable String missing;
    private @Nullable String lastCursor;
    private @Nullable String endCursor;
    private @Nullable Boolean hasNextPage;

    Page(String missing) {
      this.missing = missing;
    }

    void read(JsonParser connection, Edge<T> edge) throws IOException {
      JsonFields.each(
          connection,
          (name, value) -> {
            if (name.equals("edges")) {
              JsonFields.elements(value, element -> add(Node.read(element), edge));
            } else if (name.equals("pageInfo")) {
              Node info = Node.read(value);
              endCursor = info.text("endCursor");
              hasNextPage = info.flag("hasNextPage");
            }
          });
    }

    private void add(Node node, Edge<T> edge) throws IOException {
      String cursor = node.text("cursor");
      lastCursor = cursor == null ? lastCursor : cursor;
      T item = edge.read(node);
      if (item != null) {
        items.add(item);
      }
    }
  }
}
