package io.github.wandbjdbc.engine.values.json;

import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kernels;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.json.document.JsonFault;
import io.github.wandbjdbc.engine.values.json.document.JsonValue;
import io.github.wandbjdbc.engine.values.json.document.JsonWriter;
import io.github.wandbjdbc.engine.values.json.path.JsonPath;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlJsonExistsErrorBehavior;
import org.apache.calcite.sql.SqlJsonQueryEmptyOrErrorBehavior;
import org.apache.calcite.sql.SqlJsonQueryWrapperBehavior;
import org.apache.calcite.sql.SqlJsonValueEmptyOrErrorBehavior;
import org.jspecify.annotations.Nullable;

/**
 * JSON_VALUE, JSON_QUERY and JSON_EXISTS. Their kernels read a document and a path. A text that
 * isn't JSON always fails; what {@code ON ERROR} says is of faults of the path, and of casts.
 */
final class JsonQueries {
  private JsonQueries() {}

  /**
   * The fallback of JSON_VALUE if there is no value, or an error.
   *
   * @param operand which operand of the kernel holds the default, if there is one
   */
  record Otherwise(SqlJsonValueEmptyOrErrorBehavior behavior, int operand) {
    static final Otherwise NULL = new Otherwise(SqlJsonValueEmptyOrErrorBehavior.NULL, -1);

    private boolean fails() {
      return behavior == SqlJsonValueEmptyOrErrorBehavior.ERROR;
    }

    private @Nullable Object value(@Nullable Object[] operands, StatementException fault) {
      return switch (behavior) {
        case ERROR -> throw fault;
        case NULL -> null;
        case DEFAULT -> operands[operand];
      };
    }
  }

  /** JSON_VALUE that gives a {@code type}. */
  static Kernel value(
      RelDataType type, Otherwise onEmpty, Otherwise onError, JsonConversions conversions) {
    ItemCast cast = new ItemCast(type, conversions);
    return Documents.kernel(
        2,
        (operands, documents) -> {
          JsonPath path = documents.path(operands[1]);
          JsonValue document = documents.document(operands[0]);
          List<JsonValue> items;
          try {
            items = path.items(document, !onError.fails(), documents.look());
            if (items.isEmpty()) {
              return onEmpty.value(operands, nothingFound());
            }
            if (items.size() > 1 || !items.get(0).isScalar()) {
              throw new JsonFault("the path of JSON_VALUE doesn't return a single scalar");
            }
          } catch (JsonFault e) {
            return onError.value(operands, e.toStatement());
          }
          try {
            return cast.of(items.get(0));
          } catch (StatementException e) {
            if (!e.state().isOfValues()) {
              throw e;
            }
            return onError.value(operands, e);
          }
        });
  }

  private static StatementException nothingFound() {
    return new StatementException(SqlState.INVALID_VALUE, "JSON: the path finds nothing");
  }

  /** JSON_QUERY that gives a text of {@code type}. */
  static Kernel query(
      RelDataType type,
      SqlJsonQueryWrapperBehavior wrapper,
      SqlJsonQueryEmptyOrErrorBehavior onEmpty,
      SqlJsonQueryEmptyOrErrorBehavior onError) {
    return Documents.kernel(
        2,
        (operands, documents) -> {
          JsonPath path = documents.path(operands[1]);
          JsonValue document = documents.document(operands[0]);
          try {
            List<JsonValue> items =
                path.items(
                    document, onError != SqlJsonQueryEmptyOrErrorBehavior.ERROR, documents.look());
            if (items.isEmpty()) {
              return otherwise(onEmpty, nothingFound());
            }
            return ItemCast.fitting(wrapped(items, wrapper), type);
          } catch (JsonFault e) {
            return otherwise(onError, e.toStatement());
          }
        });
  }

  private static String wrapped(List<JsonValue> items, SqlJsonQueryWrapperBehavior wrapper) {
    boolean isOne = items.size() == 1;
    return switch (wrapper) {
      case WITH_UNCONDITIONAL_ARRAY -> JsonWriter.array(items);
      case WITH_CONDITIONAL_ARRAY ->
          isOne ? JsonWriter.text(items.get(0)) : JsonWriter.array(items);
      case WITHOUT_ARRAY -> {
        if (!isOne) {
          throw new JsonFault("the path of JSON_QUERY returns several items; use WITH WRAPPER");
        }
        yield JsonWriter.text(items.get(0));
      }
    };
  }

  private static @Nullable Object otherwise(
      SqlJsonQueryEmptyOrErrorBehavior behavior, StatementException fault) {
    return switch (behavior) {
      case ERROR -> throw fault;
      case NULL -> null;
      case EMPTY_ARRAY -> "[]";
      case EMPTY_OBJECT -> "{}";
    };
  }

  /** JSON_EXISTS. */
  static Kernel exists(SqlJsonExistsErrorBehavior onError) {
    return Documents.kernel(
        2,
        (operands, documents) -> {
          JsonPath path = documents.path(operands[1]);
          JsonValue document = documents.document(operands[0]);
          try {
            boolean silent = onError != SqlJsonExistsErrorBehavior.ERROR;
            return Kernels.bool(path.exists(document, silent, documents.look()));
          } catch (JsonFault e) {
            return switch (onError) {
              case TRUE -> Kernels.bool(true);
              case FALSE -> Kernels.bool(false);
              case UNKNOWN -> null;
              case ERROR -> throw e.toStatement();
            };
          }
        });
  }
}
