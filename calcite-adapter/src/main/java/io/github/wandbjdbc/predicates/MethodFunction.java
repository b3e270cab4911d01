package io.github.wandbjdbc.predicates;

import java.lang.reflect.Method;
import java.util.Objects;
import org.apache.calcite.adapter.enumerable.CallImplementor;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.ImplementableFunction;
import org.apache.calcite.schema.ScalarFunction;
import org.apache.calcite.schema.impl.ReflectiveFunctionBase;
import org.apache.calcite.schema.impl.ScalarFunctionImpl;

/**
 * A function that a static method computes. What Calcite's own program needs to compile a call, a
 * table of all functions that it knows, is made when it asks for that: our engine never does.
 */
final class MethodFunction extends ReflectiveFunctionBase
    implements ScalarFunction, ImplementableFunction {

  MethodFunction(Method method) {
    super(method);
  }

  @Override
  public RelDataType getReturnType(RelDataTypeFactory types) {
    return types.createJavaType(method.getReturnType());
  }

  @Override
  public CallImplementor getImplementor() {
    ScalarFunction compiled = Objects.requireNonNull(ScalarFunctionImpl.create(method));
    return ((ImplementableFunction) compiled).getImplementor();
  }
}
