/** Parameters, literals and rows of them, whose types are told by what stands beside them. */
@NullMarked
package io.github.wandbjdbc.engine.validate.parameters;

import org.jspecify.annotations.NullMarked;
