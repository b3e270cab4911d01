package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.client.CallScope;
import org.apache.calcite.DataContext;

/** The variables of a scan in the {@link DataContext} of its execution. */
public final class ScanVariables {
  /**
   * The {@link CallScope} of the execution. Where there is none, as under Calcite's own driver, a
   * scan makes one that ends with the statement's cancel flag.
   */
  public static final String CALL_SCOPE = "wandbCallScope";

  /** The {@link StatementProgress} of the execution, if somebody wants to know. */
  public static final String PROGRESS = "wandbProgress";

  private ScanVariables() {}
}
