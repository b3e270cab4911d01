package io.github.wandbjdbc.engine.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where names without a qualifier are looked up.
 *
 * @param entity the current entity, null if there is none
 * @param project the current project, null if there is none
 */
public record SearchPath(@Nullable String entity, @Nullable String project) {

  /** Nothing is current: every table must be named in full. */
  public static final SearchPath NONE = new SearchPath(null, null);

  public SearchPath {
    if (entity == null && project != null) {
      throw new IllegalArgumentException("the project " + project + " has no entity");
    }
  }

  /** The schemas to look in, the nearest first. */
  public List<List<String>> schemas() {
    List<List<String>> schemas = new ArrayList<>();
    if (entity != null && project != null) {
      schemas.add(List.of(entity, project));
    }
    if (entity != null) {
      schemas.add(List.of(entity));
    }
    schemas.add(List.of());
    return schemas;
  }
}
