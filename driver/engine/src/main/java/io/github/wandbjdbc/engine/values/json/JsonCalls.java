package io.github.wandbjdbc.engine.values.json;

import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.json.JsonQueries.Otherwise;
import io.github.wandbjdbc.engine.values.json.path.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;
import org.apache.calcite.sql.SqlJsonEmptyOrError;
import org.apache.calcite.sql.SqlJsonExistsErrorBehavior;
import org.apache.calcite.sql.SqlJsonQueryEmptyOrErrorBehavior;
import org.apache.calcite.sql.SqlJsonQueryWrapperBehavior;
import org.apache.calcite.sql.SqlJsonValueEmptyOrErrorBehavior;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Makes kernels of calls whose operands aren't values alone. In a plan they look like this, flags
 * being literals of enums of Calcite:
 *
 * <pre>
 * JSON_VALUE(document, path [, behavior [, default] , ON EMPTY] [, behavior [, default] , ON ERROR])
 *     the call's type is what RETURNING says
 * JSON_QUERY(document, path, wrapper, behavior on empty, behavior on error)
 * JSON_EXISTS(document, path [, behavior on error])
 * JSON_OBJECT(behavior on NULL, key, value, …)
 * JSON_ARRAY(behavior on NULL, value, …)
 * JSON_SET(document, path, value, …), and JSON_INSERT and JSON_REPLACE
 * FORMAT JSON(text)
 *     around any document or value; of type ANY, and held as a text that is JSON
 * </pre>
 */
public final class JsonCalls {
  private static final Set<String> NAMES =
      Set.of(
          "JSON_VALUE",
          "JSON_QUERY",
          "JSON_EXISTS",
          "JSON_OBJECT",
          "JSON_ARRAY",
          "FORMAT JSON",
          "JSON_SET",
          "JSON_INSERT",
          "JSON_REPLACE");

  private final RexBuilder builder;
  private final JsonConversions conversions;

  /**
   * A maker of kernels.
   *
   * @param builder makes the casts of defaults
   */
  public JsonCalls(RexBuilder builder, JsonConversions conversions) {
    this.builder = builder;
    this.conversions = conversions;
  }

  /** Whether {@code call} is one of these. */
  public static boolean isOne(RexCall call) {
    return NAMES.contains(call.getOperator().getName());
  }

  /**
   * The kernel of {@code call}, and what it is to be given. The kernel's result is held as the
   * call's type is.
   *
   * @throws StatementException if the path, a constant, isn't one, or for a type that JSON doesn't
   *     have
   */
  public JsonCall kernel(RexCall call) {
    return switch (call.getOperator().getName()) {
      case "JSON_VALUE" -> value(call);
      case "JSON_QUERY" -> query(call);
      case "JSON_EXISTS" -> exists(call);
      case "JSON_OBJECT" -> object(call);
      case "JSON_ARRAY" -> array(call);
      case "FORMAT JSON" -> formatJson(call);
      case "JSON_SET" -> put(JsonChanges.Mode.SET, call);
      case "JSON_INSERT" -> put(JsonChanges.Mode.INSERT, call);
      case "JSON_REPLACE" -> put(JsonChanges.Mode.REPLACE, call);
      default -> throw new IllegalArgumentException(call + " is no call of a JSON function");
    };
  }

  private JsonCall value(RexCall call) {
    List<RexNode> operands = documentAndPath(call);
    Otherwise onEmpty = Otherwise.NULL;
    Otherwise onError = Otherwise.NULL;
    for (int i = 2; i < call.operands.size(); i++) {
      SqlJsonValueEmptyOrErrorBehavior behavior =
          flag(call, i, SqlJsonValueEmptyOrErrorBehavior.class);
      int place = -1;
      if (behavior == SqlJsonValueEmptyOrErrorBehavior.DEFAULT) {
        place = operands.size();
        operands.add(as(call.getType(), call.operands.get(++i)));
      }
      Otherwise otherwise = new Otherwise(behavior, place);
      if (flag(call, ++i, SqlJsonEmptyOrError.class) == SqlJsonEmptyOrError.EMPTY) {
        onEmpty = otherwise;
      } else {
        onError = otherwise;
      }
    }
    return new JsonCall(JsonQueries.value(call.getType(), onEmpty, onError, conversions), operands);
  }

