package io.github.wandbjdbc.client.api.discovery;

import io.github.wandbjdbc.client.StepRange;

/**
 * Whether {@code maxStep} of a sample is a step of it. It is today; before 0.65 servers left it
 * out. Safe for use by several threads.
 */
public final class SampleEnd {
  private final ServerFindings findings;
  private State state = State.UNKNOWN;

  SampleEnd(ServerFindings findings) {
    this.findings = findings;
  }

  private enum State {
    UNKNOWN,
    INCLUDED,
    EXCLUDED
  }

  public synchronized boolean isKnown() {
    return state != State.UNKNOWN;
  }

  /** The {@code maxStep} to ask for to get {@code steps}. */
  public synchronized long of(StepRange steps) {
    return state == State.EXCLUDED ? steps.end() : steps.end() - 1;
  }

  /** Takes note of what the server does; the first evidence counts. */
  public synchronized void note(boolean isIncluded, String foundBy) {
    if (state == State.UNKNOWN) {
      state = isIncluded ? State.INCLUDED : State.EXCLUDED;
      findings.note("maxStep of sampledHistory", isIncluded ? "included" : "excluded", foundBy);
    }
  }
}
