/** The things that all statements of a JVM share. */
@NullMarked
package io.github.wandbjdbc.client.lifetime;

import org.jspecify.annotations.NullMarked;
