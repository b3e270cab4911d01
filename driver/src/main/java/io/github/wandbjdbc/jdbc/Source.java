package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
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
import io.github.wandbjdbc.jdbc.attached.AttachedFolders;
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
 * @param attached the folders beside it
 * @param warnings what the user should know of it
 */
record Source(
    WandbClient client,
    String userName,
    SearchPath path,
    AttachedFolders attached,
    List<String> warnings)
    implements AutoCloseable {

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
        ? openFiles(options, configuration, options.directory().get(), environment, scope)
        : openApi(options, configuration, environment, scope);
  }

  private static Source openFiles(
      ConnectionOptions options,
      ConnectionConfiguration configuration,
      String directory,
      ProcessEnvironment environment,
      CallScope scope) {
    FilesClient client =
        FilesClient.open(path(directory, environment), configuration.files(), Clock.systemUTC());
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
    SearchPath path = new SearchPath(entity, project);
    List<String> entities =
        folder.projects().keySet().stream().map(ProjectPath::entity).distinct().toList();
    return new Source(client, "", path, AttachedFolders.NONE, warnings)
        .attaching(options, configuration, entities, environment, scope);
  }

  /** The path that {@code directory} means, where a leading {@code ~} is the home. */
  static Path path(String directory, ProcessEnvironment environment) {
    if (directory.startsWith("~") && !directory.equals("~") && !directory.startsWith("~/")) {
      throw new WandbException(
          Kind.UNREACHABLE,
          "only ~/ stands for a home directory, your own; write the path, or ./ before a name");
    }
    try {
      return environment.path(directory.equals("~") ? "~/" : directory);
    } catch (InvalidPathException e) {
      throw new WandbException(
          Kind.UNREACHABLE, "the directory is no path here: " + e.getReason(), e);
    }
  }

  /**
   * With the folders that {@code options} attach.
   *
   * @param entities those of this source that are listed
   */
  private Source attaching(
      ConnectionOptions options,
      ConnectionConfiguration configuration,
      List<String> entities,
      ProcessEnvironment environment,
      CallScope scope) {
    List<String> taken = new ArrayList<>(entities);
    if (path.entity() != null) {
      taken.add(path.entity());
    }
    AttachedFolders folders =
        AttachedFolders.open(
            options.attachments(),
            taken,
            configuration.files(),
            directory -> path(directory, environment),
            scope);
    List<String> all = new ArrayList<>(warnings);
    all.addAll(folders.warnings());
    return new Source(client, userName, path, folders, all);
  }

  @Override
  public void close() {
    attached.close();
    client.close();
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
          client,
          viewer -> path(configuration, settings, viewer.entity()),
          warnings,
          options,
          configuration,
          environment,
          scope);
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
        options,
        configuration,
        environment,
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
        options,
        configuration,
        environment,
        scope);
  }

  private static Source connected(
      ApiClient client,
      Function<Viewer, SearchPath> path,
      List<String> warnings,
      ConnectionOptions options,
      ConnectionConfiguration configuration,
      ProcessEnvironment environment,
      CallScope scope) {
    try {
      Viewer viewer = client.connect(scope);
      return new Source(
              client,
              viewer.username() == null ? "" : viewer.username(),
              path.apply(viewer),
              AttachedFolders.NONE,
              warnings)
          .attaching(options, configuration, viewer.entities(), environment, scope);
    } catch (RuntimeException | Error e) {
      client.close();
      throw e;
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
