package io.github.wandbjdbc.standin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The federated identities that the stand-in knows, and the access tokens that it gave for them.
 */
public final class Identities {
  /** How long an access token is good, as it says. */
  static final int SECONDS = 3600;

  private final Set<String> known = new HashSet<>();
  private final List<String> asserted = new ArrayList<>();
  private final Set<String> issued = new HashSet<>();

  /** Knows whoever holds {@code token} from now on. */
  public synchronized void knows(String token) {
    known.add(token);
  }

  /** The identity tokens that were to be exchanged, in order, known ones or not. */
  public synchronized List<String> asserted() {
    return List.copyOf(asserted);
  }

  /** The access tokens that were given. */
  public synchronized Set<String> issued() {
    return Set.copyOf(issued);
  }

  /** Takes no access token any more that it gave so far. */
  public synchronized void withdraws() {
    issued.clear();
  }

  synchronized @Nullable String exchanged(String token) {
    asserted.add(token);
    if (!known.contains(token)) {
      return null;
    }
    String access = "standin-access-token-%08d".formatted(asserted.size());
    issued.add(access);
    return access;
  }

  synchronized boolean accept(@Nullable String header) {
    return header != null
        && header.startsWith("Bearer ")
        && issued.contains(header.substring("Bearer ".length()));
  }
}
