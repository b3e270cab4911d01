package io.github.wandbjdbc.engine.values;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** Makes SQL types whose text is Unicode: Calcite's own would refuse a literal in Japanese. */
public final class EngineTypeFactory extends JavaTypeFactoryImpl {
  private final Runnable look;

  /** One for whoever needs no more than a few types. */
  public EngineTypeFactory() {
    this(() -> {});
  }

  /**
   * One for the planning of a statement.
   *
   * @param look is run before types are made or compared, and fails if planning should go no
   *     further
   */
  public EngineTypeFactory(Runnable look) {
    super(EngineTypeSystem.INSTANCE);
    this.look = look;
  }

  /** Fails if the planning that this is for should go no further. */
  public void look() {
    look.run();
  }

  @Override
  public RelDataType createSqlType(SqlTypeName typeName) {
    look.run();
    return super.createSqlType(typeName);
  }

  @Override
  public RelDataType createTypeWithNullability(RelDataType type, boolean nullable) {
    look.run();
    return super.createTypeWithNullability(type, nullable);
  }

  @Override
  public Charset getDefaultCharset() {
    return StandardCharsets.UTF_8;
  }

  /**
   * Of decimals that differ, or one beside a whole number, NUMERIC: each value keeps its digits. Of
   * texts of different lengths, text of any: in a recursion they grow.
   */
  @Override
  public @Nullable RelDataType leastRestrictive(
      List<RelDataType> types, SqlTypeMappingRule mappingRule) {
    look.run();
    boolean ofExact =
        types.stream()
            .allMatch(
                type ->
                    SqlTypeUtil.isExactNumeric(type) || type.getSqlTypeName() == SqlTypeName.NULL);
    List<RelDataType> decimals = types.stream().filter(SqlTypeUtil::isDecimal).toList();
    if (!ofExact || decimals.isEmpty()) {
      RelDataType common = super.leastRestrictive(types, mappingRule);
      return common != null && common.getSqlTypeName() == SqlTypeName.VARCHAR && differ(types)
          ? createTypeWithNullability(createSqlType(SqlTypeName.VARCHAR), common.isNullable())
          : common;
    }
    RelDataType first = decimals.get(0);
    boolean alike =
        types.stream()
            .allMatch(
                type ->
                    type.getSqlTypeName() == SqlTypeName.NULL
                        || (SqlTypeUtil.isDecimal(type)
                            && type.getPrecision() == first.getPrecision()
                            && type.getScale() == first.getScale()));
    boolean nullable =
        types.stream()
            .anyMatch(type -> type.isNullable() || type.getSqlTypeName() == SqlTypeName.NULL);
    return createTypeWithNullability(alike ? first : Numeric.type(this), nullable);
  }

  /** Whether texts of {@code types} aren't all of one length, or at most of one. */
  private static boolean differ(List<RelDataType> types) {
    return types.stream()
            .filter(SqlTypeUtil::isCharacter)
            .map(type -> List.of(type.getSqlTypeName(), type.getPrecision()))
            .distinct()
            .count()
        > 1;
  }
}
