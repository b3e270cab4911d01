package io.github.wandbjdbc.client.cache;

/**
 * For whom files are kept: nobody else is given them.
 *
 * @param host of the API
 * @param viewer the name of the user who asks; "" for whoever asks without a credential
 */
public record FileOwner(String host, String viewer) {}
