/** An entity's projects, and who is in its team. */
@NullMarked
package io.github.wandbjdbc.client.teams;

import org.jspecify.annotations.NullMarked;
