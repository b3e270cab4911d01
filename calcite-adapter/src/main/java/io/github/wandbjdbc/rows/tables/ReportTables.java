package io.github.wandbjdbc.rows.tables;

import static io.github.wandbjdbc.rows.ColumnType.TIMESTAMP;
import static io.github.wandbjdbc.rows.ColumnType.VARCHAR;

import io.github.wandbjdbc.client.Report;
import io.github.wandbjdbc.rows.ItemTable;
import java.util.List;

/** The table of what people wrote about runs. */
public final class ReportTables {

  /** Of {@code reports}: one row per published report. */
  static final ItemTable<Report> REPORTS =
      ItemTable.<Report>named("reports", "One row per published report of the project.")
          .required("report_id", VARCHAR, Report::id, "An opaque id. From View.id.")
          .column("name", VARCHAR, Report::name, "From View.name.")
          .column("title", VARCHAR, Report::title, "Display name. From View.displayName.")
          .column("description", VARCHAR, Report::description, "From View.description.")
          .column("username", VARCHAR, Report::username, "The author. From View.user.username.")
          .column(
              "created_at",
              TIMESTAMP,
              Report::createdAt,
              "Creation time, UTC. From View.createdAt.")
          .column(
              "updated_at",
              TIMESTAMP,
              Report::updatedAt,
              "Time of the last change, UTC. From View.updatedAt.")
          .column(
              "spec",
              VARCHAR,
              Report::spec,
              "JSON object: its blocks, panels and run sets, as the web app stores them. From"
                  + " View.spec.")
          .primaryKey("report_id")
          .likelyRows(50)
          .listedBy((client, request, scope) -> client.reports().list(request.project(), scope));

  /** All of them. */
  public static final List<ItemTable<?>> ALL = List.of(REPORTS);

  private ReportTables() {}
}
