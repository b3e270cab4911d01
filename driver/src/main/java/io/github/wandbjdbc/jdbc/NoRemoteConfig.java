package io.github.wandbjdbc.jdbc;

import java.util.Properties;
import org.apache.calcite.avatica.ConnectionConfigImpl;

/**
 * The settings that Avatica's frame looks up about its remote server, which we don't have.
 *
 * <p>Its own answers would load classes of an HTTP client that we don't bring, and take properties
 * that name classes and files, which we never pass on.
 */
final class NoRemoteConfig extends ConnectionConfigImpl {
  static final NoRemoteConfig INSTANCE = new NoRemoteConfig();

  private NoRemoteConfig() {
    super(new Properties());
  }

  @Override
  public boolean transparentReconnectionEnabled() {
    return false;
  }

  @Override
  public int fetchSize() {
    return 0;
  }

  @Override
  public String timeZone() {
    return "UTC";
  }
}
