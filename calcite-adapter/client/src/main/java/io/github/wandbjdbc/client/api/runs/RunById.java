package io.github.wandbjdbc.client.api.runs;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.json.JsonFields;
import io.github.wandbjdbc.client.api.paging.NullAnswer;
import java.io.IOException;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The answer about one run that was asked for by its id. */
final class RunById {
  private boolean hasProject;
  private @Nullable Run run;

  private RunById() {}

  /**
   * The run {@code id}, or null if there is none.
   *
   * @param change what else is asked of it
   */
  static @Nullable Run find(
      ApiContext context,
      ProjectPath project,
      String id,
      Set<RunField> fields,
      UnaryOperator<Question> change,
      RunNodeReader reader,
      CallScope scope) {
    Question question =
        change.apply(
            Question.about(Document.RUN, project, "run %s of %s".formatted(id, project))
                .with("run", id)
                .withFields(fields));
    RunById found;
    try {
      found = context.graphQl().ask(question, scope, data -> read(data, reader));
    } catch (WandbException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return null;
      }
      throw e;
    }
    if (!found.hasProject) {
      throw NullAnswer.unknownProject(project);
    }
    return found.run;
  }

  private static RunById read(JsonParser data, RunNodeReader reader) throws IOException {
    RunById found = new RunById();
    JsonFields.at(
        data,
        "project",
        project -> {
          found.hasProject = !JsonFields.isNull(project);
          JsonFields.at(project, "run", node -> found.run = reader.read(node));
        });
    return found;
  }
}
