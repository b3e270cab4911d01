/**
 * Small classes that the one jar has in the place of large ones of libraries, where these would
 * only be loaded, or would have newer JVMs print warnings. Outside of the jar nothing uses them.
 */
@NullMarked
package io.github.wandbjdbc.substitutes;

import org.jspecify.annotations.NullMarked;
