package io.github.wandbjdbc.client;

import io.github.wandbjdbc.client.values.Texts;

/**
 * Something that the reader of the rows should know: what is missing, or was read otherwise.
 *
 * @param message what happened, to which run, and what to try
 */
public record ScanWarning(String message) {

  public ScanWarning {
    // It may repeat what a run holds.
    message = Texts.message(message);
  }
}
