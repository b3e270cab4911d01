package io.github.wandbjdbc.jdbc.attached;

import io.github.wandbjdbc.client.CallScope;

/**
 * The time that a statement has for what it asks of attached databases, kept with its execution.
 */
record AttachedCalls(CallScope scope) {}
