package io.github.wandbjdbc.engine.values.json.path;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.json.document.JsonArray;
import io.github.wandbjdbc.engine.values.json.document.JsonNumber;
import io.github.wandbjdbc.engine.values.json.document.JsonObject;
import io.github.wandbjdbc.engine.values.json.document.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of a path to one place, as MySQL's functions take it: a key, or a subscript. A scalar or
 * object is its own first item, and arrays aren't unwrapped.
 *
 * @param key null for a subscript
 * @param index the subscript, {@link #LAST} for the last; means nothing with a key
 */
public record Place(@Nullable String key, int index) {
  public static final int LAST = Integer.MAX_VALUE;

  /** The steps of {@code path}, which finds one place at most. */
  public static List<Place> of(JsonPath path, String function) {
    List<Place> places = new ArrayList<>();
    PathStep step = path.start();
    if (!(step instanceof Origins.Root)) {
      throw notOnePlace(function);
    }
    for (step = step.next(); step != null; step = step.next()) {
      if (step instanceof Accessors.Member member) {
        places.add(new Place(member.key(), 0));
      } else if (step instanceof ArraySteps.Subscripts subscripts
          && subscripts.subscripts().size() == 1
          && subscripts.subscripts().get(0).to() == null) {
        places.add(new Place(null, index(subscripts.subscripts().get(0).from(), function)));
      } else {
        throw notOnePlace(function);
      }
    }
    return places;
  }

  private static int index(PathStep from, String function) {
    if (from instanceof Origins.Last && from.isLast()) {
      return LAST;
    }
    if (from instanceof Origins.Literal literal
        && from.isLast()
        && literal.value() instanceof JsonNumber number) {
      BigDecimal index = number.value();
      if (index.scale() == 0
          && index.signum() >= 0
          && index.compareTo(BigDecimal.valueOf(LAST)) < 0) {
        return index.intValue();
      }
    }
    throw notOnePlace(function);
  }

  private static StatementException notOnePlace(String function) {
    return new StatementException(
        SqlState.INVALID_VALUE,
        "%s takes a path of keys and single subscripts alone, such as $.a[0].b"
            .formatted(function));
  }

  /** The value at {@code places} in {@code value}; null if there is none. */
  public static @Nullable JsonValue find(JsonValue value, List<Place> places) {
    JsonValue found = value;
    for (Place place : places) {
      found = found == null ? null : place.in(found);
    }
    return found;
  }

  /** The value at this place in {@code value}; null if there is none. */
  public @Nullable JsonValue in(JsonValue value) {
    if (key != null) {
      return value instanceof JsonObject object ? object.get(key) : null;
    }
    if (value instanceof JsonArray array) {
      int place = indexIn(array);
      return place >= 0 && place < array.size() ? array.items().get(place) : null;
    }
    return isOwnFirst() ? value : null;
  }

  /** Where the subscript is in {@code array}. */
  public int indexIn(JsonArray array) {
    return index == LAST ? array.size() - 1 : index;
  }

  /** Whether the subscript is that of what isn't an array in itself. */
  public boolean isOwnFirst() {
    return key == null && (index == 0 || index == LAST);
  }
}
