package io.github.wandbjdbc.rows.tables;

import static io.github.wandbjdbc.rows.ColumnType.BIGINT;
import static io.github.wandbjdbc.rows.ColumnType.TIMESTAMP;
import static io.github.wandbjdbc.rows.ColumnType.VARCHAR;

import io.github.wandbjdbc.client.Artifact;
import io.github.wandbjdbc.rows.ItemRequest;
import io.github.wandbjdbc.rows.ItemTable;
import io.github.wandbjdbc.rows.JsonStrings;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tables of artifacts, and of which runs made and used them. */
public final class ArtifactTables {
  private static final String TYPE = "artifact_type";
  private static final String COLLECTION = "collection";
  private static final String ID = "artifact_id";

  /** Of {@code artifact_types}: one row per type. */
  static final ItemTable<Artifact.Type> TYPES =
      ItemTable.<Artifact.Type>named(
              "artifact_types", "One row per type of the project's artifacts.")
          .required(
              TYPE,
              VARCHAR,
              Artifact.Type::name,
              "The type, such as model. From ArtifactType.name.")
          .column(
              "description", VARCHAR, Artifact.Type::description, "From ArtifactType.description.")
          .column(
              "created_at",
              TIMESTAMP,
              Artifact.Type::createdAt,
              "Time of the first use, UTC. From ArtifactType.createdAt.")
          .primaryKey(TYPE)
          .likelyRows(10)
          .listedBy((client, request, scope) -> client.artifacts().types(request.project(), scope));

  /** Of {@code artifact_collections}: one row per artifact, with all its versions. */
  static final ItemTable<Artifact.Collection> COLLECTIONS =
      ItemTable.<Artifact.Collection>named(
              "artifact_collections",
              "One row per artifact; its versions are in artifacts. Unless a condition restricts"
                  + " artifact_type, each type is requested.")
          .key(TYPE, Artifact.Collection::type, "From ArtifactType.name.")
          .required(
              COLLECTION,
              VARCHAR,
              Artifact.Collection::name,
              "The artifact's name, without a version. From ArtifactCollection.name.")
          .column(
              "kind",
              VARCHAR,
              Artifact.Collection::kind,
              "sequence, or portfolio for a collection that links versions of others. From the type of"
                  + " ArtifactCollection.")
          .column(
              "description",
              VARCHAR,
              Artifact.Collection::description,
              "From ArtifactCollection.description.")
          .column(
              "created_at",
              TIMESTAMP,
              Artifact.Collection::createdAt,
              "Creation time, UTC. From ArtifactCollection.createdAt.")
          .primaryKey(TYPE, COLLECTION)
          .refersTo("artifact_types", TYPE, TYPE)
          .likelyRows(200)
          .listedBy(
              (client, request, scope) ->
                  client.artifacts().collections(request.project(), request.selected(TYPE), scope));

  /** Of {@code artifacts}: one row per version. */
  static final ItemTable<Artifact> VERSIONS =
      ItemTable.<Artifact>named(
              "artifacts",
              "One row per version of an artifact. Unless conditions restrict artifact_type and"
                  + " collection, each collection is requested.")
          .required(ID, VARCHAR, Artifact::id, "An opaque id. From Artifact.id.")
          .key(TYPE, Artifact::type, "From ArtifactType.name.")
          .key(
              COLLECTION,
              Artifact::collection,
              "The artifact's name, without a version. From ArtifactCollection.name.")
          .column(
              "version",
              VARCHAR,
              Artifact::version,
              "The version, such as v3. From the edge's version.")
          .column(
              "state",
              VARCHAR,
              Artifact::state,
              "pending, committed or deleted. From Artifact.state, in lower case.")
          .column(
              "size_bytes", BIGINT, Artifact::sizeBytes, "The size in bytes. From Artifact.size.")
          .column(
              "file_count",
              BIGINT,
              Artifact::fileCount,
              "The number of files. From Artifact.fileCount.")
          .column(
              "digest",
              VARCHAR,
              Artifact::digest,
              "A checksum of its content. From Artifact.digest.")
          .column("description", VARCHAR, Artifact::description, "From Artifact.description.")
          .column("metadata", VARCHAR, Artifact::metadata, "JSON object. From Artifact.metadata.")
          .required(
              "aliases",
              VARCHAR,
              artifact -> JsonStrings.array(artifact.aliases()),
              "JSON array of strings, such as latest; HAS_TAG(aliases, 'x') tests for one. From"
                  + " Artifact.aliases.")
          .required(
              "tags",
              VARCHAR,
              artifact -> JsonStrings.array(artifact.tags()),
              "JSON array of strings; HAS_TAG(tags, 'x') tests for one. From Artifact.tags.")
          .column(
              "created_at",
              TIMESTAMP,
              Artifact::createdAt,
              "Creation time, UTC. From Artifact.createdAt.")
          .column(
              "updated_at",
              TIMESTAMP,
              Artifact::updatedAt,
              "Time of the last change, UTC. From Artifact.updatedAt.")
          .primaryKey(ID)
          .likelyRows(2000)
          .listedBy(
              (client, request, scope) ->
                  client
                      .artifacts()
                      .versions(
                          request.project(),
                          request.selected(TYPE),
                          request.selected(COLLECTION),
                          scope));

