package io.github.wandbjdbc.engine.validate.parameters;

import io.github.wandbjdbc.engine.values.EntryFunction;
import io.github.wandbjdbc.engine.values.Keywords;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Where the question marks of a statement stand, as far as its text tells. Those that can only be
 * of one type are cast to it, and those that stand for a word become one of the words that can be
 * meant.
 */
public final class ParameterPlaces {
  private static final Set<SqlKind> ARITHMETIC =
      Set.of(
          SqlKind.PLUS,
          SqlKind.MINUS,
          SqlKind.TIMES,
          SqlKind.DIVIDE,
          SqlKind.MOD,
          SqlKind.PLUS_PREFIX,
          SqlKind.MINUS_PREFIX);

  /** Functions whose results are of the type that their operands have in common. */
  private static final Set<String> OF_OPERANDS_TYPE =
      Set.of("MOD", "%", "COALESCE", "NULLIF", "GREATEST", "LEAST", "NVL", "IFNULL");

  private final Map<Integer, ParameterPlace> places = new TreeMap<>();
  private int count;

  private ParameterPlaces() {}

  /**
   * Those of {@code statement}, which is changed.
   *
   * @param choosing the indexes of those whose values say which tables are read
   */
  public static ParameterPlaces in(SqlNode statement, Set<Integer> choosing) {
    ParameterPlaces found = new ParameterPlaces();
    choosing.forEach(index -> found.places.put(index, ParameterPlace.LITERAL));
    new ParameterWalk(found::replaced).in(statement);
    return found;
  }

  /** How many question marks there are. */
  public int count() {
    return count;
  }

  /** How the statement comes to the type of parameter {@code index}, as far as its text tells. */
  public ParameterPlace of(int index) {
    return places.getOrDefault(index, ParameterPlace.TOLD);
  }

  private SqlNode replaced(SqlDynamicParam parameter, ParameterWalk.Place place) {
    int index = parameter.getIndex();
    count = Math.max(count, index + 1);
    SqlCall call = place.call();
    Keywords words = wordsAt(place);
    if (words != null) {
      places.put(index, ParameterPlace.WORD);
      return SqlLiteral.createCharString(words.all().get(0), parameter.getParserPosition());
    }
    if (place.isCast()) {
      places.put(index, ParameterPlace.CAST);
    } else if (parameter.equals(ArrayComparisons.arrayOf(call))) {
      places.put(index, ParameterPlace.LIST);
    } else if (isOperand(place)) {
      places.put(index, ParameterPlace.OPERAND);
    } else if (isChoice(place)) {
      places.put(index, ParameterPlace.GUESSED);
    }
    SqlTypeName type = onlyType(place);
    return type == null
        ? parameter
        : ParameterWalk.cast(
            parameter,
            new SqlDataTypeSpec(
                new SqlBasicTypeNameSpec(type, parameter.getParserPosition()),
                parameter.getParserPosition()));
  }

  private static @Nullable Keywords wordsAt(ParameterWalk.Place place) {
    Keywords words =
        place.call().getOperator() instanceof EntryFunction function
            ? function.entry().words()
            : null;
    return words != null
            && words.place() == place.operand()
            && !words.isAmong(place.call().getOperandList())
        ? words
        : null;
  }

  private static boolean isOperand(ParameterWalk.Place place) {
    SqlCall call = place.call();
    return ARITHMETIC.contains(call.getKind())
        || (call instanceof SqlCase && place.operand() > 1)
        || OF_OPERANDS_TYPE.contains(name(call));
  }

  /** Whether a function can be called with several types there, each with a meaning of its own. */
  private static boolean isChoice(ParameterWalk.Place place) {
    int operands = place.call().operandCount();
    return place.call().getOperator() instanceof EntryFunction function
        && function.entry().words() == null
        && function.entry().overloads().stream()
                .filter(way -> way.isAnswered() && way.mayTake(operands))
                .map(way -> way.seen(place.operand()))
                .distinct()
                .count()
            > 1;
  }

  /** The type of all that can stand at {@code place}; null if there are several. */
  private static @Nullable SqlTypeName onlyType(ParameterWalk.Place place) {
    return switch (name(place.call())) {
      case "PRECEDING", "FOLLOWING" -> SqlTypeName.BIGINT;
      case "LAG", "LEAD", "NTH_VALUE" -> place.operand() == 1 ? SqlTypeName.INTEGER : null;
      case "NTILE" -> SqlTypeName.INTEGER;
      default -> null;
    };
  }

  private static String name(SqlCall call) {
    return call.getOperator().getName().toUpperCase(Locale.ROOT);
  }
}
