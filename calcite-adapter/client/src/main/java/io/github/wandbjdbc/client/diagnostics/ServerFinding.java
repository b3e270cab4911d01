package io.github.wandbjdbc.client.diagnostics;

import java.time.Instant;

/**
 * A fact about the server that no reference settles, and that was measured or met while it was
 * asked.
 *
 * @param name the fact, such as {@code lab/vision: createdAt finds all runs}
 * @param value what was found, in a word or two
 * @param foundAt when it was last found
 * @param foundBy the request or answer that showed it
 */
public record ServerFinding(String name, String value, Instant foundAt, String foundBy) {}
