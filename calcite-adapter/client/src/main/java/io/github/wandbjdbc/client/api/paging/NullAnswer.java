package io.github.wandbjdbc.client.api.paging;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.graphql.ApiContext;

/** The meaning of a null on the way to a list of the API. */
@FunctionalInterface
public interface NullAnswer {
  /** There is nothing to list, and nothing to say. */
  NullAnswer MEANS_NOTHING = (member, isList) -> {};

  /**
   * Tells of the first object on the way that is null.
   *
   * @param isList whether that is the list itself
   */
  void isNull(String member, boolean isList);

  /** The meaning of a null for {@code project}, or for what belongs to it. */
  static NullAnswer of(ProjectPath project, CallScope scope) {
    return (member, isList) -> {
      if (member.equals("project")) {
        throw unknownProject(project);
      } else if (isList) {
        scope.warn("%s: the server answered null for its %s".formatted(project, member));
      }
    };
  }

  /** The meaning of a null for {@code run}, or for what belongs to it. */
  static NullAnswer of(RunReference run, ApiContext context, CallScope scope) {
    return (member, isList) -> {
      if (member.equals("project")) {
        throw unknownProject(run.project());
      } else if (member.equals("run")) {
        run.missing(context, scope);
      } else {
        scope.warn("%s: the server answered null for its %s".formatted(run, member));
      }
    };
  }

  /** The failure of whoever asks for what belongs to {@code entity}. */
  static WandbException unknownEntity(String entity) {
    return new WandbException(
        Kind.UNKNOWN_ENTITY,
        "there is no entity %s, or this API key has no access to it".formatted(entity));
  }

  /** The failure of whoever asks for what belongs to {@code project}. */
  static WandbException unknownProject(ProjectPath project) {
    return new WandbException(
        Kind.UNKNOWN_PROJECT,
        ("there is no project %s, or this API key has no access to it: the API answers"
                + " both alike")
            .formatted(project));
  }
}
