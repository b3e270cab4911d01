package io.github.wandbjdbc.engine;

import io.github.wandbjdbc.engine.values.AggregateEntry;
import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Family;
import io.github.wandbjdbc.engine.values.Keywords;
import io.github.wandbjdbc.engine.values.Overload;
import io.github.wandbjdbc.engine.values.aggregates.Aggregates;
import io.github.wandbjdbc.engine.values.catalogue.Catalogue;
import io.github.wandbjdbc.engine.values.windows.WindowEntry;
import io.github.wandbjdbc.engine.values.windows.WindowFunctions;
import java.util.ArrayList;
import java.util.List;

/**
 * All functions and operators of functions' kind that statements may use, as the metadata and the
 * manual list them. Made of the catalogue, all of it: not for planning.
 */
public final class Functions {
  private Functions() {}

  /** The values that a function is computed of. */
  public enum Kind {
    /** The values of one row. */
    SCALAR,
    /** The rows of a group. */
    AGGREGATE,
    /** The rows of a window. */
    WINDOW
  }

  /**
   * One function.
   *
   * @param section the heading that it stands under
   * @param name its name in upper case, or how an operator is written
   * @param remarks what it does, in a line
   * @param ways how it can be called; empty if its operands are of no fixed types
   */
  public record Function(String section, String name, Kind kind, String remarks, List<Way> ways) {
    /** Whether it is called as {@code NAME(…)}, rather than by words or signs between operands. */
    public boolean isCalledByName() {
      return name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_')
          && !name.equals("LIKE")
          && !name.equals("ILIKE")
          && !name.equals("RLIKE");
    }
  }

  /**
   * One way to call a function.
   *
   * @param operands the types that it takes, as the manual names them
   * @param variadic whether the last of them may be given any number of times
   * @param result the type that it gives
   */
  public record Way(List<Type> operands, boolean variadic, Type result) {}

  /**
   * A type of operands or results.
   *
   * @param name as the manual names it, such as {@code NUMERIC}
   * @param jdbc as JDBC tells it
   */
  public record Type(String name, SqlValueType jdbc) {}

  /** All of them, in the manual's order. */
  public static List<Function> all() {
    List<Function> all = new ArrayList<>();
    for (Family family : Catalogue.families()) {
      for (String name : family.names()) {
        all.add(scalar(family.title(), family.entry(name)));
      }
    }
    for (String name : Aggregates.names()) {
      AggregateEntry entry = Aggregates.entry(name);
      if (entry != null) {
        all.add(new Function("Aggregates", name, Kind.AGGREGATE, entry.manual(), List.of()));
      }
    }
    for (String name : WindowFunctions.names()) {
      WindowEntry entry = WindowFunctions.entry(name);
      if (entry != null) {
        all.add(new Function("Windows", name, Kind.WINDOW, entry.manual(), List.of()));
      }
    }
    return all;
  }

  private static Function scalar(String section, Entry entry) {
    Keywords words = entry.words();
    List<Way> ways = new ArrayList<>();
    for (Overload overload : entry.overloads()) {
      if (overload.isAnswered()) {
        ways.add(way(overload, false));
      }
    }
    if (words != null) {
      for (Overload overload : words.sample(entry.name())) {
        if (overload.isAnswered()) {
          ways.add(way(overload, true));
        }
      }
    }
    return new Function(
        section, entry.name(), Kind.SCALAR, entry.manual(), ways.stream().distinct().toList());
  }

  private static Way way(Overload overload, boolean isOfWord) {
    List<Type> operands = new ArrayList<>();
    if (isOfWord) {
      operands.add(new Type("word", SqlValueType.VARCHAR));
    }
    overload.operands().forEach(operand -> operands.add(type(operand)));
    return new Way(operands, overload.variadic(), type(overload.result()));
  }

  private static Type type(EngineType type) {
    return switch (type) {
      case BOOLEAN -> new Type("BOOLEAN", SqlValueType.BOOLEAN);
      case INTEGER -> new Type("INTEGER", SqlValueType.INTEGER);
      case BIGINT -> new Type("BIGINT", SqlValueType.BIGINT);
      case NUMERIC -> new Type("NUMERIC", SqlValueType.DECIMAL);
      case DOUBLE -> new Type("DOUBLE", SqlValueType.DOUBLE);
      case TEXT -> new Type("VARCHAR", SqlValueType.VARCHAR);
      case DATE -> new Type("DATE", SqlValueType.DATE);
      case TIME -> new Type("TIME", SqlValueType.TIME);
      case TIMESTAMP -> new Type("TIMESTAMP", SqlValueType.TIMESTAMP);
      case MONTHS -> new Type("INTERVAL YEAR TO MONTH", SqlValueType.OTHER);
      case DURATION -> new Type("INTERVAL DAY TO SECOND", SqlValueType.OTHER);
      case ANY -> new Type("any", SqlValueType.OTHER);
    };
  }
}
