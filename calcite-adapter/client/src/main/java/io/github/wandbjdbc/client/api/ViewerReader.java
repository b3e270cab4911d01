package io.github.wandbjdbc.client.api;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.Viewer;
import io.github.wandbjdbc.client.api.json.JsonFields;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads who asks. */
final class ViewerReader {
  private final Set<String> teams = new LinkedHashSet<>();
  private boolean isPresent;
  private @Nullable String username;
  private @Nullable String entity;

  private ViewerReader() {}

  /** The viewer, or empty if the server doesn't know them. */
  static Optional<Viewer> read(JsonParser data) throws IOException {
    ViewerReader reader = new ViewerReader();
    JsonFields.at(
        data,
        "viewer",
        viewer -> {
          reader.isPresent = !JsonFields.isNull(viewer);
          JsonFields.each(viewer, reader::member);
        });
    return reader.isPresent ? Optional.of(reader.toViewer()) : Optional.empty();
  }

  private void member(String name, JsonParser value) throws IOException {
    switch (name) {
      case "username" -> username = JsonFields.text(value);
      case "entity" -> entity = JsonFields.text(value);
      case "teams" ->
          JsonFields.at(value, "edges", edges -> JsonFields.elements(edges, this::edge));
      default -> {
        // Not ours; the walk skips it.
      }
    }
  }

  private void edge(JsonParser edge) throws IOException {
    JsonFields.at(
        edge,
        "node",
        node ->
            JsonFields.at(
                node,
                "name",
                value -> {
                  String team = JsonFields.text(value);
                  if (team != null) {
                    teams.add(team);
                  }
                }));
  }

  private Viewer toViewer() {
    Set<String> entities = new LinkedHashSet<>();
    if (entity != null) {
      entities.add(entity);
    }
    entities.addAll(teams);
    return new Viewer(username, entity, List.copyOf(entities));
  }
}
