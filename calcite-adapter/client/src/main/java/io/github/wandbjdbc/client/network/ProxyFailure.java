package io.github.wandbjdbc.client.network;

import java.net.ConnectException;

/** A proxy that can't be reached, or that refuses: the host behind it was never asked. */
public final class ProxyFailure extends ConnectException {
  private static final long serialVersionUID = 1L;

  private final boolean isFinal;

  ProxyFailure(String message, boolean isFinal) {
    super(message);
    this.isFinal = isFinal;
  }

  /** Whether asking once more has no point. */
  public boolean isFinal() {
    return isFinal;
  }
}
