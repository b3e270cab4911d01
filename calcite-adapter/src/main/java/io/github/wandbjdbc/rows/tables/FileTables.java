package io.github.wandbjdbc.rows.tables;

import static io.github.wandbjdbc.rows.ColumnType.BIGINT;
import static io.github.wandbjdbc.rows.ColumnType.TIMESTAMP;
import static io.github.wandbjdbc.rows.ColumnType.VARCHAR;

import io.github.wandbjdbc.client.RunFile;
import io.github.wandbjdbc.rows.ItemRequest;
import io.github.wandbjdbc.rows.ItemTable;
import java.util.List;

/** The tables of what runs saved. */
public final class FileTables {

  /** Of {@code files}: one row per file of a run. */
  static final ItemTable<RunFile> FILES =
      ItemTable.<RunFile>named("files", "One row per file that a run saved.")
          .key(ItemRequest.RUN_ID, RunFile::runId, "The run's id. From Run.name.")
          .pattern("name", RunFile::name, "The path within the run's files. From File.name.")
          .column(
              "size_bytes", BIGINT, RunFile::sizeBytes, "The size in bytes. From File.sizeBytes.")
          .column("mime_type", VARCHAR, RunFile::mimeType, "From File.mimetype.")
          .column("md5", VARCHAR, RunFile::md5, "A checksum. From File.md5.")
          .column(
              "updated_at",
              TIMESTAMP,
              RunFile::updatedAt,
              "Time of the last change, UTC. From File.updatedAt.")
          .column(
              "url",
              VARCHAR,
              RunFile::url,
              "The address for downloads with the API key. From File.url.")
          .primaryKey(ItemRequest.RUN_ID, "name")
          .refersToRuns()
          .likelyRows(50_000)
          .ofEachRun()
          .together()
          .listedBy(
              (client, request, scope) ->
                  client
                      .runStreams()
                      .files(
                          request.project(),
                          request.runs(),
                          request.selected("name"),
                          request.patterns().get("name"),
                          request.pages(scope)));

  /** All of them. */
  public static final List<ItemTable<?>> ALL = List.of(FILES, LoggedTables.TABLE);

  private FileTables() {}
}
