package io.github.wandbjdbc.client.api.contents;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.api.exports.Spool;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.http.Storage;
import io.github.wandbjdbc.client.api.paging.RunReference;
import io.github.wandbjdbc.client.reading.LinePages.OpenText;
import io.github.wandbjdbc.client.reading.LinePages.Texts;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files of one name of runs, fetched one after the other. */
public final class RunFileTexts implements Texts {
  private final StoredFiles files;
  private final Pages<StoredFiles.Address> addresses;
  private final Deque<StoredFiles.Address> waiting = new ArrayDeque<>();

  /** The run whose file came last: it has one of the name. */
  private @Nullable String last;

  /**
   * The files called {@code name} of those of {@code runs} that have one.
   *
   * @param runs an exact filter
   */
  public RunFileTexts(
      ApiContext context,
      Storage storage,
      ProjectPath project,
      RunFilter runs,
      String name,
      CallScope scope) {
    this.files = new StoredFiles(context, storage, scope);
    this.addresses = files.named(project, runs, name);
  }

  /** The file called {@code name} of {@code run}, fetched whole; empty if it has none. */
  public static Optional<InputStream> one(
      ApiContext context, Storage storage, RunReference run, String name, CallScope scope) {
    StoredFiles files = new StoredFiles(context, storage, scope);
    return files.all(new StoredFiles.OfRun(run), List.of(name)).stream()
        .findFirst()
        .map(file -> files.fetchWhole(file).stream());
  }

  @Override
  public @Nullable OpenText next() {
    while (true) {
      StoredFiles.Address next = waiting.poll();
      if (next == null) {
        List<StoredFiles.Address> page = addresses.next();
        if (page == null) {
          return null;
        }
        waiting.addAll(page);
        continue;
      }
      boolean isSecond = next.ownerId().equals(last);
      last = next.ownerId();
      Optional<Spool> file = isSecond ? Optional.empty() : files.fetch(next);
      if (file.isPresent()) {
        return new OpenText(next.ownerId(), next.toString(), file.get().stream());
      }
    }
  }

  @Override
  public void close() {
    addresses.close();
  }
}
