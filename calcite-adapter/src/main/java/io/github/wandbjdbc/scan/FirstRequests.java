package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.diagnostics.CallLog;
import io.github.wandbjdbc.client.diagnostics.CallRehearsal;
import io.github.wandbjdbc.engine.source.Execution;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;

/** The first requests of the scans of a plan, written down in place of being sent. */
public final class FirstRequests {
  private final CallScope scope;
  private final Execution execution;

  /** Of plans that {@code execution} would execute. */
  public FirstRequests(CallScope scope, Execution execution) {
    this.scope = scope;
    this.execution = execution;
  }

  /** Those of {@code plan}: for each of its scans the document and its variables. */
  public String of(RelNode plan) {
    List<String> parts = new ArrayList<>();
    add(plan, parts);
    return parts.isEmpty()
        ? "No requests: the statement reads no table of a server"
        : String.join("\n\n", parts);
  }

  private void add(RelNode node, List<String> parts) {
    if (node instanceof EngineScan scan) {
      parts.add(scan.title() + "\n" + first(scan));
    }
    node.getInputs().forEach(input -> add(input, parts));
  }

  private String first(EngineScan scan) {
    if (!scan.isFixed()) {
      return "Asked once other rows are known, for what they name";
    }
    CallLog log = CallLog.rehearsing();
    StatementProgress progress = new StatementProgress(scope.withLog(log));
    try (ScanRows rows = scan.rows(execution, progress.scan(scan.getId()))) {
      return rows.moveNext()
          ? "No requests: its rows are at hand"
          : "No requests: no row can be wanted";
    } catch (CallRehearsal asked) {
      return asked.document() + "\n" + asked.variables();
    }
  }
}
