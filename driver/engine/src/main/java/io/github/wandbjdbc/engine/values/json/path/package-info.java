/** Paths into JSON documents: read and evaluated. */
@NullMarked
package io.github.wandbjdbc.engine.values.json.path;

import org.jspecify.annotations.NullMarked;
