package io.github.wandbjdbc.client.api.streams;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.api.json.JsonFields;
import io.github.wandbjdbc.client.api.json.Node;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An answer about one run.
 *
 * @param members its fields, but for the config
 * @param config JSON text, as the server holds it
 */
record RunFacts(boolean hasProject, boolean hasRun, Node members, @Nullable String config) {
  /** Of a run that isn't there. */
  static final RunFacts NONE = new RunFacts(true, false, Node.EMPTY, null);

  static RunFacts read(JsonParser data) throws IOException {
    boolean[] has = new boolean[2];
    Node[] members = {Node.EMPTY};
    @Nullable String[] config = new @Nullable String[1];
    JsonFields.at(
        data,
        "project",
        project -> {
          has[0] = !JsonFields.isNull(project);
          JsonFields.at(
              project,
              "run",
              run -> {
                has[1] = !JsonFields.isNull(run);
                members[0] =
                    Node.read(
                        run,
                        (name, value) -> {
                          if (!name.equals("config")) {
                            return false;
                          }
                          config[0] = JsonFields.json(value);
                          return true;
                        });
              });
        });
    return new RunFacts(has[0], has[1], members[0], config[0]);
  }
}
