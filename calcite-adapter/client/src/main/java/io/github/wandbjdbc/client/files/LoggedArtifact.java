package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.Artifact;
import io.github.wandbjdbc.client.files.log.MessageReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An artifact as a record of a log has it.
 *
 * @param isUsed whether the run uses it as well as logging it
 * @param listsFiles whether the record lists its files, rather than naming a file that does
 */
record LoggedArtifact(
    String type,
    String name,
    String digest,
    String entity,
    String project,
    String description,
    String metadata,
    List<String> aliases,
    List<String> tags,
    boolean isUsed,
    boolean listsFiles) {

  /** More aliases or tags than any artifact has. */
  private static final int MAX_NAMES = 1_000;

  /** Told of each file of an artifact. */
  interface Files {
    void file(Artifact.File file);
  }

  /**
   * Its id: a server would give it another, but here too the same content under the same name is
   * the same version.
   */
  String id() {
    return "%s/%s/%s".formatted(type, name, digest);
  }

  /** Reads a record; {@code files} are told what the artifact holds, without its id. */
  static LoggedArtifact read(MessageReader in, Files files) throws IOException {
    String[] texts = new String[9];
    List<String> aliases = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    boolean isUsed = false;
    boolean listsFiles = true;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int field = MessageReader.field(tag);
      switch (field) {
        case 2, 3, 4, 5, 6, 7, 8 -> texts[field] = in.readString();
        case 10 -> isUsed = in.readBool();
        case 11 -> add(in.readString(), aliases);
        case 12 -> listsFiles = readManifest(in, files);
        case 19 -> add(in.readString(), tags);
        default -> in.skipField(tag);
      }
    }
    return new LoggedArtifact(
        text(texts[4]),
        text(texts[5]),
        text(texts[6]),
        text(texts[3]),
        text(texts[2]),
        text(texts[7]),
        text(texts[8]),
        aliases,
        tags,
        isUsed,
        listsFiles);
  }

  private static void add(String name, List<String> names) {
    if (names.size() < MAX_NAMES && !names.contains(name)) {
      names.add(name);
    }
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static boolean readManifest(MessageReader in, Files files) throws IOException {
    int limit = in.pushLimit(in.readInt32());
    boolean listsFiles = true;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (MessageReader.field(tag)) {
        case 4 -> files.file(readFile(in));
        case 5 -> listsFiles &= in.readString().isEmpty();
        default -> in.skipField(tag);
      }
    }
    in.popLimit(limit);
    return listsFiles;
  }

  private static Artifact.File readFile(MessageReader in) throws IOException {
    int limit = in.pushLimit(in.readInt32());
    String path = "";
    String digest = "";
    boolean isReference = false;
    long size = 0;
    boolean hasSize = false;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (MessageReader.field(tag)) {
        case 1 -> path = in.readString();
        case 2 -> digest = in.readString();
        case 3 -> isReference = !in.readString().isEmpty();
        case 4 -> {
          size = in.readInt64();
          hasSize = true;
        }
        default -> in.skipField(tag);
      }
    }
    in.popLimit(limit);
    // The checksum of a file is its MD5, what stands for it of a reference can be anything. The
    // size
    // of an empty file isn't written, as that of a reference whose size isn't known.
    return new Artifact.File(
        "",
        path,
        isReference && !hasSize ? null : (Long) size,
        isReference || digest.isEmpty() ? null : digest,
        digest.isEmpty() ? null : digest);
  }
}
