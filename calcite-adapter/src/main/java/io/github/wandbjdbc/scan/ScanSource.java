package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.rows.Notice;
import io.github.wandbjdbc.rows.TypeMismatch;
import java.util.List;

/**
 * Whom a scan asks, and how: what is the same for all scans of a table, whatever the query.
 *
 * @param pushdown whether filters, projections, limits and counts travel
 * @param maxRuns a scan that would read the histories of more runs fails
 * @param notices told to whoever reads the table
 */
public record ScanSource(
    WandbClient client,
    boolean pushdown,
    TypeMismatch typeMismatch,
    long maxRuns,
    List<Notice> notices) {

  public ScanSource {
    notices = List.copyOf(notices);
  }

  /** Whether tables are read as of a time, rather than of now. */
  public boolean isAsOf() {
    return client.asOf().isPresent();
  }

  /**
   * Whether a source may be asked for counts, first and last rows: what it knows of now. Of a time
   * all rows have to be read, and those left out that are later.
   */
  public boolean mayShorten() {
    return pushdown && !isAsOf();
  }
}
