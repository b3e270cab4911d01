/** Names of tables and columns: where they are looked up, and which column of several is meant. */
@NullMarked
package io.github.wandbjdbc.engine.validate.names;

import org.jspecify.annotations.NullMarked;
