/** The scans of a plan: what each asks, how much that is likely to be, and the rows that come. */
@NullMarked
package io.github.wandbjdbc.scan;

import org.jspecify.annotations.NullMarked;
