/** Pages: cursors, how many items to ask for, and what is asked for ahead. */
@NullMarked
package io.github.wandbjdbc.client.api.paging;

import org.jspecify.annotations.NullMarked;
