package io.github.wandbjdbc.client.api.runs;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.KeySearch.ListedKey;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.api.json.JsonFields;
import io.github.wandbjdbc.client.api.json.Node;
import io.github.wandbjdbc.client.api.paging.CursorTrail;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One answer about a key of a project: pages of its fields, and of the runs that have the key. */
final class KeysAnswer {
  private final RunNodeReader reader;
  private final List<ListedKey> fields = new ArrayList<>();
  private final Page containing = new Page();
  private final Page named = new Page();
  private final Page held = new Page();
  private boolean hasProject;
  private @Nullable Run run;

  private KeysAnswer(RunNodeReader reader) {
    this.reader = reader;
  }

  static KeysAnswer read(JsonParser data, RunNodeReader reader) throws IOException {
    KeysAnswer answer = new KeysAnswer(reader);
    JsonFields.at(
        data,
        "project",
        project -> {
          answer.hasProject = !JsonFields.isNull(project);
          JsonFields.each(project, answer::member);
        });
    return answer;
  }

  boolean hasProject() {
    return hasProject;
  }

  /** The paths and types that the project lists. */
  List<ListedKey> fields() {
    return fields;
  }

  /** The first run of those that have the key; null if there is none on the page. */
  @Nullable Run run() {
    return run;
  }

  /** Whether a list goes on; that of runs, only if none came. */
  boolean hasMore() {
    return containing.hasMore() || named.hasMore() || (run == null && held.hasMore());
  }

  /** Whether both patterns go on alike, as where the server doesn't look at them. */
  boolean isOneList() {
    return Objects.equals(containing.cursor(), named.cursor());
  }

  /** The fields that contain the key. */
  Page containing() {
    return containing;
  }

  /** The fields that the key itself is a pattern of. */
  Page named() {
    return named;
  }

  /** The runs that have the key. */
  Page held() {
    return held;
  }

  private void member(String name, JsonParser value) throws IOException {
    switch (name) {
      case "containing" -> containing.read(value, this::field);
      case "named" -> named.read(value, this::field);
      case "runs" ->
          held.read(
              value,
              node -> {
                Run next = reader.read(node);
                run = run == null ? next : run;
              });
      default -> {
        // The name, which is asked for lest nothing be.
      }
    }
  }

  private void field(JsonParser node) throws IOException {
    Node field = Node.read(node);
    String path = field.text("path");
    if (path != null) {
      fields.add(new ListedKey(path, Objects.requireNonNullElse(field.text("type"), "")));
    }
  }

  /** Where a list goes on. */
  static final class Page {
    private @Nullable String lastCursor;
    private @Nullable String endCursor;
    private @Nullable Boolean hasNextPage;

    @Nullable String cursor() {
      return CursorTrail.behind(lastCursor, endCursor);
    }

    boolean hasMore() {
      return Boolean.TRUE.equals(hasNextPage) && cursor() != null;
    }

    private void read(JsonParser connection, JsonFields.Value node) throws IOException {
      boolean isAbsent = JsonFields.isNull(connection);
      JsonFields.each(
          connection,
          (name, value) -> {
            if (name.equals("edges")) {
              JsonFields.elements(value, edge -> edge(edge, node));
            } else if (name.equals("pageInfo")) {
              Node page = Node.read(value);
              endCursor = page.text("endCursor");
              hasNextPage = page.flag("hasNextPage");
            }
          });
      if (!isAbsent && hasNextPage == null) {
        throw new IOException("a list that doesn't say whether it goes on");
      }
    }

    private void edge(JsonParser edge, JsonFields.Value node) throws IOException {
      JsonFields.each(
          edge,
          (name, value) -> {
            if (name.equals("cursor")) {
              lastCursor = JsonFields.text(value);
            } else if (name.equals("node")) {
              node.value(value);
            }
          });
    }
  }
}
