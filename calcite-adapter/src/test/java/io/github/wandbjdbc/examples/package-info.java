/** The programs that the README shows, as others would write them. */
@NullMarked
package io.github.wandbjdbc.examples;

import org.jspecify.annotations.NullMarked;
