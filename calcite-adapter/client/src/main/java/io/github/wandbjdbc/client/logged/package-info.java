/** Facts that runs tell of themselves beside their rows, as sources answer them. */
@NullMarked
package io.github.wandbjdbc.client.logged;

import org.jspecify.annotations.NullMarked;
