package io.github.wandbjdbc.client.api.contents;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.exports.Spool;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.http.Storage;
import io.github.wandbjdbc.client.api.json.Node;
import io.github.wandbjdbc.client.api.paging.ConnectionPages;
import io.github.wandbjdbc.client.api.paging.NullAnswer;
import io.github.wandbjdbc.client.api.paging.RunAnswer;
import io.github.wandbjdbc.client.api.paging.RunReference;
import io.github.wandbjdbc.client.api.runs.ListedItemPages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files of runs by their names, and fetches them whole from where the server has them.
 */
final class StoredFiles {
  private final ApiContext context;
  private final Storage storage;
  private final CallScope scope;

  StoredFiles(ApiContext context, Storage storage, CallScope scope) {
    this.context = context;
    this.storage = storage;
    this.scope = scope;
  }

  /**
   * Where a file of a run is.
   *
   * @param url signed: not for messages
   * @param size how long it is at least, in bytes
   */
  record Address(Owner owner, String name, String url, long size) {
    /** The id of the run that has it, or of the artifact. */
    String ownerId() {
      return owner instanceof OfRun of ? of.run().id() : ((OfArtifact) owner).id();
    }

    @Override
    public String toString() {
      return owner instanceof OfRun of
          ? "file %s of %s".formatted(name, of.run())
          : "file %s of an artifact".formatted(name);
    }
  }

  /** A holder of files. */
  sealed interface Owner {}

  /** A run. */
  record OfRun(RunReference run) implements Owner {}

  /** An artifact, by the server's id. */
  record OfArtifact(String id) implements Owner {}

  /** The files called {@code name} of {@code runs}; of each that has it, which come in order. */
  Pages<Address> named(ProjectPath project, RunFilter runs, String name) {
    return ListedItemPages.open(
            context,
            project,
            runs,
            Document.FILE_ADDRESSES_OF_RUNS,
            question -> question.with("names", List.of(name)).with("items", 1),
            scope,
            (run, first) -> of(run, List.of(name), first))
        .filter(file -> file.name().equals(name));
  }

  private Pages<Address> of(RunReference run, List<String> names, @Nullable RunAnswer first) {
    return new ConnectionPages<>(
            context.graphQl(),
            run.ask(Document.FILE_ADDRESSES, "files of " + run).with("names", names),
            List.of("project", "run", "files"),
            NullAnswer.of(run, context, scope),
            scope,
            edge -> address(run, edge.at("node")))
        .beginningWith(first);
  }

  private Pages<Address> pages(Owner owner, @Nullable List<String> names) {
    return owner instanceof OfRun of
        ? of(of.run(), names == null ? List.of() : names, null)
        : ofArtifact((OfArtifact) owner, names);
  }

  /** The files of an artifact called {@code names}; all if null. Others may come. */
  private Pages<Address> ofArtifact(OfArtifact artifact, @Nullable List<String> names) {
    return new ConnectionPages<>(
        context.graphQl(),
        Question.of(Document.ARTIFACT_FILE_ADDRESSES, "files of an artifact")
            .with("id", artifact.id())
            .with("names", names),
        List.of("artifact", "files"),
        NullAnswer.MEANS_NOTHING,
        scope,
        edge -> address(artifact, edge.at("node")));
  }

  /** Those of the files called {@code names} that {@code owner} has; all if null. */
  List<Address> all(Owner owner, @Nullable List<String> names) {
    List<Address> found = new ArrayList<>();
    try (Pages<Address> pages = pages(owner, names)) {
      for (List<Address> page = pages.next(); page != null; page = pages.next()) {
        page.stream()
            .filter(file -> names == null || names.contains(file.name()))
            .forEach(found::add);
      }
    }
    return found;
  }

  static Address address(RunReference run, Node node) throws IOException {
    return address(new OfRun(run), node);
  }

  private static Address address(Owner owner, Node node) throws IOException {
    return new Address(
        owner,
        node.required("name"),
        node.required("directUrl"),
        Objects.requireNonNullElse(node.whole("sizeBytes"), 0L));
  }

  /**
   * The whole of {@code file}, to be closed; empty if it was listed, but can't be had, and that
   * isn't to end what is read of others.
   */
  Optional<Spool> fetch(Address file) {
    try {
      return Optional.of(fetchWhole(file));
    } catch (WandbException e) {
      if (e.kind() != Kind.FORBIDDEN || context.failsOnRunError()) {
        throw e;
      }
      scope.warn(
          "%s is listed, but can't be had, and is left out: %s".formatted(file, e.getMessage()));
      return Optional.empty();
    }
  }

  /** The whole of {@code file}, to be closed. */
  Spool fetchWhole(Address file) {
    try {
      return fetchFrom(file);
    } catch (WandbException e) {
      if (e.kind() != Kind.FORBIDDEN) {
        throw e;
      }
      return fetchFrom(renewed(file, e));
    }
  }

  private Spool fetchFrom(Address file) {
    return storage.get(
        new Storage.Part(file.url(), null, null, file.toString()),
        scope,
        response -> whole(response.body().source(), file.size()));
  }

  /** A storage that breaks off may say that this is all. */
  private static Spool whole(BufferedSource source, long size) throws IOException {
    Spool spool = Spool.of(source);
    if (spool.size() < size) {
      long came = spool.size();
      spool.close();
      throw new IOException("%,d bytes of a file of %,d".formatted(came, size));
    }
    return spool;
  }

  /** The same file where it is now: the signature may have expired meanwhile. */
  private Address renewed(Address file, WandbException refusal) {
    return all(file.owner(), List.of(file.name())).stream().findFirst().orElseThrow(() -> refusal);
  }
}
