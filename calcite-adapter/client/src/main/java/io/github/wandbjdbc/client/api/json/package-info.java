/** Answers in JSON, read as a stream or as small trees. */
@NullMarked
package io.github.wandbjdbc.client.api.json;

import org.jspecify.annotations.NullMarked;
