/**
 * The steps of a run: how far they go, which windows of them to ask for, and whether an answer
 * holds all.
 */
@NullMarked
package io.github.wandbjdbc.client.api.steps;

import org.jspecify.annotations.NullMarked;
