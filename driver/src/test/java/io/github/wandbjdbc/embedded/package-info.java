/** The schema under Calcite's own connections, beside the driver. */
@NullMarked
package io.github.wandbjdbc.embedded;

import org.jspecify.annotations.NullMarked;
