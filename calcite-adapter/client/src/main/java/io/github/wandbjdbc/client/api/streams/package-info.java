/** The system metrics, console logs and files of runs. */
@NullMarked
package io.github.wandbjdbc.client.api.streams;

import org.jspecify.annotations.NullMarked;
