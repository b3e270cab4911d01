package io.github.wandbjdbc.client.api.bundles;

/**
 * The folder that a client's exchanges are kept in, or taken from. Whoever has one shares nothing
 * with other clients that would keep a request from being made.
 */
public sealed interface Bundle permits Recording, Replay {

  /** The facts about the recorded connection. */
  Manifest manifest();
}
