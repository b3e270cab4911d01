package io.github.wandbjdbc.predicates;

import io.github.wandbjdbc.rows.JsonStrings;
import java.util.Map;
import org.apache.calcite.linq4j.function.Parameter;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.schema.Function;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;
import org.jspecify.annotations.Nullable;

/** The SQL functions that come with the tables. */
public final class SchemaFunctions {
  private SchemaFunctions() {}

  /** Made when a statement calls one. */
  private static final class Made {
    static final Function HAS_TAG = function("hasTag", String.class, String.class);
    static final Function IS_NAN = function("isNan", Double.class);
  }

  /** Whether one has {@code name}, in any case. */
  public static boolean isOne(String name) {
    return name.equalsIgnoreCase("HAS_TAG") || name.equalsIgnoreCase("IS_NAN");
  }

  /** The functions by name. */
  public static Map<String, Function> all() {
    return Map.of("HAS_TAG", Made.HAS_TAG, "IS_NAN", Made.IS_NAN);
  }

  /** Whether {@code operator} is our {@code HAS_TAG}, and not one that merely is called so. */
  public static boolean isHasTag(SqlOperator operator) {
    return operator instanceof SqlUserDefinedFunction function
        && function.getFunction() == Made.HAS_TAG;
  }

  /**
   * {@code HAS_TAG(tags, tag)}: whether the JSON array {@code tags} holds the string {@code tag}.
   */
  public static @Nullable Boolean hasTag(
      @Parameter(name = "tags") @Nullable String tags,
      @Parameter(name = "tag") @Nullable String tag) {
    return JsonStrings.contains(tags, tag);
  }

  /** {@code IS_NAN(x)}: whether {@code x} is not a number, which no comparison can tell. */
  public static @Nullable Boolean isNan(@Parameter(name = "x") @Nullable Double x) {
    return x == null ? null : (Boolean) x.isNaN();
  }

  private static Function function(String method, Class<?>... operands) {
    return new MethodFunction(Types.lookupMethod(SchemaFunctions.class, method, operands));
  }
}
