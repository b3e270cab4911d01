/**
 * {@code wandb-sql}: what a person types, statements or a shell's commands, and where the rows go.
 */
@NullMarked
package io.github.wandbjdbc.shell;

import org.jspecify.annotations.NullMarked;
