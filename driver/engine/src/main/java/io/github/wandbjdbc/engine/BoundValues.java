package io.github.wandbjdbc.engine;

import io.github.wandbjdbc.engine.validate.parameters.ArrayComparisons;
import io.github.wandbjdbc.engine.validate.parameters.ParameterWalk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * The types that the values of an execution add to a statement's parameters: where the statement
 * doesn't tell the type, and where a value wouldn't fit. A statement is planned anew for them, as
 * PostgreSQL plans one for the types that its client sends.
 *
 * @param byIndex by the index of the question mark, from 0
 * @param count how many question marks the statement has
 */
public record BoundValues(Map<Integer, BoundType> byIndex, int count) {
  /** Nothing is bound yet. */
  public static final BoundValues NONE = new BoundValues(Map.of(), 0);

  public BoundValues {
    byIndex = Map.copyOf(byIndex);
  }

  /** The types that {@code values}, one for each of {@code parameters}, add. */
  public static BoundValues of(
      List<SqlParameter> parameters, List<? extends @Nullable Object> values) {
    SortedMap<Integer, BoundType> found = new TreeMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      BoundType bound = parameters.get(i).bound(values.get(i));
      if (bound != null) {
        found.put(i, bound);
      }
    }
    if (found.isEmpty()) {
      return NONE;
    }
    // What nothing told may have been right alone, but be taken for the type of its neighbour now.
    for (int i = 0; i < parameters.size(); i++) {
      Object value = values.get(i);
      SqlValueType own = value == null ? null : BoundType.typeOf(value);
      if (own != null && parameters.get(i).followsValue()) {
        found.putIfAbsent(i, new BoundType.Typed(own));
      }
    }
    return new BoundValues(found, parameters.size());
  }

  /** Whether the statement is planned as it would be without values. */
  public boolean isEmpty() {
    return byIndex.isEmpty();
  }

  /** {@code statement}, which is changed, with what is bound in it. */
  SqlNode in(SqlNode statement) {
    return isEmpty() ? statement : new ParameterWalk(new Replacements()).in(statement);
  }

  /** Puts types, words and elements in place of question marks. */
  private final class Replacements implements ParameterWalk.Replacement {
    @Override
    public SqlNode of(SqlDynamicParam parameter, ParameterWalk.Place place) {
      return replaced(parameter, place);
    }

    @Override
    public SqlNode ofCall(SqlCall call) {
      SqlDynamicParam array = ArrayComparisons.arrayOf(call);
      return array != null && byIndex.get(array.getIndex()) instanceof BoundType.Elements elements
          ? ArrayComparisons.spelledOut(call, firstElement(array.getIndex()), elements.count())
          : call;
    }
  }

  private SqlNode replaced(SqlDynamicParam parameter, ParameterWalk.Place place) {
    BoundType bound = byIndex.get(parameter.getIndex());
    if (bound instanceof BoundType.Typed typed) {
      return place.isCount() ? parameter : cast(parameter, typed.type());
    }
    if (bound instanceof BoundType.Spelled spelled) {
      SqlNode text = cast(parameter, SqlValueType.VARCHAR);
      return place.isCast() ? text : cast(text, spelled.type());
    }
    if (bound instanceof BoundType.Word word) {
      return SqlLiteral.createCharString(word.word(), parameter.getParserPosition());
    }
    if (bound instanceof BoundType.Literal literal) {
      SqlParserPos at = parameter.getParserPosition();
      return literal.text() == null
          ? SqlLiteral.createNull(at)
          : SqlLiteral.createCharString(literal.text(), at);
    }
    return parameter;
  }

  private static SqlNode cast(SqlNode value, SqlValueType type) {
    return ParameterWalk.cast(value, type.inSql(value.getParserPosition()));
  }

  /** The index of the first element of the array that parameter {@code index} is. */
  private int firstElement(int index) {
    int first = count;
    for (Map.Entry<Integer, BoundType> entry : new TreeMap<>(byIndex).entrySet()) {
      if (entry.getKey() < index && entry.getValue() instanceof BoundType.Elements elements) {
        first += elements.count();
      }
    }
    return first;
  }

  /** The values of the statement as it is planned: those of arrays come behind all others. */
  public List<@Nullable Object> values(List<? extends @Nullable Object> values) {
    List<@Nullable Object> all = new ArrayList<>(values);
    for (Integer index : new TreeMap<>(byIndex).keySet()) {
      if (byIndex.get(index) instanceof BoundType.Elements) {
        List<? extends @Nullable Object> elements = SqlParameter.elements(values.get(index));
        all.addAll(elements == null ? List.of() : elements);
        all.set(index, null);
      } else if (byIndex.get(index) instanceof BoundType.Word
          || byIndex.get(index) instanceof BoundType.Literal) {
        all.set(index, null);
      }
    }
    return Collections.unmodifiableList(all);
  }
}
