package io.github.wandbjdbc.engine.values.catalogue;

import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.EntryFunction;
import io.github.wandbjdbc.engine.values.Family;
import io.github.wandbjdbc.engine.values.json.JsonFamily;
import io.github.wandbjdbc.engine.values.lists.ListFunction;
import io.github.wandbjdbc.engine.values.numbers.Choices;
import io.github.wandbjdbc.engine.values.numbers.DecimalDigits;
import io.github.wandbjdbc.engine.values.numbers.NullFunctions;
import io.github.wandbjdbc.engine.values.numbers.Powers;
import io.github.wandbjdbc.engine.values.numbers.Rounding;
import io.github.wandbjdbc.engine.values.numbers.SafeArithmetic;
import io.github.wandbjdbc.engine.values.numbers.SpecialFunctions;
import io.github.wandbjdbc.engine.values.numbers.Trigonometry;
import io.github.wandbjdbc.engine.values.numbers.WholeFunctions;
import io.github.wandbjdbc.engine.values.texts.EncodingFunctions;
import io.github.wandbjdbc.engine.values.texts.PatternFunctions;
import io.github.wandbjdbc.engine.values.texts.QuotingFunctions;
import io.github.wandbjdbc.engine.values.texts.TextFunctions;
import io.github.wandbjdbc.engine.values.texts.UnicodeFunctions;
import io.github.wandbjdbc.engine.values.times.FormatFunctions;
import io.github.wandbjdbc.engine.values.times.IntervalFunctions;
import io.github.wandbjdbc.engine.values.times.TimeFunctions;
import io.github.wandbjdbc.engine.values.times.UnitFunctions;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.calcite.sql.SqlOperator;
import org.jspecify.annotations.Nullable;

/** All functions, operators and aggregates that there are: what isn't here is refused by name. */
public final class Catalogue {
  private static final List<Family> FAMILIES =
      List.of(
          new Rounding(),
          new Powers(),
          new Trigonometry(),
          new SpecialFunctions(),
          new WholeFunctions(),
          new DecimalDigits(),
          new Choices(),
          new NullFunctions(),
          new SafeArithmetic(),
          new TextFunctions(),
          new EncodingFunctions(),
          new PatternFunctions(),
          new QuotingFunctions(),
          new UnicodeFunctions(),
          new UnitFunctions(),
          new TimeFunctions(),
          new IntervalFunctions(),
          new FormatFunctions(),
          new JsonFamily());

  private static final Map<String, Family> BY_NAME = byName();
  private static final Map<String, Entry> ENTRIES = new ConcurrentHashMap<>();

  private Catalogue() {}

  private static Map<String, Family> byName() {
    Map<String, Family> byName = new HashMap<>();
    for (Family family : FAMILIES) {
      for (String name : family.names()) {
        Family other = byName.put(name, family);
        if (other != null) {
          throw new IllegalStateException("there are two of " + name);
        }
      }
    }
    return byName;
  }

  /** The sections of the manual, in its order. */
  public static List<Family> families() {
    return FAMILIES;
  }

  /** The entry of {@code name}, in whatever case; null if there is none. */
  public static @Nullable Entry entry(String name) {
    String key = name.toUpperCase(Locale.ROOT);
    Family family = BY_NAME.get(key);
    return family == null ? null : ENTRIES.computeIfAbsent(key, family::entry);
  }

  /** The entry of an operator of a plan; null if there is none. */
  public static @Nullable Entry entry(SqlOperator operator) {
    if (operator instanceof ListFunction list) {
      return list.entry();
    }
    return operator instanceof EntryFunction function
        ? function.entry()
        : entry(operator.getName());
  }
}
