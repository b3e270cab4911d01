/** The contents of files that runs saved. */
@NullMarked
package io.github.wandbjdbc.client.api.contents;

import org.jspecify.annotations.NullMarked;
