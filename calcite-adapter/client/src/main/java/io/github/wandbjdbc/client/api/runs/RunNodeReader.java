package io.github.wandbjdbc.client.api.runs;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.json.JsonFields;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the node of one run; the fields that were not selected stay null. */
final class RunNodeReader {
  private final String runsUrl;
  private final Set<RunField> fields;

  /**
   * A reader of the runs of {@code project}.
   *
   * @param appUrl where the web app is
   * @param fields what was asked for
   */
  RunNodeReader(String appUrl, ProjectPath project, Set<RunField> fields) {
    this.runsUrl =
        "%s/%s/%s/runs/"
            .formatted(appUrl, BaseUrl.encode(project.entity()), BaseUrl.encode(project.project()));
    this.fields = fields;
  }

  /** The run at whose node {@code parser} stands; null if the node is. */
  @Nullable Run read(JsonParser parser) throws IOException {
    if (JsonFields.isNull(parser)) {
      return null;
    }
    RunMembers members = new RunMembers(fields);
    JsonFields.each(parser, members::member);
    return members.toRun(fields.contains(RunField.URL) ? runsUrl : null);
  }
}
