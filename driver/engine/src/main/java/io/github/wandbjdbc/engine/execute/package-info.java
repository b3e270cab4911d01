/**
 * Operators: each gives the rows of one part of a plan, over batches of columns, in plain Java. One
 * operator a file; each loop looks at cancellation, each that holds rows counts their bytes.
 */
@NullMarked
package io.github.wandbjdbc.engine.execute;

import org.jspecify.annotations.NullMarked;
