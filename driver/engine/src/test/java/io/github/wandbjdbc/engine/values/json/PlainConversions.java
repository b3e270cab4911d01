package io.github.wandbjdbc.engine.values.json;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.json.document.JsonMoment;
import io.github.wandbjdbc.engine.values.json.document.JsonNumbers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;

/** The casts that these tests need. */
final class PlainConversions implements JsonConversions {
  @Override
  public Object fromText(String text, RelDataType type) {
    try {
      return read(text, type);
    } catch (NumberFormatException | DateTimeException e) {
      throw new StatementException(SqlState.WRONG_CAST, "%s is no %s".formatted(text, type), e);
    }
  }

  private static Object read(String text, RelDataType type) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    switch (type.getSqlTypeName()) {
      case CHAR, VARCHAR -> {
        return text;
      }
      case INTEGER -> {
        return whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
      }
      case BIGINT -> {
        return whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
      }
      case DOUBLE -> {
        if (word.equals("nan") || word.equals("inf")) {
          return word.equals("nan") ? Double.NaN : Double.POSITIVE_INFINITY;
        }
        if (JsonNumbers.ofDouble(text) == null) {
          throw new NumberFormatException(text);
        }
        return word.startsWith("0x") ? Long.decode(word).doubleValue() : Double.parseDouble(word);
      }
      case DECIMAL -> {
        BigDecimal number = JsonNumbers.decimal(text);
        if (number == null
            || number.precision() - number.scale() > type.getPrecision() - type.getScale()) {
          throw new NumberFormatException(text);
        }
        BigDecimal scaled = number.setScale(type.getScale(), RoundingMode.HALF_UP);
        if (scaled.precision() > type.getPrecision()) {
          throw new NumberFormatException(text);
        }
        return scaled;
      }
      case BOOLEAN -> {
        return switch (word) {
          case "t", "true", "yes", "on", "1" -> 1L;
          case "f", "false", "no", "n", "off", "of", "0" -> 0L;
          default -> throw new NumberFormatException(text);
        };
      }
      case DATE -> {
        return LocalDate.parse(text.substring(0, Math.min(10, text.length()))).toEpochDay();
      }
      case TIMESTAMP -> {
        String moment = text.length() > 10 ? text.replace(' ', 'T') : text + "T00:00:00";
        int zone = Math.max(moment.indexOf('+'), moment.indexOf('Z'));
        return LocalDateTime.parse(zone < 0 ? moment : moment.substring(0, zone))
            .toInstant(ZoneOffset.UTC)
            .toEpochMilli();
      }
      default -> throw new IllegalArgumentException(type.toString());
    }
  }

  private static Long whole(String text, long least, long most) {
    BigDecimal number = JsonNumbers.whole(text);
    if (number == null
        || number.compareTo(BigDecimal.valueOf(least)) < 0
        || number.compareTo(BigDecimal.valueOf(most)) > 0) {
      throw new NumberFormatException(text);
    }
    return number.longValue();
  }

  @Override
  public String toText(Object value, RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> (Long) value != 0 ? "true" : "false";
      case DOUBLE -> text((Double) value);
      case DECIMAL -> ((BigDecimal) value).toPlainString();
      case DATE -> LocalDate.ofEpochDay((Long) value).toString();
      case TIME -> LocalTime.ofNanoOfDay((Long) value * 1_000_000).plusSeconds(0).toString();
      case TIMESTAMP -> timestamp((Long) value);
      default -> value.toString();
    };
  }

  private static String timestamp(long millis) {
    LocalDateTime moment =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(millis, 1000L),
            (int) Math.floorMod(millis, 1000L) * 1_000_000,
            ZoneOffset.UTC);
    return new JsonMoment(
            JsonMoment.Kind.TIMESTAMP, moment.toInstant(ZoneOffset.UTC).toEpochMilli() * 1000, 0)
        .sqlText();
  }

  private static String text(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return Double.toString(number);
    }
    BigDecimal digits = BigDecimal.valueOf(number).stripTrailingZeros();
    int exponent = digits.signum() == 0 ? 0 : digits.precision() - digits.scale() - 1;
    if (exponent >= -4 && exponent < 15) {
      return digits.toPlainString();
    }
    String mantissa = digits.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    return "%se%s%02d".formatted(mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }
}
