package io.github.wandbjdbc.rows.tables;

import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Items of runs, which end with a failure when they are of more runs than their user meant. */
final class BoundedRuns<T> implements Pages<T> {
  private final String table;
  private final long most;
  private final Function<T, String> run;
  private final Pages<T> items;
  private final Set<String> runs = new HashSet<>();

  BoundedRuns(String table, long most, Function<T, String> run, Pages<T> items) {
    this.table = table;
    this.most = most;
    this.run = run;
    this.items = items;
  }

  @Override
  public @Nullable List<T> next() {
    List<T> page = items.next();
    if (page != null) {
      page.forEach(item -> runs.add(run.apply(item)));
      if (runs.size() > most) {
        throw new WandbException(
            Kind.LIMIT_EXCEEDED,
            ("%s: files of more than %d runs would be read, a request each, but maxRuns=%d; name"
                    + " fewer runs by the condition in its second argument, or raise maxRuns")
                .formatted(table, most, most));
      }
    }
    return page;
  }

  @Override
  public void close() {
    items.close();
  }
}
