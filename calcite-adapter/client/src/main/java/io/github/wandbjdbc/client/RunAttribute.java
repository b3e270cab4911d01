package io.github.wandbjdbc.client;

/** An attribute for filters and orders: a field of the run, or a value in its config or summary. */
public sealed interface RunAttribute
    permits RunField, RunAttribute.ConfigPath, RunAttribute.SummaryPath {

  /**
   * Its name in the API's filters, for example {@code config.optimizer.lr}.
   *
   * @throws IllegalArgumentException if the API can't filter by it
   */
  String filterKey();

  /** Its name in the API's orders. */
  default String orderKey() {
    return filterKey();
  }

  /** Whether a filter by it may stand for one name with dots, which no filter of the API finds. */
  default boolean hasSeveralNames() {
    return false;
  }

  /** A value of the config; {@code path} joins the names of nested objects with dots. */
  record ConfigPath(String path) implements RunAttribute {
    @Override
    public String filterKey() {
      return "config." + path;
    }

    /** Unlike a filter, an order has to name the envelope, in which nested names are. */
    @Override
    public String orderKey() {
      int dot = path.indexOf('.');
      return dot < 0
          ? "config." + path + ".value"
          : "config." + path.substring(0, dot) + ".value" + path.substring(dot);
    }

    @Override
    public boolean hasSeveralNames() {
      return path.indexOf('.') >= 0;
    }
  }

  /** A value of the summary; {@code path} joins the names of nested objects with dots. */
  record SummaryPath(String path) implements RunAttribute {
    @Override
    public String filterKey() {
      return "summary_metrics." + path;
    }

    @Override
    public boolean hasSeveralNames() {
      return path.indexOf('.') >= 0;
    }
  }
}
