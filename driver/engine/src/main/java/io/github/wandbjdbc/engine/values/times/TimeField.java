package io.github.wandbjdbc.engine.values.times;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The fields of TO_CHAR's patterns, in the order in which PostgreSQL looks for them; those that
 * this engine refuses are among them, so that they aren't taken for others.
 */
enum TimeField {
  ERA_DOTS("A.D.", "B.C."),
  HALF_DOTS("A.M.", "P.M."),
  ERA("AD", "BC"),
  HALF("AM", "PM"),
  CC("CC"),
  DAY("DAY", "Day"),
  DDD("DDD"),
  DD("DD"),
  DY("DY", "Dy"),
  D("D"),
  FF1("FF1"),
  FF2("FF2"),
  FF3("FF3"),
  FF4("FF4"),
  FF5("FF5"),
  FF6("FF6"),
  FX("FX"),
  HH24("HH24"),
  HH12("HH12"),
  HH("HH"),
  IDDD("IDDD"),
  ID("ID"),
  IW("IW"),
  IYYY("IYYY"),
  IYY("IYY"),
  IY("IY"),
  I("I"),
  J("J"),
  MI("MI"),
  MM("MM"),
  MONTH("MONTH", "Month"),
  MON("MON", "Mon"),
  MS("MS"),
  OF("OF"),
  Q("Q"),
  RM("RM"),
  SSSSS("SSSSS"),
  SSSS("SSSS"),
  SS("SS"),
  TZH("TZH"),
  TZM("TZM"),
  TZ("TZ"),
  US("US"),
  WW("WW"),
  W("W"),
  Y_YYY("Y,YYY"),
  YYYY("YYYY"),
  YYY("YYY"),
  YY("YY"),
  Y("Y");

  @SuppressWarnings("ImmutableEnumChecker") // Of texts, and unmodifiable.
  private final List<String> spellings;

  TimeField(String... spellings) {
    this.spellings = List.of(spellings);
  }

  /** A field as a pattern spells it. */
  record Spelled(TimeField field, String spelling) {}

  /** The field that {@code pattern} has at {@code at}; null if there is none. */
  static @Nullable Spelled at(String pattern, int at) {
    for (TimeField field : values()) {
      for (String spelling : field.spellings) {
        if (pattern.startsWith(spelling, at)) {
          return new Spelled(field, spelling);
        }
        String lower = spelling.toLowerCase(Locale.ROOT);
        if (pattern.startsWith(lower, at)) {
          return new Spelled(field, lower);
        }
      }
    }
    return null;
  }

  /** The two ways to tell a day, which can't go together. */
  enum Calendar {
    /** Years, months and days. */
    MONTHS,
    /** ISO 8601's years of whole weeks. */
    WEEKS
  }

  /** The way that it is a field of; null if it goes with both. */
  @Nullable Calendar calendar() {
    return switch (this) {
      case DDD, DD, D, MM, MONTH, MON, RM, WW, W, Y_YYY, YYYY, YYY, YY, Y -> Calendar.MONTHS;
      case IDDD, ID, IW, IYYY, IYY, IY, I -> Calendar.WEEKS;
      default -> null;
    };
  }

  /** Whether texts are read by it. */
  boolean isRead() {
    return switch (this) {
      case FX, OF, TZ, TZH, TZM -> false;
      default -> true;
    };
  }

  /** Whether it is written in digits. */
  boolean isNumber() {
    return switch (this) {
      case ERA_DOTS, HALF_DOTS, ERA, HALF, DAY, DY, FX, MONTH, MON, OF, RM, TZ, TZH, TZM -> false;
      default -> true;
    };
  }
}
