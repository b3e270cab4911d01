package io.github.wandbjdbc.client.api.http;

import io.github.wandbjdbc.client.lifetime.ByteBudget;
import okio.Buffer;

/**
 * The body of an answer, which has a part of the memory for answers until it is closed.
 *
 * @param buffer its bytes
 * @param lease what it holds
 */
public record Body(Buffer buffer, ByteBudget.Lease lease) implements AutoCloseable {
  @Override
  public void close() {
    lease.close();
  }
}
