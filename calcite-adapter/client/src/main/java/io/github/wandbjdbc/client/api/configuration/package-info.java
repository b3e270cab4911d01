/** How to ask the API: where it is, who asks, and with which limits. */
@NullMarked
package io.github.wandbjdbc.client.api.configuration;

import org.jspecify.annotations.NullMarked;
