package io.github.wandbjdbc.client.api.paging;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.Question;

/**
 * A run to be read by its id.
 *
 * @param isListed whether the server has just named the run, so that its absence is strange
 */
public record RunReference(ProjectPath project, String id, boolean isListed) {

  /** The question for {@code document} about this run. */
  public Question ask(Document document, String what) {
    return Question.about(document, project, what).with("run", id);
  }

  /** Tells that there is no such run, if that is strange. */
  public void missing(ApiContext context, CallScope scope) {
    if (!isListed) {
      return;
    }
    String message = this + " was listed, but no longer exists; rows of it may be missing";
    if (context.failsOnRunError()) {
      throw new WandbException(Kind.NOT_FOUND, message);
    }
    scope.warn(message);
  }

  /** The same run, which was there a moment ago. */
  public RunReference listed() {
    return new RunReference(project, id, true);
  }

  @Override
  public String toString() {
    return "run %s of %s".formatted(id, project);
  }
}
