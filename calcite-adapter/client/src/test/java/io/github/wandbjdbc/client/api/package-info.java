/** The client against a server that says just what a test wants it to say. */
@NullMarked
package io.github.wandbjdbc.client.api;

import org.jspecify.annotations.NullMarked;
