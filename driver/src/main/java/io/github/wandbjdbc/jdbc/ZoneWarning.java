package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.engine.values.SqlState;
import java.sql.SQLWarning;
import java.sql.Time;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * Tells once that a {@code Date} or {@code Timestamp} is bound as the wall clock that it shows,
 * where that isn't UTC's: an {@code Instant} of the same moment would be another TIMESTAMP.
 */
final class ZoneWarning {
  private boolean given;

  /** The warning that {@code bound} is worth; null if it was given, or both clocks agree. */
  synchronized @Nullable SQLWarning of(Date bound) {
    if (given || bound instanceof java.sql.Date || bound instanceof Time) {
      return null;
    }
    ZoneId zone = ZoneId.systemDefault();
    @SuppressWarnings("JavaUtilDate") // Tools bind it.
    Instant moment = Instant.ofEpochMilli(bound.getTime());
    if (zone.getRules().getOffset(moment).equals(ZoneOffset.UTC)) {
      return null;
    }
    given = true;
    return new SQLWarning(
        "a java.sql.Timestamp or java.util.Date is bound as wall-clock time in the"
            + " JVM's time zone, "
            + zone
            + ", as getTimestamp returns it; TIMESTAMPs are UTC: to bind an instant, use an"
            + " Instant, OffsetDateTime or LocalDateTime in UTC",
        SqlState.WARNING.code());
  }
}
