/** Tests of how logs are read. */
@NullMarked
package io.github.wandbjdbc.client.files.log;

import org.jspecify.annotations.NullMarked;
