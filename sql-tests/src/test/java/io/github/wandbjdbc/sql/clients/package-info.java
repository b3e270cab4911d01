/**
 * Lets real client programs, each in a JVM of its own, read the tables and compares what they say
 * with the truth.
 */
@NullMarked
package io.github.wandbjdbc.sql.clients;

import org.jspecify.annotations.NullMarked;
