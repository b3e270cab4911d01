/** Texts: functions of them, patterns and regular expressions. */
@NullMarked
package io.github.wandbjdbc.engine.values.texts;

import org.jspecify.annotations.NullMarked;
