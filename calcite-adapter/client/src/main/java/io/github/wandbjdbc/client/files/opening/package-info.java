/** How a folder of run files is opened, and what a user should know of it at once. */
@NullMarked
package io.github.wandbjdbc.client.files.opening;

import org.jspecify.annotations.NullMarked;
