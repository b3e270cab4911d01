/** JSON texts and paths into them. */
@NullMarked
package io.github.wandbjdbc.engine.values.json;

import org.jspecify.annotations.NullMarked;
