/** JSON documents: read, held and written. */
@NullMarked
package io.github.wandbjdbc.engine.values.json.document;

import org.jspecify.annotations.NullMarked;
