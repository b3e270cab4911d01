/** Names and types: what a statement may say, and what it means by it. */
@NullMarked
package io.github.wandbjdbc.engine.validate;

import org.jspecify.annotations.NullMarked;
