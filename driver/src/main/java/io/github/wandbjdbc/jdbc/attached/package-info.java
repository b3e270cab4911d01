/** The sources beside that of a connection: folders of run files, and databases. */
@NullMarked
package io.github.wandbjdbc.jdbc.attached;

import org.jspecify.annotations.NullMarked;
