/** Conditions of SQL, and as much of them as a source can decide. */
@NullMarked
package io.github.wandbjdbc.predicates;

import org.jspecify.annotations.NullMarked;
