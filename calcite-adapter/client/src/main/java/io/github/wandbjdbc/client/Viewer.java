package io.github.wandbjdbc.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param username null if the source has no notion of users, or the caller is anonymous
 * @param entity the default entity, null if there is none
 * @param entities the viewer's own entity and teams, in the source's order, each once
 */
public record Viewer(@Nullable String username, @Nullable String entity, List<String> entities) {

  /** A caller without an account. */
  public static final Viewer ANONYMOUS = new Viewer(null, null, List.of());

  public Viewer {
    entities = List.copyOf(entities);
  }
}
