package io.github.wandbjdbc.client.diagnostics;

import java.time.Instant;

/**
 * An exported file of which something is kept on disk. Holds no secrets.
 *
 * @param run its id
 * @param file where it is stored, without a signature
 * @param bytes what is kept of it
 * @param lastUsed when some of it was last written or read
 */
public record CachedFile(
    String entity, String project, String run, String file, long bytes, Instant lastUsed) {}
