package io.github.wandbjdbc.engine.values.numbers;

import static io.github.wandbjdbc.engine.values.ValueType.DOUBLE;

import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Family;
import io.github.wandbjdbc.engine.values.Kernels;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** The gamma function and the error function. */
public final class SpecialFunctions implements Family {
  @Override
  public String title() {
    return "Gamma and error functions";
  }

  @Override
  public List<String> names() {
    return List.of("GAMMA", "LGAMMA", "ERF", "ERFC");
  }

  @Override
  public Entry entry(String name) {
    return switch (name) {
      case "GAMMA" ->
          of(
              name,
              "GAMMA(x): the gamma function, (n - 1)! for integers n; Infinity for 0, NaN for"
                  + " negative integers",
              Gamma::of);
      case "LGAMMA" ->
          of(
              name,
              "LGAMMA(x): the natural logarithm of the absolute value of GAMMA(x); Infinity"
                  + " for 0 and negative integers",
              Gamma::logarithm);
      case "ERF" -> of(name, "ERF(x): the error function", ErrorFunction::of);
      case "ERFC" -> of(name, "ERFC(x): 1 - ERF(x), exact for large x", ErrorFunction::complement);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Entry of(String name, String manual, DoubleUnaryOperator function) {
    return Entry.named(name)
        .manual(manual)
        .strict(DOUBLE, Kernels.doubles(function), DOUBLE)
        .entry();
  }
}
