package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Viewer;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.ApiClient;
import io.github.wandbjdbc.client.api.ApiOptions;
import io.github.wandbjdbc.client.api.BaseUrl;
import io.github.wandbjdbc.client.api.Credential;
import io.github.wandbjdbc.client.api.CredentialLookup;
import io.github.wandbjdbc.client.api.ExportOptions;
import io.github.wandbjdbc.client.api.Settings;
import io.github.wandbjdbc.client.api.Surroundings;
import io.github.wandbjdbc.client.files.FilesClient;
import io.github.wandbjdbc.jdbc.engine.SearchPath;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a connection reads from, opened and greeted.
 *
 * @param userName "" if the source knows no users, or the caller is anonymous
 * @param path the entity and project to begin with
 */
record Source(WandbClient client, String userName, SearchPath path) {

  /**
   * Opens what {@code options} name. Failures are {@link WandbException}s.
   *
   * @param scope what is asked meanwhile belongs to it
   */
  static Source open(ConnectionOptions options, Surroundings surroundings, CallScope scope) {
    return options.directory().isPresent()
        ? openFiles(options, options.directory().get())
        : openApi(options, surroundings, scope);
  }

  private static Source openFiles(ConnectionOptions options, String directory) {
    FilesClient client = FilesClient.open(path(directory), Clock.systemUTC());
    ProjectPath newest = client.newestProject();
    String entity = options.text(ConnectionProperty.ENTITY).orElse(newest.entity());
    Optional<String> project = options.text(ConnectionProperty.PROJECT);
    String usual = entity.equalsIgnoreCase(newest.entity()) ? newest.project() : null;
    return new Source(client, "", new SearchPath(entity, project.orElse(usual)));
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
      ConnectionOptions options, Surroundings surroundings, CallScope scope) {
    Settings settings = Settings.read(surroundings);
    BaseUrl baseUrl = baseUrl(options.baseUrl().orElse(settings.baseUrl()));
    boolean anonymous = options.is(ConnectionProperty.ANONYMOUS, "true");
    Credential credential = anonymous ? null : credential(options, baseUrl, surroundings);
    Path cacheDirectory =
        options
            .text(ConnectionProperty.CACHE_DIRECTORY)
            .map(directory -> path(directory, "cacheDirectory", surroundings::path))
            .orElse(null);
    ApiClient client =
        ApiClient.open(api(options, baseUrl, credential, settings.appUrl(), cacheDirectory));
    try {
      Viewer viewer = anonymous ? Viewer.ANONYMOUS : client.connect(scope);
      return new Source(
          client,
          viewer.username() == null ? "" : viewer.username(),
          path(options, settings, viewer.entity()));
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
      BaseUrl baseUrl,
      @Nullable Credential credential,
      @Nullable String appUrl,
      @Nullable Path cacheDirectory) {
    return ApiOptions.DEFAULTS
        .withBaseUrl(baseUrl)
        .withCredential(credential)
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

  private static BaseUrl baseUrl(@Nullable String text) {
    try {
      return text == null ? BaseUrl.PUBLIC : BaseUrl.of(text);
    } catch (IllegalArgumentException e) {
      throw new WandbException(Kind.UNREACHABLE, "no API to connect to: " + e.getMessage(), e);
    }
  }

  private static Credential credential(
      ConnectionOptions options, BaseUrl baseUrl, Surroundings surroundings) {
    Optional<Credential> found;
    try {
      found =
          CredentialLookup.find(
              options.text(ConnectionProperty.API_KEY).orElse(null), baseUrl, surroundings);
    } catch (IllegalArgumentException e) {
      throw new WandbException(Kind.UNAUTHENTICATED, String.valueOf(e.getMessage()), e);
    }
    return found.orElseThrow(
        () ->
            new WandbException(
                Kind.UNAUTHENTICATED,
                "no API key for %s: set the connection property apiKey, the environment variable"
                        .formatted(baseUrl)
                    + " WANDB_API_KEY or a line in the netrc file; or connect with anonymous=true,"
                    + " which public projects allow"));
  }
}
