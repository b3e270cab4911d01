package io.github.wandbjdbc.engine.values.casts;

import io.github.wandbjdbc.engine.values.times.TimeTexts;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Casts to DATE, TIME and TIMESTAMP. */
final class Times {
  private static final long DAY = 86_400_000;

  private Times() {}

  static @Nullable Conversion toDate(RelDataType from) {
    return switch (from.getSqlTypeName()) {
      case DATE -> Conversion.NONE;
      case TIMESTAMP -> value -> Math.floorDiv((Long) value, DAY);
      case CHAR, VARCHAR -> value -> TimeTexts.parseDate((String) value);
      default -> null;
    };
  }

  static @Nullable Conversion toTime(RelDataType from, RelDataType to) {
    int decimals = decimals(to);
    return switch (from.getSqlTypeName()) {
      case TIME ->
          decimals < decimals(from)
              ? value -> TimeTexts.roundedTime((Long) value, decimals)
              : Conversion.NONE;
      case TIMESTAMP -> value -> TimeTexts.roundedTime(Math.floorMod((Long) value, DAY), decimals);
      case CHAR, VARCHAR -> value -> TimeTexts.parseTime((String) value, decimals);
      default ->
          switch (IntervalTexts.family(from)) {
            case MONTHS -> value -> 0L;
            case DURATION ->
                value -> TimeTexts.roundedTime(Math.floorMod((Long) value, DAY), decimals);
            case NONE -> null;
          };
    };
  }

  static @Nullable Conversion toTimestamp(RelDataType from, RelDataType to) {
    int decimals = decimals(to);
    return switch (from.getSqlTypeName()) {
      case DATE -> value -> (Long) value * DAY;
      case TIMESTAMP ->
          decimals < decimals(from)
              ? value -> TimeTexts.roundedTimestamp((Long) value, decimals)
              : Conversion.NONE;
      case CHAR, VARCHAR -> value -> TimeTexts.parseTimestamp((String) value, decimals);
      default -> null;
    };
  }

  /** How many decimals seconds have in {@code type}; milliseconds are all that there are. */
  private static int decimals(RelDataType type) {
    int precision = type.getPrecision();
    boolean told =
        precision >= 0
            && (type.getSqlTypeName() == SqlTypeName.TIME
                || type.getSqlTypeName() == SqlTypeName.TIMESTAMP);
    return told ? Math.min(precision, TimeTexts.MOST_DECIMALS) : TimeTexts.MOST_DECIMALS;
  }
}
