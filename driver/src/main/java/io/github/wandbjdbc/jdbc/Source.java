package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Viewer;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.ApiClient;
import io.github.wandbjdbc.client.api.bundles.Manifest;
import io.github.wandbjdbc.client.api.bundles.Recording;
import io.github.wandbjdbc.client.api.bundles.Replay;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.ProcessEnvironment;
import io.github.wandbjdbc.client.api.configuration.Settings;
import io.github.wandbjdbc.client.files.FilesClient;
import io.github.wandbjdbc.client.files.opening.FolderOverview;
import io.github.wandbjdbc.engine.source.SearchPath;
import io.github.wandbjdbc.jdbc.bundles.RecordedConnection;
import io.github.wandbjdbc.schema.ConnectionConfiguration;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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
   * @param configuration what they set
   * @param scope what is asked meanwhile belongs to it
   */
  static Source open(
      ConnectionOptions options,
      ConnectionConfiguration configuration,
      ProcessEnvironment environment,
      CallScope scope) {
    if (options.replay().isPresent()) {
      return openReplay(options, options.replay().get(), configuration, environment, scope);
    }
    return options.directory().isPresent()
        ? openFiles(configuration, options.directory().get(), scope)
        : openApi(options, configuration, environment, scope);
  }

  private static Source openFiles(
      ConnectionConfiguration configuration, String directory, CallScope scope) {
    FilesClient client =
        FilesClient.open(path(directory), configuration.files(), Clock.systemUTC());
    FolderOverview folder = client.overview(scope);
    String project = configuration.project();
    String entity = configuration.entity();
    if (entity == null) {
      entity = project == null ? folder.newest().entity() : folder.entityOf(project);
    }
    if (project == null && entity.equalsIgnoreCase(folder.newest().entity())) {
      project = folder.newest().project();
    }
    List<String> warnings = new ArrayList<>(folder.warnings());
    folder.severalProjects(entity, project).ifPresent(warnings::add);
    return new Source(client, "", new SearchPath(entity, project), warnings);
  }

  private static Path path(String directory) {
    try {
      return Path.of(directory);
    } catch (InvalidPathException e) {
      throw new WandbException(
          Kind.UNREACHABLE, "the URL's directory is no path here: " + e.getReason(), e);
    }
  }

  private static Source openApi(
      ConnectionOptions options,
      ConnectionConfiguration configuration,
      ProcessEnvironment environment,
      CallScope scope) {
    Settings settings = Settings.read(environment);
    ApiAccess access = ApiAccess.find(options, configuration, environment);
    ApiOptions api =
        configuration.api().toBuilder()
            .baseUrl(access.location().baseUrl())
            .credential(access.credential())
            .network(access.network())
            .appUrl(settings.appUrl())
            .build();
    List<String> warnings = new ArrayList<>(access.location().warning().stream().toList());
    Path record = configuration.record();
    if (record == null) {
      ApiClient client = ApiClient.open(api, configuration.tables().metadataCache());
      return connected(
          client, viewer -> path(configuration, settings, viewer.entity()), warnings, scope);
    }
    Recording recording =
        RecordedConnection.of(
            record,
            api,
            options.values(),
            entityBefore(configuration, settings),
            project(configuration, settings),
            ProductVersion.TEXT);
    warnings.add(
        "this connection is recorded in %s, and takes %s for the current time"
            .formatted(recording.directory(), recording.manifest().now()));
    return connected(
        ApiClient.open(api, recording),
        viewer -> path(configuration, settings, viewer.entity()),
        warnings,
        scope);
  }

  private static Source openReplay(
      ConnectionOptions options,
      String directory,
      ConnectionConfiguration configuration,
      ProcessEnvironment environment,
      CallScope scope) {
    Replay replay = Replay.of(path(directory, environment));
    RecordedConnection.setDefaults(replay, configuration, environment::path);
    options.set(configuration, environment::path);
    Manifest manifest = replay.manifest();
    return connected(
        ApiClient.open(RecordedConnection.api(replay, configuration), replay),
        viewer -> {
          String recorded = manifest.entity() == null ? viewer.entity() : manifest.entity();
          String entity = configuration.entity() == null ? recorded : configuration.entity();
          String ofManifest = configuration.entity() == null ? manifest.project() : null;
          String project = configuration.project() == null ? ofManifest : configuration.project();
          return entity == null ? SearchPath.NONE : new SearchPath(entity, project);
        },
        List.of(
            "the answers are those that %s gave to wandb-jdbc %s at %s, which is taken for the current time"
                .formatted(manifest.baseUrl(), manifest.driver(), manifest.now())),
        scope);
  }

  private static Source connected(
      ApiClient client, Function<Viewer, SearchPath> path, List<String> warnings, CallScope scope) {
    try {
      Viewer viewer = client.connect(scope);
      return new Source(
          client, viewer.username() == null ? "" : viewer.username(), path.apply(viewer), warnings);
    } catch (RuntimeException | Error e) {
      client.close();
      throw e;
    }
  }

  private static Path path(String directory, ProcessEnvironment environment) {
    try {
      return environment.path(directory);
    } catch (InvalidPathException e) {
      throw new WandbException(
          Kind.UNREACHABLE, "the URL's directory is no path here: " + e.getReason(), e);
    }
  }

  private static SearchPath path(
      ConnectionConfiguration configuration, Settings settings, @Nullable String ofViewer) {
    String before = entityBefore(configuration, settings);
    String entity = before == null ? ofViewer : before;
    return entity == null
        ? SearchPath.NONE
        : new SearchPath(entity, project(configuration, settings));
  }

  /** The entity that is said somewhere; null if it is the viewer's. */
  private static @Nullable String entityBefore(
      ConnectionConfiguration configuration, Settings settings) {
    return configuration.entity() == null ? settings.entity() : configuration.entity();
  }

  private static @Nullable String project(
      ConnectionConfiguration configuration, Settings settings) {
    // The project of the settings belongs to their entity, or the viewer's own.
    String ofSettings = configuration.entity() == null ? settings.project() : null;
    return configuration.project() == null ? ofSettings : configuration.project();
  }
}
