package io.github.wandbjdbc.engine.values.aggregates;

import io.github.wandbjdbc.engine.values.Accumulator;
import io.github.wandbjdbc.engine.values.Column;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * STRING_AGG: the texts that aren't NULL, each but the first after its row's delimiter; a comma
 * where none is given, nothing where it is NULL.
 */
final class JoinedTexts implements Accumulator {
  private static final int MOST_CHARS = 1 << 28;
  private static final long BYTES_EACH = 72;

  private @Nullable StringBuilder[] texts = new @Nullable StringBuilder[0];
  private long bytes;

  @Override
  public void grow(int groups) {
    texts = Arrays.copyOf(texts, groups);
  }

  @Override
  public void add(int group, Column[] operands, int place) {
    Object value = operands[0].get(place);
    if (value == null) {
      return;
    }
    StringBuilder text = texts[group];
    if (text == null) {
      text = new StringBuilder();
      texts[group] = text;
      bytes += BYTES_EACH;
    } else {
      append(text, operands.length > 1 ? operands[1].get(place) : ",");
    }
    append(text, value);
  }

  private void append(StringBuilder text, @Nullable Object part) {
    if (part == null) {
      return;
    }
    String added = part.toString();
    if ((long) text.length() + added.length() > MOST_CHARS) {
      throw new StatementException(
          SqlState.LIMIT_EXCEEDED,
          "STRING_AGG returns at most %,d characters".formatted(MOST_CHARS));
    }
    text.append(added);
    // Twice as many as there are, where the builder has just grown.
    bytes += 4L * added.length();
  }

  @Override
  public void result(int group, Column to, int place) {
    StringBuilder text = texts[group];
    to.set(place, text == null ? null : text.toString());
  }

  @Override
  public void reset(int group) {
    StringBuilder text = texts[group];
    if (text != null) {
      bytes -= BYTES_EACH + 4L * text.length();
      texts[group] = null;
    }
  }

  @Override
  public long bytes() {
    return 8L * texts.length + bytes;
  }
}
