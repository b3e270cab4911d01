/**
 * The schema: entities, their projects, the tables of a project, and how all are configured.
 *
 * <p>{@link io.github.wandbjdbc.schema.WandbSchema} is the way in.
 */
@NullMarked
package io.github.wandbjdbc.schema;

import org.jspecify.annotations.NullMarked;
