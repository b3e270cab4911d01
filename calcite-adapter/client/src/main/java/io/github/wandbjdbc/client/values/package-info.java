/** Values as experiments hold them: JSON, numbers, texts, and many of them in little space. */
@NullMarked
package io.github.wandbjdbc.client.values;

import org.jspecify.annotations.NullMarked;
