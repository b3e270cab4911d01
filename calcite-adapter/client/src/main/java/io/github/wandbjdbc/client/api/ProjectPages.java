package io.github.wandbjdbc.client.api;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.GraphQl;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.json.JsonFields;
import io.github.wandbjdbc.client.api.json.Node;
import io.github.wandbjdbc.client.api.paging.CursorTrail;
import io.github.wandbjdbc.client.api.paging.NullAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of an entity's projects. */
final class ProjectPages implements Pages<String> {
  /** As in the official client. */
  private static final int PAGE_SIZE = 500;

  private final GraphQl graphQl;
  private final String entity;
  private final CallScope scope;
  private final Set<String> names = new HashSet<>();
  private final CursorTrail trail;

  ProjectPages(GraphQl graphQl, String entity, CallScope scope) {
    this.graphQl = graphQl;
    this.entity = entity;
    this.scope = scope;
    this.trail = new CursorTrail("projects of " + entity);
  }

  @Override
  public @Nullable List<String> next() {
    if (trail.isDone()) {
      return null;
    }
    boolean isFirst = trail.cursor() == null;
    Page page =
        graphQl.ask(
            Question.of(Document.PROJECTS, "projects of " + entity)
                .with("entity", entity)
                .with("first", PAGE_SIZE)
                .with("after", trail.cursor()),
            scope,
            ProjectPages::read);
    if (!page.hasList
        || (isFirst && page.names.isEmpty() && Boolean.FALSE.equals(page.hasNextPage))) {
      checkEntity();
    }
    List<String> fresh = page.names.stream().filter(names::add).toList();
    String next = CursorTrail.behind(page.lastCursor, page.endCursor);
    trail.advance(next, page.hasList ? page.hasNextPage : Boolean.FALSE, !fresh.isEmpty());
    return fresh;
  }

  @Override
  public void close() {
    trail.end();
  }

  /** An unknown entity has no projects either; only it itself tells the difference. */
  private void checkEntity() {
    boolean isKnown =
        graphQl.ask(
            Question.of(Document.ENTITY, "entity " + entity).with("entity", entity),
            scope,
            data -> {
              boolean[] found = new boolean[1];
              JsonFields.at(data, "entity", value -> found[0] = !JsonFields.isNull(value));
              return found[0];
            });
    if (!isKnown) {
      throw NullAnswer.unknownEntity(entity);
    }
  }

  private static Page read(JsonParser data) throws IOException {
    Page page = new Page();
    JsonFields.at(
        data,
        "models",
        value -> {
          page.hasList = !JsonFields.isNull(value);
          JsonFields.each(value, page::member);
        });
    return page;
  }

  /** The contents of one answer. */
  private static final class Page {
    private final List<String> names = new ArrayList<>();
    private boolean hasList;
    private @Nullable String lastCursor;
    private @Nullable String endCursor;
    private @Nullable Boolean hasNextPage;

    void member(String name, JsonParser value) throws IOException {
      if (name.equals("edges")) {
        JsonFields.elements(value, this::edge);
      } else if (name.equals("pageInfo")) {
        JsonFields.each(value, this::pageInfo);
      }
    }

    private void edge(JsonParser value) throws IOException {
      Node edge = Node.read(value);
      lastCursor = edge.text("cursor");
      String name = edge.at("node").text("name");
      if (name != null) {
        names.add(name);
      }
    }

    private void pageInfo(String name, JsonParser value) throws IOException {
      if (name.equals("endCursor")) {
        endCursor = JsonFields.text(value);
      } else if (name.equals("hasNextPage")) {
        hasNextPage = JsonFields.flag(value);
      }
    }
  }
}
