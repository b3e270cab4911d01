package io.github.wandbjdbc.client.api.runs;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunOrder;
import io.github.wandbjdbc.client.values.StoredNumber;
import java.time.Instant;
import java.util.stream.Collectors;

/**
 * The filters that tell runs apart by what they have of the attribute that they are ordered by.
 *
 * @param choice among which runs
 * @param order by a number of the config or the summary, or by a time
 */
record OrderFilters(RunSelector choice, RunOrder order) {
  private static final long SECOND = 1000;

  /** From here on not every integer is a double. */
  private static final double EXACT_INTEGERS = 0x1p53;

  /** All of the runs. */
  String wanted() {
    return choice.toJson();
  }

  /** Those with a value that can be ordered: a finite number, a time. */
  String ordered() {
    return isOfTime()
        ? with("{%s:{\"$gte\":\"1970-01-01T00:00:00Z\"}}".formatted(key()))
        : with("{\"$or\":[{%s:{\"$lt\":0}},{%s:{\"$gte\":0}}]}".formatted(key(), key()));
  }

  /** Those whose number isn't finite, so that it is stored as a text. */
  String notFinite() {
    return with(textual());
  }

  /** Those without a value, as far as the server sees. */
  String missing() {
    return with(absent());
  }

  /** Those whose value here isn't known until they are read. */
  String apart() {
    return isMissingUncertain()
        ? with("{\"$or\":[%s,%s]}".formatted(textual(), absent()))
        : notFinite();
  }

  /** Whether a run may have a value that the server takes for missing. */
  boolean isMissingUncertain() {
    return order.attribute().hasSeveralNames();
  }

  /** Those before {@code bound} in the order. */
  String before(double bound) {
    String operator =
        isOfTime() && order.descending() ? "$gte" : order.descending() ? "$gt" : "$lt";
    return with("{%s:{\"%s\":%s}}".formatted(key(), operator, operand(bound)));
  }

  /** Whether {@code value} is before {@code bound} as a filter has it. */
  boolean isBefore(double value, double bound) {
    return order.descending() ? isOfTime() ? value >= bound : value > bound : value < bound;
  }

  /** Whether {@code value} is one that a filter can be sent by. */
  boolean isSendable(double value) {
    return Double.isFinite(value) && (isOfTime() || Math.abs(value) < EXACT_INTEGERS);
  }

  /** The bound behind {@code last} that a count is made for; of times a whole second. */
  double bound(double last) {
    if (!isOfTime()) {
      return last;
    }
    double second = Math.floor(last / SECOND) * SECOND;
    return order.descending() ? second + SECOND : second;
  }

  /**
   * Whether {@code value} is before all that is not before {@code bound}, or equal to the first of
   * it. Times are stored and compared to a precision that we don't know, cut or rounded.
   */
  boolean isCertain(double value, double bound) {
    double room = isOfTime() ? SECOND : 0;
    return order.descending() ? value >= bound + room : value <= bound - room;
  }

  /** How the values of two runs compare in the order. */
  int compare(double left, double right) {
    return order.descending() ? Double.compare(right, left) : Double.compare(left, right);
  }

  /** Whether texts may stand in the place of values. */
  boolean hasTexts() {
    return !isOfTime();
  }

  private boolean isOfTime() {
    return order.attribute() == RunField.CREATED_AT || order.attribute() == RunField.HEARTBEAT_AT;
  }

  private String operand(double bound) {
    if (isOfTime()) {
      return '"' + Instant.ofEpochMilli((long) bound).toString() + '"';
    }
    // Some servers tell 1 and 1.0 apart.
    return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
  }

  private String textual() {
    return "{%s:{\"$in\":[%s]}}"
        .formatted(
            key(),
            StoredNumber.NOT_FINITE.stream()
                .map(name -> '"' + name + '"')
                .collect(Collectors.joining(",")));
  }

  private String absent() {
    return "{%s:null}".formatted(key());
  }

  private String key() {
    return "\"%s\""
        .formatted(
            String.valueOf(
                JsonStringEncoder.getInstance().quoteAsString(order.attribute().filterKey())));
  }

  private String with(String condition) {
    return choice.isAll() ? condition : "{\"$and\":[%s,%s]}".formatted(choice.toJson(), condition);
  }
}
