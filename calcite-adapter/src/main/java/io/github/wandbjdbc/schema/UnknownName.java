package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.engine.source.NearestName;
import java.util.List;
import java.util.Optional;

/** Says of an entity or a project that there is none, and what was perhaps meant. */
final class UnknownName {
  /** So many names are told at once; more are for a query. */
  private static final int MOST_NAMED = 5;

  private UnknownName() {}

  /**
   * No project of {@code listed} is the one.
   *
   * @param isLocal whether they are those of local run files
   */
  static WandbException project(ProjectPath path, List<String> listed, boolean isLocal) {
    return new WandbException(
        Kind.UNKNOWN_PROJECT,
        message(path, isLocal)
            + hint(
                path.project(),
                listed,
                "SELECT project FROM %s.\"*\".projects".formatted(quoted(path.entity())),
                "of " + path.entity() + (isLocal ? " in the run files" : " that it sees")));
  }

  /**
   * No project is called exactly so, and which others there are can't be told, because of {@code
   * failure}, which is suppressed in the one that is given.
   */
  static WandbException project(ProjectPath path, WandbException failure, boolean isLocal) {
    WandbException unknown =
        new WandbException(
            Kind.UNKNOWN_PROJECT,
            "%s; others can't be listed (%s)"
                .formatted(message(path, isLocal), failure.getMessage()));
    unknown.addSuppressed(failure);
    return unknown;
  }

  /** No entity of {@code listed} is the one, and {@code unknown} says that others aren't either. */
  static WandbException entity(
      String name, List<String> listed, WandbException unknown, boolean isLocal) {
    return new WandbException(
        Kind.UNKNOWN_ENTITY,
        unknown.getMessage()
            + hint(
                name,
                listed,
                "SELECT entity FROM \"*\".teams",
                isLocal ? "in the run files" : "that it belongs to"),
        unknown.getCause());
  }

  /** A server doesn't tell what is missing from what may not be seen; files hide nothing. */
  private static String message(ProjectPath path, boolean isLocal) {
    return (isLocal
            ? "project %s: no run file names it"
            : "project %s: there is none, or this credential has no access to it")
        .formatted(path);
  }

  private static String hint(String name, List<String> listed, String statement, String which) {
    if (listed.isEmpty()) {
      return "";
    }
    Optional<String> nearest = NearestName.to(name, listed);
    return nearest.isPresent()
        ? "; did you mean %s?".formatted(quoted(nearest.get()))
        : listed.size() <= MOST_NAMED
            ? "; %s lists the %d %s: %s"
                .formatted(
                    statement,
                    listed.size(),
                    which,
                    String.join(", ", listed.stream().sorted().map(UnknownName::quoted).toList()))
            : "; %s lists the %d %s".formatted(statement, listed.size(), which);
  }

  private static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
