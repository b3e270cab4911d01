package io.github.wandbjdbc.rows.tables;

/**
 * A run whose history is to be dealt out.
 *
 * @param rows how many rows it may have, at least one
 */
record PartitionedRun(String id, long rows) {

  /** The id as SQL writes it. */
  String literal() {
    return "'" + id.replace("'", "''") + "'";
  }
}
