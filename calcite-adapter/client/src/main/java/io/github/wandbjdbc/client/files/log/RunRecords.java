package io.github.wandbjdbc.client.files.log;

import io.github.wandbjdbc.client.Run;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads the records that describe a run: {@code RunRecord} and {@code EnvironmentRecord}. */
public final class RunRecords {
  /** Times are within some ten thousand years of 1970. */
  private static final long MAX_SECONDS = 1_000_000_000_000L;

  private RunRecords() {}

  /**
   * A run record; the config and the summary that it begins with go to the changes, if there are
   * any.
   */
  public static RunRecord readRun(
      MessageReader in, @Nullable Changes config, @Nullable Changes summary) throws IOException {
    RunRecord.Builder run = new RunRecord.Builder();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int field = MessageReader.field(tag);
      switch (field) {
        case 1, 2, 3, 6, 7, 8, 9, 12, 13 -> run.texts[field] = in.readString();
        case 4, 5 -> {
          Changes changes = field == 4 ? config : summary;
          if (changes == null) {
            in.skipField(tag);
          } else {
            readChanges(in, changes);
          }
        }
        case 10 -> run.tags.add(in.readString());
        case 14 -> run.startingStep = in.readInt64();
        case 17 -> run.startTime = readTime(in);
        case 21 -> run.commit = readCommit(in);
        case 23 -> run.fork = readBranchPoint(in);
        default -> in.skipField(tag);
      }
    }
    return run.build();
  }

  /** Where the run branched off; null if that isn't told by a step. */
  private static Run.@Nullable Fork readBranchPoint(MessageReader in) throws IOException {
    int limit = in.pushLimit(in.readInt32());
    String run = "";
    double value = -1;
    String metric = "_step";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (MessageReader.field(tag)) {
        case 1 -> run = in.readString();
        case 2 -> value = in.readDouble();
        case 3 -> metric = in.readString();
        default -> in.skipField(tag);
      }
    }
    in.popLimit(limit);
    boolean isStep = metric.equals("_step") && value >= 0 && value < Long.MAX_VALUE;
    return run.isEmpty() || !isStep ? null : new Run.Fork(run, (long) value, null, false);
  }

  /** The host and the commit of an environment record. */
  public static RunRecord readEnvironment(MessageReader in) throws IOException {
    RunRecord.Builder run = new RunRecord.Builder();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (MessageReader.field(tag)) {
        case 9 -> run.commit = readCommit(in);
        case 12 -> run.texts[13] = in.readString();
        default -> in.skipField(tag);
      }
    }
    return run.build();
  }

  /** The {@code Timestamp} that is the next member of {@code in}, or null if it is none. */
  public static @Nullable Instant readTime(MessageReader in) throws IOException {
    int limit = in.pushLimit(in.readInt32());
    long seconds = 0;
    int nanos = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (MessageReader.field(tag)) {
        case 1 -> seconds = in.readInt64();
        case 2 -> nanos = in.readInt32();
        default -> in.skipField(tag);
      }
    }
    in.popLimit(limit);
    return Math.abs(seconds) < MAX_SECONDS ? Instant.ofEpochSecond(seconds, nanos) : null;
  }

  /** Unix seconds as text, to the millisecond; null if they are none. */
  public static @Nullable Instant instant(String seconds) {
    try {
      double millis = Double.parseDouble(seconds) * 1000;
      return Math.abs(millis) < MAX_SECONDS * 1e3 ? Instant.ofEpochMilli(Math.round(millis)) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static void readChanges(MessageReader in, Changes changes) throws IOException {
    int limit = in.pushLimit(in.readInt32());
    changes.read(in);
    in.popLimit(limit);
  }

  private static String readCommit(MessageReader in) throws IOException {
    int limit = in.pushLimit(in.readInt32());
    String commit = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (MessageReader.field(tag) == 2) {
        commit = in.readString();
      } else {
        in.skipField(tag);
      }
    }
    in.popLimit(limit);
    return commit;
  }
}
