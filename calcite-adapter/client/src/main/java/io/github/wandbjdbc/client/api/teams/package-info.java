/** Asks the API for what belongs to an entity. */
@NullMarked
package io.github.wandbjdbc.client.api.teams;

import org.jspecify.annotations.NullMarked;
