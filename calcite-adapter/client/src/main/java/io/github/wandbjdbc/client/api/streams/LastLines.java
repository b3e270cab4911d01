package io.github.wandbjdbc.client.api.streams;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ConsoleLine;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.paging.RunAnswer;
import io.github.wandbjdbc.client.api.paging.RunReference;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last lines of one run's console log. All lines come where the server's answer isn't surely
 * the end: if it holds fewer, or their numbers aren't those that its count of lines ends with.
 */
final class LastLines implements Pages<ConsoleLine> {
  private final ApiContext context;
  private final RunReference run;
  private final int count;
  private final CallScope scope;
  private @Nullable RunAnswer first;
  private @Nullable Pages<ConsoleLine> all;
  private boolean isDone;

  /**
   * The last {@code count} lines of {@code run}.
   *
   * @param first they themselves, if they came with those of others, or null
   */
  LastLines(
      ApiContext context, RunReference run, @Nullable RunAnswer first, int count, CallScope scope) {
    this.context = context;
    this.run = run;
    this.first = first;
    this.count = count;
    this.scope = scope;
  }

  @Override
  public @Nullable List<ConsoleLine> next() {
    if (isDone) {
      return null;
    }
    if (all != null) {
      return all.next();
    }
    LogAnswer answer = answer();
    if (answer.equals(LogAnswer.NONE) || answer.isEnd(count)) {
      isDone = true;
      return answer.lines();
    }
    all = new LogPages(context, run, null, scope);
    return all.next();
  }

  @Override
  public void close() {
    isDone = true;
    if (all != null) {
      all.close();
    }
  }

  private LogAnswer answer() {
    LogAnswer told = first == null ? null : first.read(this::read);
    first = null;
    if (told != null) {
      return told;
    }
    Question question = run.ask(Document.CONSOLE_TAIL, "console log of " + run).with("last", count);
    return context
        .graphQl()
        .askForRows(question, "logLines", scope, this::read)
        .orElse(LogAnswer.NONE);
  }

  private LogAnswer read(JsonParser data) throws IOException {
    return LogAnswer.read(data, run, context, scope);
  }
}
