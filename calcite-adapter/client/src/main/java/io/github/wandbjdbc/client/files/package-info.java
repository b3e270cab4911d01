/**
 * Reads runs and their histories from the local run files of the official client, without network
 * or account.
 *
 * <p>A run is one or more transaction logs ({@code *.wandb}), each in a directory of its own. A log
 * is read once as a whole for what it says about its run, and again, as a stream, for each scan of
 * the history.
 */
@NullMarked
package io.github.wandbjdbc.client.files;

import org.jspecify.annotations.NullMarked;
