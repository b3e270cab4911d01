/** Failures and warnings as JDBC has them: SQLExceptions with an SQLState. */
@NullMarked
package io.github.wandbjdbc.jdbc.errors;

import org.jspecify.annotations.NullMarked;
