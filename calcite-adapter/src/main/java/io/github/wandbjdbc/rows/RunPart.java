package io.github.wandbjdbc.rows;

import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import java.io.IOException;

/**
 * Something that a run holds keys in.
 *
 * @param words what it is called in messages
 * @param field what to ask for of the run
 */
record RunPart(String words, RunField field, Reader reader) {

  /** Tells the keys that a run holds there. */
  interface Reader {
    void read(Run run, KeySink keys) throws IOException;
  }
}
