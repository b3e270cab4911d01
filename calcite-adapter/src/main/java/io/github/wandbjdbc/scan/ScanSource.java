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
}
