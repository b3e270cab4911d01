/** Connections that are recorded, and those that are answered by a recording. */
@NullMarked
package io.github.wandbjdbc.jdbc.bundles;

import org.jspecify.annotations.NullMarked;
