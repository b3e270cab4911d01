package io.github.wandbjdbc.client.api.http;

import org.jspecify.annotations.Nullable;

/**
 * A request to the API.
 *
 * @param operation its name, for the log
 * @param what is asked, for messages
 * @param body the JSON to post
 * @param isDivisible whether the asker would rather ask for less than wait for a server that fails
 * @param patience how long it may fail together with others, or null for itself alone
 */
public record ApiRequest(
    String operation, String what, String body, boolean isDivisible, @Nullable Patience patience) {}
