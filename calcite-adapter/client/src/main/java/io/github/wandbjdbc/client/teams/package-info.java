/** What belongs to an entity: the projects that it has, and who is in the team. */
@NullMarked
package io.github.wandbjdbc.client.teams;

import org.jspecify.annotations.NullMarked;
