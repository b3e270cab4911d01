/** What runs tell of themselves beside their rows, as sources answer it. */
@NullMarked
package io.github.wandbjdbc.client.logged;

import org.jspecify.annotations.NullMarked;
