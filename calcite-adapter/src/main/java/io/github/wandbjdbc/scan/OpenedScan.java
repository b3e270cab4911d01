package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.predicates.Bindings;

/** The rows of a scan whose reader is told once what should be known of the table. */
final class OpenedScan {
  private OpenedScan() {}

  /** The rows that {@code request} asks {@code source} for. */
  static ScanRows rows(
      ScanRequest request, ScanSource source, Bindings bindings, ScanContext progress) {
    progress.scope().check();
    if (progress.begin()) {
      source.notices().forEach(notice -> notice.tell(progress.scope()));
    }
    ScanRows rows = request.open(source, bindings, progress);
    return MissingRuns.watched(rows, request, bindings, source, progress);
  }
}
