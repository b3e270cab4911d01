package io.github.wandbjdbc.client.teams;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A project as its entity lists it. From {@code Query.models}; all but its names is null where it
 * wasn't asked for, or the source doesn't tell.
 *
 * @param createdAt when it was made
 * @param lastActiveAt when a run of it last logged something
 * @param runs how many runs it has
 * @param sweeps how many sweeps it has
 * @param storageBytes how many bytes its files take
 * @param visibility who may see it, in the server's words, as {@code PRIVATE} or {@code USER_READ}
 */
public record TeamProject(
    String entity,
    String name,
    @Nullable String description,
    @Nullable Instant createdAt,
    @Nullable Instant lastActiveAt,
    @Nullable Long runs,
    @Nullable Long sweeps,
    @Nullable Long storageBytes,
    @Nullable String visibility) {

  /** One of which only the name is known. */
  public static TeamProject named(String entity, String name) {
    return new TeamProject(entity, name, null, null, null, null, null, null, null);
  }
}
