package io.github.wandbjdbc.engine.values.times;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.judge.Cell;
import io.github.wandbjdbc.engine.judge.Cells;
import io.github.wandbjdbc.engine.judge.Operand;
import io.github.wandbjdbc.engine.judge.Operands;
import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Overload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Texts that are read by patterns of whatever fields, one behind the other. */
class RandomTimePatternsTest {
  private static final long SEED = Long.getLong("patterns.seed", 18);
  private static final int TIMES = Integer.getInteger("patterns.times", 6_000);
  private static final int MOST_FIELDS = 6;

  private static final List<String> OF_MONTHS =
      List.of(
          "YYYY", "YYYY", "YYYY", "Y,YYY", "YYY", "YY", "Y", "MM", "MM", "MONTH", "Mon", "RM", "DD",
          "DD", "DDD", "D", "WW", "W");
  private static final List<String> OF_WEEKS =
      List.of("IYYY", "IYYY", "IYY", "IY", "I", "IW", "IW", "IDDD", "ID");
  private static final List<String> OF_BOTH =
      List.of(
          "CC", "J", "Q", "Day", "DY", "AD", "B.C.", "HH24", "HH12", "HH", "MI", "SS", "SSSS",
          "SSSSS", "MS", "US", "FF1", "FF2", "FF3", "FF4", "FF5", "FF6", "AM", "p.m.");
  private static final List<String> BETWEEN =
      List.of(
          "", "", "-", "-", " ", " ", "/", ":", ".", ", ", "--", " - ", "\"T\"", "x", "\"of \"");
  private static final List<String> IN_TEXTS =
      List.of("", "-", " ", " ", "/", ":", "  ", " -", "T", "+", "é", "");

  private final Random random = new Random(SEED);

  @Test
  void textsAreReadAsByPostgresql() {
    List<List<Operand>> rows = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      rows.add(row());
    }

    Cells cells =
        Cells.named("TO_TIMESTAMP and TO_DATE by random patterns")
            .accepting(
                "years of millions overflow in PostgreSQL", RandomTimePatternsTest::isOverflow);
    compare(cells, "TO_DATE", "to_date(%s, %s)", EngineType.DATE, rows);
    compare(cells, "TO_TIMESTAMP", "to_timestamp(%s, %s)::timestamp", EngineType.TIMESTAMP, rows);
    cells.end();

    assertThat(cells.answered()).isGreaterThan(TIMES / 4);
  }

  private static boolean isOverflow(Cell cell) {
    return cell.ourState() != null && cell.theirs() instanceof Long days && days > 100_000_000;
  }

  private static void compare(
      Cells cells, String name, String spelling, EngineType result, List<List<Operand>> rows) {
    List<EngineType> types = List.of(EngineType.TEXT, EngineType.TEXT);
    Entry entry = new FormatFunctions().entry(name);
    Overload way = Objects.requireNonNull(entry.overload(types));
    cells.compareRows(way.kernel(), types, result, spelling, rows);
  }

  private List<Operand> row() {
    List<String> own = random.nextInt(3) > 0 ? OF_MONTHS : OF_WEEKS;
    StringBuilder pattern = new StringBuilder();
    StringBuilder text = new StringBuilder();
    int count = 1 + random.nextInt(MOST_FIELDS);
    for (int i = 0; i < count; i++) {
      boolean isStrange = random.nextInt(40) == 0;
      String field =
          any(
              isStrange
                  ? own == OF_MONTHS ? OF_WEEKS : OF_MONTHS
                  : random.nextInt(3) > 0 ? own : OF_BOTH);
      String between = i == 0 && random.nextInt(8) > 0 ? "" : any(BETWEEN);
      boolean isOrdinal = random.nextInt(20) == 0;
      pattern
          .append(between)
          .append(random.nextInt(8) == 0 ? "FM" : "")
          .append(random.nextInt(8) == 0 ? field.toLowerCase(Locale.ROOT) : field)
          .append(isOrdinal ? "th" : "");
      text.append(random.nextInt(5) > 0 ? between.replace("\"", "") : any(IN_TEXTS))
          .append(value(field))
          .append(isOrdinal ? "th" : "");
    }
    return List.of(
        Operands.texts(text.toString()).get(0), Operands.texts(pattern.toString()).get(0));
  }

  private String value(String field) {
    if (random.nextInt(12) == 0) {
      return any(List.of("", "0", "00", "-1", "+3", "7", "99", "366", "12345", "é", "x", "ſ", "٣"));
    }
    return switch (field) {
      case "YYYY", "IYYY" -> padded(4, any(List.of(2024, 2023, 1999, 1, 44, 2000, 1900, 9999)));
      case "Y,YYY" -> any(List.of("2,024", "1,999", "0,044", "2,1", "12,345", "-1,005"));
      case "YYY", "IYY" -> padded(3, random.nextInt(1_000));
      case "YY", "IY", "CC" -> padded(2, random.nextInt(100));
      case "MM" -> padded(2, 1 + random.nextInt(13));
      case "MONTH" -> any(List.of("January", "february", "MAY", "December", "jan"));
      case "Mon" -> any(List.of("Jan", "feb", "MAY", "Dec", "dez"));
      case "RM" -> any(List.of("I", "iv", "VIII", "xii", "IX", "iix"));
      case "DD" -> padded(2, 1 + random.nextInt(31));
      case "DDD", "IDDD" -> padded(3, 1 + random.nextInt(372));
      case "D", "ID", "W", "Q", "Y", "I", "FF1" -> padded(1, random.nextInt(10));
      case "WW", "IW" -> padded(2, 1 + random.nextInt(54));
      case "J" -> any(List.of("2460000", "2451545", "1", "9999999", "2147483647", "99999999999"));
      case "Day" -> any(List.of("Monday", "sunday", "FRIDAY", "Mon"));
      case "DY" -> any(List.of("Mon", "sun", "FRI", "xyz"));
      case "AD" -> any(List.of("AD", "bc", "Bc", "A.D."));
      case "B.C." -> any(List.of("A.D.", "b.c.", "BC"));
      case "HH24" -> padded(2, random.nextInt(26));
      case "HH12", "HH" -> padded(2, random.nextInt(14));
      case "SSSS", "SSSSS" -> padded(field.length(), random.nextInt(90_000));
      case "AM" -> any(List.of("AM", "pm", "Pm"));
      case "p.m." -> any(List.of("A.M.", "p.m."));
      case "MS", "FF3" -> padded(3, random.nextInt(1_000));
      case "US", "FF6" -> padded(6, random.nextInt(1_000_000));
      case "FF4" -> padded(4, random.nextInt(10_000));
      case "FF5" -> padded(5, random.nextInt(100_000));
      default -> padded(2, random.nextInt(61));
    };
  }

  /** With zeros before it, mostly. */
  private String padded(int digits, int number) {
    return random.nextInt(6) == 0
        ? String.valueOf(number)
        : String.format(Locale.ROOT, "%0" + digits + "d", number);
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
