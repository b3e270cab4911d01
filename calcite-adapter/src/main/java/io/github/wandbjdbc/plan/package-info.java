/** What the planner decides: predicates, fields, order and limit become a scan request. */
@NullMarked
package io.github.wandbjdbc.plan;

import org.jspecify.annotations.NullMarked;
