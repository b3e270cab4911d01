package io.github.wandbjdbc.client.api.streams;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ConsoleLine;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.api.discovery.Member;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.paging.CursorTrail;
import io.github.wandbjdbc.client.api.paging.RunAnswer;
import io.github.wandbjdbc.client.api.paging.RunReference;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The console log of one run, from its first line on where the server can page forward; an old one
 * is asked for the last lines, and a warning says how many there are.
 */
final class LogPages implements Pages<ConsoleLine> {
  private static final int PAGE_SIZE = 1000;
  private static final int TAIL_SIZE = 10_000;

  /** A field that servers gained with forward paging; without it they misread cursors. */
  private static final Member FORWARD = new Member("Run", "logLines", "useImprovedPagination");

  private final ApiContext context;
  private final RunReference run;
  private final CallScope scope;
  private final CursorTrail trail;
  private @Nullable RunAnswer first;
  private long count;

  /**
   * The console log of {@code run}.
   *
   * @param first its first lines, if they came with those of others, or null
   */
  LogPages(ApiContext context, RunReference run, @Nullable RunAnswer first, CallScope scope) {
    this.context = context;
    this.first = first;
    this.run = run;
    this.scope = scope;
    this.trail = new CursorTrail(what());
  }

  @Override
  public @Nullable List<ConsoleLine> next() {
    if (trail.isDone()) {
      return null;
    }
    if (isOld()) {
      return tail();
    }
    LogAnswer told = first == null ? null : first.read(this::read);
    first = null;
    LogAnswer answer = told == null ? ask(Document.CONSOLE_LOGS, PAGE_SIZE) : told;
    if (isOld()) {
      return tail();
    }
    count += answer.lines().size();
    advance(answer);
    return answer.lines();
  }

  @Override
  public void close() {
    trail.end();
  }

  private boolean isOld() {
    return !pagesForward(context);
  }

  /** Whether the server can page forward, as far as is known. */
  static boolean pagesForward(ApiContext context) {
    return !context.server().isLacking(FORWARD);
  }

  private List<ConsoleLine> tail() {
    trail.end();
    LogAnswer answer = ask(Document.CONSOLE_TAIL, TAIL_SIZE);
    if (answer.lines().size() < answer.total() || answer.lines().size() >= TAIL_SIZE) {
      scope.warn(
          "console_logs of %s: this server gives the last lines only, %d of %s"
              .formatted(
                  run,
                  answer.lines().size(),
                  answer.total() < 0 ? "an unknown number" : answer.total()));
    }
    return answer.lines();
  }

  /** A page may be cut short for its size, and then say wrongly that it is the last. */
  private void advance(LogAnswer answer) {
    boolean isCut = count < answer.total() && !answer.lines().isEmpty() && answer.cursor() != null;
    trail.advance(
        answer.cursor(), isCut ? Boolean.TRUE : answer.hasNextPage(), !answer.lines().isEmpty());
    if (trail.isDone() && count < answer.total()) {
      scope.warn(
          "console_logs of %s: the server counts %d lines, but returned %d"
              .formatted(run, answer.total(), count));
    }
  }

  private LogAnswer ask(Document document, int lines) {
    Question question =
        run.ask(document, what())
            .with("first", lines)
            .with("last", lines)
            .with("after", trail.cursor())
            .with("useImprovedPagination", true);
    return context
        .graphQl()
        .askForRows(question, "logLines", scope, this::read)
        .orElse(LogAnswer.NONE);
  }

  private LogAnswer read(JsonParser data) throws IOException {
    return LogAnswer.read(data, run, context, scope);
  }

  private String what() {
    return "console log of " + run;
  }
}
