/** Questions in GraphQL, and documents that go without what a server doesn't know. */
@NullMarked
package io.github.wandbjdbc.client.api.graphql;

import org.jspecify.annotations.NullMarked;