  private JsonCall query(RexCall call) {
    if (!SqlTypeUtil.inCharFamily(call.getType())) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "JSON_QUERY … RETURNING %s is not supported; JSON_VALUE gives a scalar of any type"
              .formatted(call.getType()));
    }
    return new JsonCall(
        JsonQueries.query(
            call.getType(),
            flag(call, 2, SqlJsonQueryWrapperBehavior.class),
            flag(call, 3, SqlJsonQueryEmptyOrErrorBehavior.class),
            flag(call, 4, SqlJsonQueryEmptyOrErrorBehavior.class)),
        documentAndPath(call));
  }

  private JsonCall exists(RexCall call) {
    SqlJsonExistsErrorBehavior onError =
        call.operands.size() > 2
            ? flag(call, 2, SqlJsonExistsErrorBehavior.class)
            : SqlJsonExistsErrorBehavior.FALSE;
    return new JsonCall(JsonQueries.exists(onError), documentAndPath(call));
  }

  private JsonCall object(RexCall call) {
    List<RexNode> operands = new ArrayList<>();
    List<JsonForm> forms = new ArrayList<>();
    for (int i = 1; i < call.operands.size(); i += 2) {
      operands.add(text(call, call.operands.get(i)));
      operands.add(withoutFormat(call.operands.get(i + 1)));
      forms.add(form(call.operands.get(i + 1)));
    }
    return new JsonCall(
        JsonConstructors.object(forms, absentOnNull(call), isNormal(call)), operands);
  }

  private JsonCall array(RexCall call) {
    List<RexNode> values = call.operands.subList(1, call.operands.size());
    List<JsonForm> forms = values.stream().map(this::form).toList();
    return new JsonCall(
        JsonConstructors.array(forms, absentOnNull(call), isNormal(call)),
        values.stream().map(JsonCalls::withoutFormat).toList());
  }

  /**
   * Whether {@code node} makes what PostgreSQL holds as {@code jsonb}, keys in order and once,
   * rather than as {@code json}: JSON_QUERY does, and JSON_OBJECT and JSON_ARRAY of such.
   */
  private static boolean isNormal(RexNode node) {
    if (!(withoutFormat(node) instanceof RexCall call)
        || !JsonFormats.makesJson(call.getOperator())) {
      return false;
    }
    return switch (call.getOperator().getName()) {
      case "JSON_OBJECT", "JSON_ARRAY" -> call.operands.stream().anyMatch(JsonCalls::isNormal);
      default -> true;
    };
  }

  private static boolean absentOnNull(RexCall call) {
    return flag(call, 0, SqlJsonConstructorNullClause.class)
        == SqlJsonConstructorNullClause.ABSENT_ON_NULL;
  }

  private JsonCall put(JsonChanges.Mode mode, RexCall call) {
    List<RexNode> operands = new ArrayList<>();
    operands.add(document(call, call.operands.get(0)));
    if (call.operands.size() < 3 || call.operands.size() % 2 == 0) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "%s takes a document, and a path and a value any number of times"
              .formatted(mode.function()));
    }
    List<JsonForm> forms = new ArrayList<>();
    for (int i = 1; i + 1 < call.operands.size(); i += 2) {
      operands.add(text(call, call.operands.get(i)));
      operands.add(withoutFormat(call.operands.get(i + 1)));
      forms.add(form(call.operands.get(i + 1)));
    }
    return new JsonCall(JsonChanges.put(mode, forms), operands);
  }

  private static JsonCall formatJson(RexCall call) {
    Kernel kernel =
        Documents.kernel(
            1,
            (operands, documents) -> {
              JsonForm.requireJson(String.valueOf(operands[0]));
              return operands[0];
            });
    return new JsonCall(kernel, List.of(text(call, call.operands.get(0))));
  }

  private static List<RexNode> documentAndPath(RexCall call) {
    List<RexNode> operands = new ArrayList<>();
    operands.add(document(call, call.operands.get(0)));
    RexNode path = text(call, call.operands.get(1));
    if (path instanceof RexLiteral literal && !literal.isNull()) {
      // Says what is wrong with it even if there are no rows.
      JsonPath.of(String.valueOf(literal.getValueAs(String.class)));
    }
    operands.add(path);
    return operands;
  }

  private static RexNode document(RexCall call, RexNode operand) {
    return text(call, withoutFormat(operand));
  }

  private static RexNode withoutFormat(RexNode operand) {
    return operand.getKind() == SqlKind.JSON_VALUE_EXPRESSION
        ? ((RexCall) operand).operands.get(0)
        : operand;
  }

  private static RexNode text(RexCall call, RexNode operand) {
    RelDataType type = operand.getType();
    boolean isText =
        type.getFamily() == SqlTypeFamily.CHARACTER
            || type.getSqlTypeName() == SqlTypeName.NULL
            || type.getSqlTypeName() == SqlTypeName.ANY;
    if (!isText) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "%s takes a text, not a value of type %s; cast it to VARCHAR"
              .formatted(call.getOperator().getName(), type));
    }
    return operand;
  }

  private JsonForm form(RexNode value) {
    if (value.getKind() == SqlKind.JSON_VALUE_EXPRESSION) {
      RexNode text = withoutFormat(value);
      return text instanceof RexCall call && JsonFormats.makesJson(call.getOperator())
          ? JsonForm.JSON
          : JsonForm.FORMAT_JSON;
    }
    return value instanceof RexCall call && JsonFormats.makesJson(call.getOperator())
        ? JsonForm.JSON
        : JsonForm.of(value.getType(), conversions);
  }

  private RexNode as(RelDataType type, RexNode value) {
    RelDataType nullable =
        builder.getTypeFactory().createTypeWithNullability(type, value.getType().isNullable());
    return value.getType().equals(nullable)
        ? value
        : builder.makeAbstractCast(nullable, value, false);
  }

  private static <E extends Enum<E>> E flag(RexCall call, int index, Class<E> type) {
    if (call.operands.get(index) instanceof RexLiteral literal
        && type.isInstance(literal.getValue())) {
      return type.cast(literal.getValue());
    }
    throw new IllegalArgumentException(
        "operand %d of %s is not a %s".formatted(index, call, type.getSimpleName()));
  }
}
