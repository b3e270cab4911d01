package io.github.wandbjdbc.client.files.log;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param runtime its active time in seconds, 0 if nobody wrote that down
 */
public record LogExit(int code, int runtime) {
  /** The code that a client notes of a process that went away without a word. */
  private static final int VANISHED = 254;

  /** The record that {@code in} holds; null if it tells of one of several writers only. */
  public static @Nullable LogExit read(MessageReader in) throws IOException {
    int code = 0;
    int runtime = 0;
    boolean isOfOtherWriter = false;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (MessageReader.field(tag)) {
        case 1 -> code = in.readInt32();
        case 2 -> runtime = in.readInt32();
        case 3 -> isOfOtherWriter = in.readBool();
        default -> in.skipField(tag);
      }
    }
    return isOfOtherWriter ? null : new LogExit(code, runtime);
  }

  /** The state of the run, in the API's words. */
  public String state() {
    return code == 0 ? "finished" : code == VANISHED ? "crashed" : "failed";
  }
}
