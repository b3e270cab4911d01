/** The program without SQL that the README shows, as others would write it. */
@NullMarked
package io.github.wandbjdbc.examples;

import org.jspecify.annotations.NullMarked;
