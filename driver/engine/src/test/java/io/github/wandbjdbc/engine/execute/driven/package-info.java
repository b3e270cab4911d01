/** Operators driven directly: tables in memory that PostgreSQL knows too, and scopes that end. */
@NullMarked
package io.github.wandbjdbc.engine.execute.driven;

import org.jspecify.annotations.NullMarked;
