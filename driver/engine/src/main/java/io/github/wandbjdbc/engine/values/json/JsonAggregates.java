package io.github.wandbjdbc.engine.values.json;

import io.github.wandbjdbc.engine.values.Accumulator;
import io.github.wandbjdbc.engine.values.AggregateEntry;
import io.github.wandbjdbc.engine.values.Column;
import java.util.Arrays;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;
import org.apache.calcite.sql.fun.SqlJsonArrayAggAggFunction;
import org.apache.calcite.sql.fun.SqlJsonObjectAggAggFunction;
import org.jspecify.annotations.Nullable;

/**
 * JSON_ARRAYAGG and JSON_OBJECTAGG. Whether NULL is left out is part of the operator in a plan, so
 * that there are two operators of each, of which the catalogue knows the one that says nothing.
 */
public final class JsonAggregates {
  private JsonAggregates() {}

  /** The entry of {@code operator}, or null if it is none of these. */
  public static @Nullable AggregateEntry entry(
      SqlAggFunction operator, JsonConversions conversions) {
    if (operator instanceof SqlJsonArrayAggAggFunction array) {
      boolean absent = array.getNullClause() == SqlJsonConstructorNullClause.ABSENT_ON_NULL;
      return new AggregateEntry(
          "JSON_ARRAYAGG",
          "a JSON array of all values; NULL is omitted, unless you write NULL ON NULL;"
              + " NULL for no rows",
          operator,
          (operands, result) ->
              new Texts("[", "]", absent, false, JsonForm.of(operands.get(0), conversions)));
    }
    if (operator instanceof SqlJsonObjectAggAggFunction object) {
      boolean absent = object.getNullClause() == SqlJsonConstructorNullClause.ABSENT_ON_NULL;
      return new AggregateEntry(
          "JSON_OBJECTAGG",
          "a JSON object of keys and values; NULL becomes null, unless you write ABSENT"
              + " ON NULL",
          operator,
          (operands, result) ->
              new Texts("{ ", " }", absent, true, JsonForm.of(operands.get(1), conversions)));
    }
    return null;
  }

  /** The texts of groups, without their ends. */
  private static final class Texts implements Accumulator {
    private final String start;
    private final String end;
    private final boolean absentOnNull;
    private final boolean hasKeys;
    private final JsonForm form;
    private @Nullable StringBuilder[] texts = new @Nullable StringBuilder[0];
    private long characters;

    Texts(String start, String end, boolean absentOnNull, boolean hasKeys, JsonForm form) {
      this.start = start;
      this.end = end;
      this.absentOnNull = absentOnNull;
      this.hasKeys = hasKeys;
      this.form = form;
    }

    @Override
    public void grow(int groups) {
      if (groups > texts.length) {
        texts = Arrays.copyOf(texts, groups);
      }
    }

    @Override
    public void add(int group, Column[] operands, int place) {
      StringBuilder text = texts[group];
      if (text == null) {
        text = new StringBuilder();
        texts[group] = text;
      }
      String key = hasKeys ? JsonConstructors.key(operands[0].get(place)) : "";
      Object value = operands[hasKeys ? 1 : 0].get(place);
      if (value == null && absentOnNull) {
        return;
      }
      int before = text.length();
      if (hasKeys) {
        JsonConstructors.member(text, before == 0, key, value, form);
      } else {
        text.append(before == 0 ? "" : ", ");
        form.writeNullable(text, value);
      }
      characters += text.length() - before;
    }

    @Override
    public void result(int group, Column to, int place) {
      StringBuilder text = texts[group];
      to.set(place, text == null ? null : start + text + end);
    }

    @Override
    public void reset(int group) {
      StringBuilder text = texts[group];
      characters -= text == null ? 0 : text.length();
      texts[group] = null;
    }

    @Override
    public long bytes() {
      // A growing text has up to as much room again.
      return 60L * texts.length + 4 * characters;
    }
  }
}
