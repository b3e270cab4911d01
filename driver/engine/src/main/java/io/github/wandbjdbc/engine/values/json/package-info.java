/** Functions of JSON texts. */
@NullMarked
package io.github.wandbjdbc.engine.values.json;

import org.jspecify.annotations.NullMarked;
