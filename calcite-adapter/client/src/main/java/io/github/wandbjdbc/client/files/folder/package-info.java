/** Finds the logs of a folder, wherever clients and programs around them leave them. */
@NullMarked
package io.github.wandbjdbc.client.files.folder;

import org.jspecify.annotations.NullMarked;
