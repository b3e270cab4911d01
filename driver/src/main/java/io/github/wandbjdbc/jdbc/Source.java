package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Viewer;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.ApiClient;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.ExportOptions;
import io.github.wandbjdbc.client.api.configuration.ProcessEnvironment;
import io.github.wandbjdbc.client.api.configuration.Settings;
import io.github.wandbjdbc.client.files.FilesClient;
import io.github.wandbjdbc.engine.source.SearchPath;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The source that a connection reads from, opened and authenticated.
 *
 * @param userName "" if the source knows no users, or the caller is anonymous
 * @param path the entity and project to begin with
 * @param warnings what the user should know of it
 */
record Source(WandbClient client, String userName, SearchPath path, List<String> warnings) {

  /**
   * Opens what {@code options} name. Failures are {@link WandbException}s.
   *
   * @param scope what is asked meanwhile belongs to it
   */
  static Source open(ConnectionOptions options, ProcessEnvironment environment, CallScope scope) {
    return options.directory().isPresent()
        ? openFiles(options, options.directory().get())
        : openApi(options, environment, scope);
  }

  private static Source openFiles(ConnectionOptions options, String directory) {
    FilesClient client = FilesClient.open(path(directory), Clock.systemUTC());
    ProjectPath newest = client.newestProject();
    String entity = options.text(ConnectionProperty.ENTITY).orElse(newest.entity());
    Optional<String> project = options.text(ConnectionProperty.PROJECT);
    String usual = entity.equalsIgnoreCase(newest.entity()) ? newest.project() : null;
    return new Source(client, "", new SearchPath(entity, project.orElse(usual)), List.of());
  }

  private static Path path(String directory) {
    return path(directory, "the URL's directory", Path::of);
  }

  private static Path path(String text, String what, Function<String, Path> reading) {
    try {
      return reading.apply(text);
    } catch (InvalidPathException e) {
      throw new WandbException(Kind.UNREACHABLE, what + " is no path here: " + e.getReason(), e);
    }
  }

  private static Source openApi(
      ConnectionOptions options, ProcessEnvironment environment, CallScope scope) {
    Settings settings = Settings.read(environment);
    ApiAccess access = ApiAccess.find(options, environment);
    Path cacheDirectory =
        options
            .text(ConnectionProperty.CACHE_DIRECTORY)
            .map(directory -> path(directory, "cacheDirectory", environment::path))
            .orElse(null);
    ApiClient client =
        ApiClient.open(
            api(options, access, settings.appUrl(), cacheDirectory),
            options.seconds(ConnectionProperty.METADATA_CACHE_SECONDS));
    try {
      Viewer viewer = client.connect(scope);
      return new Source(
          client,
          viewer.username() == null ? "" : viewer.username(),
          path(options, settings, viewer.entity()),
          access.location().warning().stream().toList());
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }

  private static SearchPath path(
      ConnectionOptions options, Settings settings, @Nullable String ofViewer) {
    Optional<String> chosen = options.text(ConnectionProperty.ENTITY);
    String usual = settings.entity() == null ? ofViewer : settings.entity();
    String entity = chosen.orElse(usual);
    // The project of the settings belongs to their entity, or the viewer's own.
    String project =
        options
            .text(ConnectionProperty.PROJECT)
            .orElse(chosen.isPresent() ? null : settings.project());
    return entity == null ? SearchPath.NONE : new SearchPath(entity, project);
  }

  private static ApiOptions api(
      ConnectionOptions options,
      ApiAccess access,
      @Nullable String appUrl,
      @Nullable Path cacheDirectory) {
    return ApiOptions.DEFAULTS
        .withBaseUrl(access.location().baseUrl())
        .withCredential(access.credential())
        .withNetwork(access.network())
        .withAppUrl(appUrl)
        .withPageSize(
            options.isSet(ConnectionProperty.PAGE_SIZE)
                ? options.number(ConnectionProperty.PAGE_SIZE)
                : ApiOptions.GROWING_PAGES)
        .withHistoryPageSize(options.number(ConnectionProperty.HISTORY_PAGE_SIZE))
        .withMaxConcurrentRequests(options.number(ConnectionProperty.MAX_CONCURRENT_REQUESTS))
        .withRateShare(options.number(ConnectionProperty.RATE_SHARE))
        .withExports(
            new ExportOptions(
                options.is(ConnectionProperty.EXPORTS, "true"),
                options.is(ConnectionProperty.ALLOW_PRIVATE_STORAGE, "true"),
                cacheDirectory,
                options.bound(ConnectionProperty.MAX_CACHE_BYTES)))
        .withConnectTimeout(options.seconds(ConnectionProperty.CONNECT_TIMEOUT))
        .withRequestTimeout(options.seconds(ConnectionProperty.REQUEST_TIMEOUT))
        .withMaxRetryTime(options.seconds(ConnectionProperty.MAX_RETRY_TIME))
        .withOnRunError(
            options.is(ConnectionProperty.ON_RUN_ERROR, "warn")
                ? ApiOptions.OnRunError.WARN
                : ApiOptions.OnRunError.FAIL);
  }
}
