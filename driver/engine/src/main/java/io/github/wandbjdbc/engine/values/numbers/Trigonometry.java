package io.github.wandbjdbc.engine.values.numbers;

import static io.github.wandbjdbc.engine.values.EngineType.DOUBLE;

import io.github.wandbjdbc.engine.values.DoubleColumn;
import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Family;
import io.github.wandbjdbc.engine.values.Kernels;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Trigonometric and hyperbolic functions of doubles. */
public final class Trigonometry implements Family {
  private static final double RADIANS_PER_DEGREE = 0.017453292519943295;

  @Override
  public String title() {
    return "Trigonometry";
  }

  @Override
  public List<String> names() {
    return List.of(
        "PI", "DEGREES", "RADIANS", "SIN", "COS", "TAN", "COT", "SEC", "CSC", "ASIN", "ACOS",
        "ATAN", "ATAN2", "SIND", "COSD", "TAND", "COTD", "ASIND", "ACOSD", "ATAND", "ATAN2D",
        "SINH", "COSH", "TANH", "COTH", "SECH", "CSCH", "ASINH", "ACOSH", "ATANH");
  }

  @Override
  public Entry entry(String name) {
    Entry.Builder entry = Entry.named(name);
    return switch (name) {
      case "PI" ->
          entry
              .manual("PI(): 3.141592653589793")
              .strict(
                  DOUBLE,
                  (operands, size, result, look) ->
                      Arrays.fill(((DoubleColumn) result).values(), 0, size, Math.PI))
              .entry();
      case "ATAN2" ->
          entry
              .manual("ATAN2(y, x): the angle of the point (x, y) in radians")
              .strict(DOUBLE, Kernels.doubles(Math::atan2), DOUBLE, DOUBLE)
              .entry();
      case "ATAN2D" ->
          entry
              .manual("ATAN2D(y, x): the angle of the point (x, y) in degrees")
              .strict(DOUBLE, Kernels.doubles(Degrees::atan2), DOUBLE, DOUBLE)
              .entry();
      default ->
          entry
              .manual(manual(name))
              .strict(DOUBLE, Kernels.doubles(function(name)), DOUBLE)
              .entry();
    };
  }

  private static DoubleUnaryOperator function(String name) {
    return switch (name) {
      case "DEGREES" -> x -> x / RADIANS_PER_DEGREE;
      case "RADIANS" -> x -> x * RADIANS_PER_DEGREE;
      case "SIN" -> Math::sin;
      case "COS" -> Math::cos;
      case "TAN" -> Math::tan;
      case "COT" -> x -> 1 / Math.tan(x);
      case "SEC" -> x -> 1 / Math.cos(x);
      case "CSC" -> x -> 1 / Math.sin(x);
      case "ASIN" -> Math::asin;
      case "ACOS" -> Math::acos;
      case "ATAN" -> Math::atan;
      case "SIND" -> Degrees::sin;
      case "COSD" -> Degrees::cos;
      case "TAND" -> Degrees::tan;
      case "COTD" -> Degrees::cot;
      case "ASIND" -> Degrees::asin;
      case "ACOSD" -> Degrees::acos;
      case "ATAND" -> Degrees::atan;
      case "SINH" -> Math::sinh;
      case "COSH" -> Math::cosh;
      case "TANH" -> Math::tanh;
      case "COTH" -> x -> 1 / Math.tanh(x);
      case "SECH" -> x -> 1 / Math.cosh(x);
      case "CSCH" -> x -> 1 / Math.sinh(x);
      case "ASINH" -> Hyperbolic::asinh;
      case "ACOSH" -> Hyperbolic::acosh;
      case "ATANH" -> Hyperbolic::atanh;
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static String manual(String name) {
    return name
        + "(x): "
        + switch (name) {
          case "DEGREES" -> "radians as degrees";
          case "RADIANS" -> "degrees as radians";
          case "SIN", "SIND" -> "the sine of";
          case "COS", "COSD" -> "the cosine of";
          case "TAN", "TAND" -> "the tangent of";
          case "COT", "COTD" -> "the cotangent of";
          case "SEC" -> "the secant of";
          case "CSC" -> "the cosecant of";
          case "ASIN", "ASIND" -> "the arc sine";
          case "ACOS", "ACOSD" -> "the arc cosine";
          case "ATAN", "ATAND" -> "the arc tangent";
          case "SINH" -> "the hyperbolic sine";
          case "COSH" -> "the hyperbolic cosine";
          case "TANH" -> "the hyperbolic tangent";
          case "COTH" -> "the hyperbolic cotangent";
          case "SECH" -> "the hyperbolic secant";
          case "CSCH" -> "the hyperbolic cosecant";
          case "ASINH" -> "the inverse hyperbolic sine";
          case "ACOSH" -> "the inverse hyperbolic cosine; NaN below 1";
          default -> "the inverse hyperbolic tangent; NaN outside of -1 to 1";
        }
        + switch (name) {
          case "SIN", "COS", "TAN", "COT", "SEC", "CSC" ->
              " an angle in radians; NaN for infinities";
          case "SIND", "COSD", "TAND", "COTD" -> " an angle in degrees; NaN for infinities";
          case "ASIN", "ACOS" -> " in radians; NaN outside of -1 to 1";
          case "ASIND", "ACOSD" -> " in degrees; NaN outside of -1 to 1";
          case "ATAN" -> " in radians";
          case "ATAND" -> " in degrees";
          default -> "";
        };
  }
}
