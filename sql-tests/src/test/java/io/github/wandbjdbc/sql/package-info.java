/**
 * Asks in SQL and looks at the rows, the plan and the requests; sees the driver through {@code
 * java.sql} alone.
 */
@NullMarked
package io.github.wandbjdbc.sql;

import org.jspecify.annotations.NullMarked;
