package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.schema.TableDescription.ForeignKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables that every project has. */
enum TableKind {
  HISTORY(
      "history",
      "One row per logged step of a run, complete. Unless run_id is bound, all runs of the project"
          + " are read."),
  RUNS("runs", "One row per run of the project."),
  SAMPLED_HISTORY(
      "sampled_history",
      "The server's downsampled view of history: about as many points per metric as samples = n in"
          + " WHERE asks for.");

  private final String tableName;
  private final String remarks;

  TableKind(String tableName, String remarks) {
    this.tableName = tableName;
    this.remarks = remarks;
  }

  String tableName() {
    return tableName;
  }

  /** What a row is. */
  String remarks() {
    return remarks;
  }

  List<String> primaryKey() {
    return this == RUNS ? List.of("run_id") : List.of("run_id", "_step");
  }

  /** Steps refer to their run. */
  @Nullable ForeignKey foreignKey() {
    return this == RUNS
        ? null
        : new ForeignKey(tableName + "_run", List.of("run_id"), RUNS.tableName, List.of("run_id"));
  }

  /** The table called {@code name}, in any case. */
  static Optional<TableKind> named(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.tableName.equalsIgnoreCase(name))
        .findFirst();
  }
}
