package io.github.wandbjdbc.engine.execute.expressions;

import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kernels;
import io.github.wandbjdbc.engine.values.Kind;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.schema.impl.ReflectiveFunctionBase;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;
import org.jspecify.annotations.Nullable;

/** Functions that a schema brings along, as public static methods. */
final class Methods {
  private Methods() {}

  /** The kernel of {@code operator} if it is such a function, as a {@code type}; otherwise null. */
  static @Nullable Kernel kernel(SqlOperator operator, RelDataType type) {
    if (!(operator instanceof SqlUserDefinedFunction function)
        || !(function.getFunction() instanceof ReflectiveFunctionBase implementation)) {
      return null;
    }
    Method method = implementation.method;
    Class<?>[] classes = method.getParameterTypes();
    Kind kind = Kind.of(type);
    return Kernels.nullable(
        operands -> {
          @Nullable Object[] arguments = new @Nullable Object[operands.length];
          for (int i = 0; i < arguments.length; i++) {
            arguments[i] = argument(operands[i], classes[i]);
          }
          return Held.of(call(method, arguments), kind);
        });
  }

  private static @Nullable Object call(Method method, @Nullable Object[] arguments) {
    try {
      return method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Object argument(@Nullable Object value, Class<?> wanted) {
    if (value instanceof Long number) {
      if (wanted == Integer.class || wanted == int.class) {
        return number.intValue();
      }
      if (wanted == Boolean.class || wanted == boolean.class) {
        return number != 0;
      }
      if (wanted == Double.class || wanted == double.class) {
        return number.doubleValue();
      }
    }
    return value instanceof Number number && (wanted == Double.class || wanted == double.class)
        ? (Object) number.doubleValue()
        : value;
  }
}
