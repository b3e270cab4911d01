package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.ScanWarning;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.engine.source.SearchPath;
import io.github.wandbjdbc.jdbc.metadata.ConcurrentCalls;
import io.github.wandbjdbc.jdbc.metadata.NamePattern;
import io.github.wandbjdbc.schema.TableDescription;
import io.github.wandbjdbc.schema.WandbSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The entities, projects and tables that a question about metadata is about. Names that don't exist
 * are about nothing; they are no errors.
 */
final class MetadataScope {
  private final WandbSchema schema;
  private final SearchPath path;
  private final CallScope scope;
  private final boolean nullIsCurrent;
  private final List<ScanWarning> warnings = Collections.synchronizedList(new ArrayList<>());

  MetadataScope(WandbConnection connection) {
    this.schema = connection.session().schema();
    this.path = connection.path();
    this.nullIsCurrent = connection.nullCatalogIsCurrent();
    this.scope = connection.newMetadataScope(warnings::add);
  }

  /** The warnings so far about parts that the answers lack. */
  List<ScanWarning> warnings() {
    return List.copyOf(warnings);
  }

  /** The viewer's entities and the current one, sorted. */
  List<String> entities() {
    Set<String> entities = new TreeSet<>(schema.entities(scope));
    addUnlessThere(entities, path.entity());
    return List.copyOf(entities);
  }

  /**
   * The entity of that name, listed or not; none if it is "". If it is null, all, or the current
   * one where the connection takes null for that.
   */
  private List<String> entities(@Nullable String catalog) {
    if (catalog == null) {
      String current = path.entity();
      return nullIsCurrent && current != null ? List.of(current) : entities();
    }
    if (catalog.isEmpty()) {
      return List.of();
    }
    try {
      return List.of(schema.resolveEntity(catalog, scope));
    } catch (WandbException e) {
      return unlessUnknown(e);
    }
  }

  /** The projects that match, by entity and name. */
  List<ProjectPath> projects(@Nullable String catalog, NamePattern pattern) {
    return ConcurrentCalls.answers(entities(catalog), entity -> projects(catalog, entity, pattern))
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private List<ProjectPath> projects(@Nullable String catalog, String entity, NamePattern pattern) {
    String literal = pattern.literal();
    if (literal == null) {
      return list(entity).stream()
          .filter(pattern::matches)
          .map(project -> new ProjectPath(entity, project))
          .toList();
    }
    if (literal.isEmpty()) {
      return List.of();
    }
    // Who names no entity doesn't mean projects that are only found by their name: except for the
    // current entity, the list tells, which is asked for once.
    return catalog != null || entity.equalsIgnoreCase(path.entity())
        ? named(new ProjectPath(entity, literal))
        : listed(entity, literal);
  }

  private List<ProjectPath> listed(String entity, String name) {
    Set<String> names = list(entity);
    List<String> alike =
        names.contains(name)
            ? List.of(name)
            : names.stream().filter(name::equalsIgnoreCase).toList();
    return alike.size() == 1 ? List.of(new ProjectPath(entity, alike.get(0))) : List.of();
  }

  private Set<String> list(String entity) {
    Set<String> projects;
    try {
      projects = new TreeSet<>(schema.projects(entity, scope));
    } catch (WandbException e) {
      projects = new TreeSet<>(unlessUnknown(e));
    }
    if (entity.equalsIgnoreCase(path.entity())) {
      addUnlessThere(projects, path.project());
    }
    return projects;
  }

  private List<ProjectPath> named(ProjectPath project) {
    try {
      return schema.existing(project, scope).stream().toList();
    } catch (WandbException e) {
      return unlessUnknown(e);
    }
  }

  /** The tables of each of {@code projects} that match, with their columns. */
  List<List<TableDescription>> tables(List<ProjectPath> projects, NamePattern pattern) {
    return ConcurrentCalls.answers(projects, project -> tables(project, pattern));
  }

  private List<TableDescription> tables(ProjectPath project, NamePattern pattern) {
    return tableNames(pattern).stream().map(name -> table(project, name)).toList();
  }

  private TableDescription table(ProjectPath project, String name) {
    return schema.table(project, name, scope);
  }

  /** The names of tables that match; every project has the same. */
  static List<String> tableNames(NamePattern pattern) {
    return WandbSchema.tableNames().stream().filter(pattern::matches).sorted().toList();
  }

  private static void addUnlessThere(Set<String> names, @Nullable String name) {
    if (name != null && names.stream().noneMatch(name::equalsIgnoreCase)) {
      names.add(name);
    }
  }

  private static <T> List<T> unlessUnknown(WandbException e) {
    if (Stream.of(e.getSuppressed()).anyMatch(WandbException.class::isInstance)) {
      // It isn't sure that there is none: the projects could not be listed.
      throw e;
    }
    return switch (e.kind()) {
      case UNKNOWN_ENTITY, UNKNOWN_PROJECT, NOT_FOUND -> List.of();
      case UNREACHABLE,
          UNAUTHENTICATED,
          FORBIDDEN,
          RATE_LIMITED,
          TIMEOUT,
          CANCELLED,
          SERVER_ERROR,
          BAD_REQUEST,
          REFUSED,
          BAD_STATEMENT,
          MALFORMED_RESPONSE,
          MISFIT,
          LIMIT_EXCEEDED,
          NOT_RECORDED ->
          throw e;
    };
  }
}
