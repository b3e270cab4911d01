package io.github.wandbjdbc.client.files.log;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The notes of a client on its own use. It notes what a program did for the first time, and when
 * the run is finished writes down all of that: so the last record tells whether the program ever
 * set the run's name or tags after its start.
 *
 * @param isOfFinish whether it was written when the run was finished
 * @param setsName whether the program had set its name
 * @param setsTags whether the program had set its tags
 * @param notesNames whether the client is one that notes these
 */
public record Telemetry(
    boolean isOfFinish, boolean setsName, boolean setsTags, boolean notesNames) {
  public static final Telemetry NONE = new Telemetry(false, false, false, false);

  private static final int FINISH = 2;
  private static final int SET_NAME = 17;
  private static final int SET_TAGS = 18;

  private static final Pattern VERSION = Pattern.compile("0\\.(\\d{1,4})\\..*|[1-9].*");
  private static final int NOTING_VERSION = 13;

  /** The record that {@code in} holds. */
  public static Telemetry read(MessageReader in) throws IOException {
    boolean isOfFinish = false;
    boolean setsName = false;
    boolean setsTags = false;
    String version = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (MessageReader.field(tag)) {
        case 3 -> {
          int limit = in.pushLimit(in.readInt32());
          for (int inner = in.readTag(); inner != 0; inner = in.readTag()) {
            switch (MessageReader.field(inner)) {
              case FINISH -> isOfFinish = in.readBool();
              case SET_NAME -> setsName = in.readBool();
              case SET_TAGS -> setsTags = in.readBool();
              default -> in.skipField(inner);
            }
          }
          in.popLimit(limit);
        }
        case 5 -> version = in.readString();
        default -> in.skipField(tag);
      }
    }
    return new Telemetry(isOfFinish, setsName, setsTags, notesNames(version));
  }

  private static boolean notesNames(String version) {
    Matcher matcher = VERSION.matcher(version);
    return matcher.matches()
        && (matcher.group(1) == null || Integer.parseInt(matcher.group(1)) >= NOTING_VERSION);
  }

  /** Whether name and tags surely are those of the run's start. */
  public boolean settlesName() {
    return isOfFinish && notesNames && !setsName && !setsTags;
  }
}
