package io.github.wandbjdbc.client.teams;

import org.jspecify.annotations.Nullable;

/**
 * Somebody in a team. From {@code Entity.members}; what the server doesn't tell is null.
 *
 * @param username by which runs name them; null of somebody who was invited and hasn't come yet
 * @param name their own name
 * @param role {@code admin}, {@code member} or another of the server's words
 */
public record TeamMember(
    @Nullable String username,
    @Nullable String name,
    @Nullable String email,
    @Nullable String role) {}
