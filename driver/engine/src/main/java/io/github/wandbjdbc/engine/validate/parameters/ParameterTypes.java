package io.github.wandbjdbc.engine.validate.parameters;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidator;
import org.jspecify.annotations.Nullable;

/** The types of a statement's question marks: the first that its surroundings tell. */
public final class ParameterTypes {
  private final RelDataTypeFactory factory;
  private final RelDataType text;
  private final SortedMap<Integer, RelDataType> types = new TreeMap<>();
  private final Set<Integer> guessed = new HashSet<>();

  public ParameterTypes(RelDataTypeFactory factory) {
    this.factory = factory;
    this.text = factory.createTypeWithNullability(factory.createSqlType(SqlTypeName.VARCHAR), true);
  }

  /**
   * The type of {@code parameter}: as told before, or else {@code inferred}, or else text. Beside a
   * text it is a text of any length: of that text's length, a longer one would be cut, and then
   * equal it.
   */
  public RelDataType settle(SqlDynamicParam parameter, @Nullable RelDataType inferred) {
    boolean isTold = inferred != null && inferred.getSqlTypeName() != SqlTypeName.ANY;
    RelDataType type =
        !isTold || inferred == null || SqlTypeUtil.isCharacter(inferred) ? text : inferred;
    if (!isTold && !types.containsKey(parameter.getIndex())) {
      guess(parameter);
    }
    return types.computeIfAbsent(parameter.getIndex(), index -> type);
  }

  /** Takes note that the type of {@code parameter}, if it isn't settled, may be another. */
  void guess(SqlDynamicParam parameter) {
    if (!types.containsKey(parameter.getIndex())) {
      guessed.add(parameter.getIndex());
    }
  }

  /** Whether the type of any parameter that was met may be another. */
  public boolean isAnyGuessed() {
    return !guessed.isEmpty();
  }

  /** Whether nothing tells the type of parameter {@code index}, though it has been given one. */
  public boolean isGuessed(int index) {
    return guessed.contains(index) || !types.containsKey(index);
  }

  /**
   * The type of a parameter that is one of several values, of which the others are of {@code
   * others}; null if they have none in common. It is wide enough for numbers of more digits than
   * those have.
   */
  @Nullable RelDataType beside(List<RelDataType> others) {
    RelDataType common = factory.leastRestrictive(others);
    if (common == null) {
      return null;
    }
    return switch (common.getSqlTypeName()) {
      case CHAR, VARCHAR -> text;
      case TINYINT, SMALLINT, INTEGER -> factory.createSqlType(SqlTypeName.BIGINT);
      case DECIMAL -> factory.createSqlType(SqlTypeName.DOUBLE);
      default -> common;
    };
  }

  /** How many were met. */
  public int count() {
    return types.size();
  }

  /**
   * A field for each parameter of {@code statement}, in their order, typed by {@code validator}.
   *
   * @param least so many were written, of which some may be gone
   */
  public RelDataType rowType(SqlNode statement, SqlValidator validator, int least) {
    SortedMap<Integer, RelDataType> found = new TreeMap<>();
    statement.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlDynamicParam parameter) {
            RelDataType type = validator.getValidatedNodeTypeIfKnown(parameter);
            if (type != null) {
              found.put(parameter.getIndex(), type);
            }
            return null;
          }
        });
    int count = Math.max(least, found.isEmpty() ? 0 : found.lastKey() + 1);
    RelDataTypeFactory.Builder row = factory.builder();
    for (int i = 0; i < count; i++) {
      row.add("?" + i, found.getOrDefault(i, text));
    }
    return row.build();
  }
}
