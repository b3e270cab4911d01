/** Attacks by someone who may write any SQL, set any property, or be the server. */
@NullMarked
package io.github.wandbjdbc.security;

import org.jspecify.annotations.NullMarked;
