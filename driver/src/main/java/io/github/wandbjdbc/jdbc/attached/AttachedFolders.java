package io.github.wandbjdbc.jdbc.attached;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.files.FilesClient;
import io.github.wandbjdbc.client.files.opening.FileOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The folders of run files beside a source, opened.
 *
 * @param clients by the names of their catalogs
 * @param warnings what the user should know of them
 */
public record AttachedFolders(Map<String, WandbClient> clients, List<String> warnings)
    implements AutoCloseable {
  /** None. */
  public static final AttachedFolders NONE = new AttachedFolders(Map.of(), List.of());

  /**
   * Opens what {@code attachments} name. Failures are {@link WandbException}s.
   *
   * @param taken the catalogs that there are already
   * @param options how folders are read
   * @param paths how the text of a path is read
   */
  public static AttachedFolders open(
      Attachments attachments,
      Collection<String> taken,
      FileOptions options,
      Function<String, Path> paths,
      CallScope scope) {
    Map<String, WandbClient> clients = new TreeMap<>();
    List<String> warnings = new ArrayList<>();
    AttachedFolders folders = new AttachedFolders(clients, warnings);
    boolean areOpen = false;
    try {
      for (Map.Entry<String, String> each : attachments.directories().entrySet()) {
        String name = each.getKey();
        String key = Attachments.PREFIX + name;
        if (taken.stream().anyMatch(name::equalsIgnoreCase)) {
          throw new WandbException(
              Kind.UNREACHABLE,
              "%s: this source has an entity of that name; choose another name".formatted(key));
        }
        try {
          FilesClient client =
              FilesClient.open(
                  paths.apply(each.getValue()), options.withCatalog(name), Clock.systemUTC());
          clients.put(name, client);
          for (String warning : client.overview(scope).warnings()) {
            warnings.add(key + ": " + warning);
          }
        } catch (WandbException e) {
          throw new WandbException(e.kind(), "%s: %s".formatted(key, e.getMessage()), e);
        }
      }
      areOpen = true;
      return folders;
    } finally {
      if (!areOpen) {
        folders.close();
      }
    }
  }

  @Override
  public void close() {
    clients.values().forEach(WandbClient::close);
  }
}
