package io.github.wandbjdbc.client.api.streams;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ConsoleLine;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.json.Node;
import io.github.wandbjdbc.client.api.paging.CursorTrail;
import io.github.wandbjdbc.client.api.paging.NullAnswer;
import io.github.wandbjdbc.client.api.paging.RunReference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer about one run's console log.
 *
 * @param lines some of its lines, in their order
 * @param total how many it has, or -1 if the server doesn't say
 * @param cursor where the next lines begin
 */
record LogAnswer(
    List<ConsoleLine> lines, long total, @Nullable Boolean hasNextPage, @Nullable String cursor) {
  /** Of a run that isn't there, or a server that has no console logs. */
  static final LogAnswer NONE = new LogAnswer(List.of(), -1, false, null);

  LogAnswer {
    lines = List.copyOf(lines);
  }

  static LogAnswer read(JsonParser data, RunReference run, ApiContext context, CallScope scope)
      throws IOException {
    Node root = Node.read(data);
    if (!root.has("project")) {
      throw NullAnswer.unknownProject(run.project());
    }
    if (!root.at("project").has("run")) {
      run.missing(context, scope);
      return NONE;
    }
    Node node = root.at("project").at("run");
    Long total = node.whole("logLineCount");
    List<ConsoleLine> lines = new ArrayList<>();
    String cursor = null;
    for (Node edge : node.at("logLines").list("edges")) {
      String after = edge.text("cursor");
      cursor = after == null ? cursor : after;
      lines.add(line(run, edge.at("node")));
    }
    Node page = node.at("logLines").at("pageInfo");
    return new LogAnswer(
        lines,
        total == null ? -1 : total,
        node.has("logLines") ? page.flag("hasNextPage") : Boolean.FALSE,
        CursorTrail.behind(cursor, page.text("endCursor")));
  }

  private static ConsoleLine line(RunReference run, Node node) throws IOException {
    String time = node.text("timestamp");
    return new ConsoleLine(
        run.id(),
        node.whole("number"),
        time == null || time.isBlank() ? null : node.time("timestamp"),
        node.text("level"),
        node.text("label"),
        node.text("line"));
  }

  /** Whether these are surely the last {@code count} lines, or all if there are fewer. */
  boolean isEnd(long count) {
    if (total < 0 || lines.size() < Math.min(count, total)) {
      return false;
    }
    for (int i = 0; i < lines.size(); i++) {
      Long number = lines.get(i).number();
      if (number == null || number != total - lines.size() + i) {
        return false;
      }
    }
    return true;
  }
}
