/** Local run files, written record by record or genuine, read as the port promises. */
@NullMarked
package io.github.wandbjdbc.client.files;

import org.jspecify.annotations.NullMarked;