  /** Of {@code artifact_files}: one row per file of a version. */
  static final ItemTable<Artifact.File> FILES =
      ItemTable.<Artifact.File>named(
              "artifact_files",
              "One row per file of a version of an artifact. Unless a condition restricts"
                  + " artifact_id, the files of each version are requested.")
          .key(ID, Artifact.File::artifactId, "The version's opaque id. From Artifact.id.")
          .required(
              "name", VARCHAR, Artifact.File::name, "The path within the artifact. From File.name.")
          .column(
              "size_bytes",
              BIGINT,
              Artifact.File::sizeBytes,
              "The size in bytes. From File.sizeBytes.")
          .column("md5", VARCHAR, Artifact.File::md5, "A checksum. From File.md5.")
          .column(
              "digest",
              VARCHAR,
              Artifact.File::digest,
              "A checksum, or the target of a reference. From File.digest.")
          .primaryKey(ID, "name")
          .refersTo("artifacts", ID, ID)
          .likelyRows(100_000)
          .listedBy(
              (client, request, scope) ->
                  client.artifacts().files(request.project(), request.selected(ID), scope));

  /** Of {@code run_artifacts}: one row per version that a run made or used. */
  static final ItemTable<Artifact.Use> USES =
      ItemTable.<Artifact.Use>named(
              "run_artifacts", "One row per version of an artifact that a run made or used.")
          .key(ItemRequest.RUN_ID, Artifact.Use::runId, "The run's id. From Run.name.")
          .key(
              "direction",
              use -> use.isInput() ? "input" : "output",
              "input if the run used it, output if the run made it. From Run.inputArtifacts and"
                  + " Run.outputArtifacts.")
          .required(
              ID, VARCHAR, Artifact.Use::artifactId, "The version's opaque id. From Artifact.id.")
          .column(TYPE, VARCHAR, Artifact.Use::type, "From ArtifactType.name.")
          .column(
              COLLECTION,
              VARCHAR,
              Artifact.Use::collection,
              "The artifact's name, without a version. From ArtifactSequence.name.")
          .column(
              "version",
              VARCHAR,
              Artifact.Use::version,
              "The version, such as v3. From Artifact.versionIndex.")
          .column(
              "artifact_entity",
              VARCHAR,
              Artifact.Use::entity,
              "The entity of the artifact. From ArtifactSequence.project.")
          .column(
              "artifact_project",
              VARCHAR,
              Artifact.Use::project,
              "The project of the artifact. From ArtifactSequence.project.")
          .refersToRuns()
          .likelyRows(5000)
          .ofEachRun()
          .together()
          .listedBy(
              (client, request, scope) ->
                  client
                      .artifacts()
                      .uses(
                          request.project(),
                          request.runs(),
                          isInput(request),
                          request.pages(scope)));

  /** All of them. */
  public static final List<ItemTable<?>> ALL = List.of(TYPES, COLLECTIONS, VERSIONS, FILES, USES);

  private ArtifactTables() {}

  private static @Nullable Boolean isInput(ItemRequest request) {
    Set<String> directions = request.selected("direction");
    if (directions == null || directions.containsAll(Set.of("input", "output"))) {
      return null;
    }
    return directions.contains("input");
  }
}
