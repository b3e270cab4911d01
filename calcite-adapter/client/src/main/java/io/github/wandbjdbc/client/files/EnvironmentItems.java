package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.files.log.LogRecord;
import io.github.wandbjdbc.client.files.log.MessageReader;
import io.github.wandbjdbc.client.files.log.RecordTypes;
import io.github.wandbjdbc.client.logged.RunEnvironment;
import io.github.wandbjdbc.client.reading.EnvironmentBuilder;
import io.github.wandbjdbc.client.reading.EnvironmentBuilder.Fact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The machine and program of a run: the later records of its logs count more, what its run records
 * say counts most, and what no record says may be in the file of metadata beside a log.
 */
final class EnvironmentItems implements RecordItems<RunEnvironment> {
  static final RecordTypes TYPES =
      RecordTypes.of(LogRecord.RUN, LogRecord.ENVIRONMENT, LogRecord.EXIT, LogRecord.TELEMETRY);

  private static final int MAX_ARGUMENTS = 10_000;

  private final LocalRun run;

  /** The facts in run records, those of environments, and last what tells of Python alone. */
  private EnvironmentBuilder ofRun = new EnvironmentBuilder();

  private EnvironmentBuilder ofMachine = new EnvironmentBuilder();
  private EnvironmentBuilder ofTelemetry = new EnvironmentBuilder();
  private @Nullable Long exitCode;

  /** The first exit record of each log counts, of several logs the last one's. */
  private @Nullable Long exitCodeOfLog;

  EnvironmentItems(LocalRun run) {
    this.run = run;
  }

  @Override
  public Iterator<RunEnvironment> read(LogRecord record) throws IOException {
    switch (record.type()) {
      case LogRecord.RUN -> ofRun = later(readRun(record.payload()), ofRun);
      case LogRecord.ENVIRONMENT -> ofMachine = later(readMachine(record.payload()), ofMachine);
      case LogRecord.TELEMETRY -> ofTelemetry = later(readTelemetry(record.payload()), ofTelemetry);
      default -> addExit(record.payload());
    }
    return Collections.emptyIterator();
  }

  @Override
  public Iterator<RunEnvironment> endOfLog() {
    exitCode = exitCodeOfLog;
    exitCodeOfLog = null;
    return Collections.emptyIterator();
  }

  @Override
  public Iterator<RunEnvironment> endOfRun() {
    EnvironmentBuilder all = ofRun;
    all.addAll(ofMachine);
    all.addAll(ofTelemetry);
    if (!all.isComplete()) {
      all.addAll(RunFolder.metadata(run.files()));
    }
    return List.of(all.build(run.id(), exitCode, null, null)).iterator();
  }

  private static EnvironmentBuilder later(EnvironmentBuilder later, EnvironmentBuilder before) {
    later.addAll(before);
    return later;
  }

  private static EnvironmentBuilder readRun(MessageReader in) throws IOException {
    EnvironmentBuilder found = new EnvironmentBuilder();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (MessageReader.field(tag)) {
        case 13 -> found.add(Fact.HOST, in.readString());
        case 21 -> readGit(in, found);
        default -> in.skipField(tag);
      }
    }
    return found;
  }

  private static EnvironmentBuilder readTelemetry(MessageReader in) throws IOException {
    EnvironmentBuilder found = new EnvironmentBuilder();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (MessageReader.field(tag) == 4) {
        found.add(Fact.PYTHON, in.readString());
      } else {
        in.skipField(tag);
      }
    }
    return found;
  }

  private static EnvironmentBuilder readMachine(MessageReader in) throws IOException {
    EnvironmentBuilder found = new EnvironmentBuilder();
    List<String> arguments = new ArrayList<>();
    List<String> gpus = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (MessageReader.field(tag)) {
        case 1 -> found.add(Fact.OS, in.readString());
        case 2 -> found.add(Fact.PYTHON, in.readString());
        case 5 -> add(in.readString(), arguments);
        case 6 -> found.add(Fact.PROGRAM, in.readString());
        case 9 -> readGit(in, found);
        case 12 -> found.add(Fact.HOST, in.readString());
        case 16 -> found.addCpuCount(Integer.toUnsignedLong(in.readInt32()));
        case 18 -> found.add(Fact.GPU, in.readString());
        case 19 -> found.addGpuCount(Integer.toUnsignedLong(in.readInt32()));
        case 24 -> add(readText(in, 1), gpus);
        case 26 -> add(readText(in, 8), gpus);
        default -> in.skipField(tag);
      }
    }
    if (!arguments.isEmpty() || found.has(Fact.PROGRAM)) {
      found.addArguments(arguments);
    }
    if (!gpus.isEmpty()) {
      found.add(Fact.GPU, gpus.get(0));
      found.addGpuCount((long) gpus.size());
    }
    return found;
  }

  private static void add(String text, List<String> texts) {
    if (texts.size() < MAX_ARGUMENTS) {
      texts.add(text);
    }
  }

  private static void readGit(MessageReader in, EnvironmentBuilder found) throws IOException {
    int limit = in.pushLimit(in.readInt32());
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (MessageReader.field(tag)) {
        case 1 -> found.add(Fact.GIT_REMOTE, in.readString());
        case 2 -> found.add(Fact.GIT_COMMIT, in.readString());
        default -> in.skipField(tag);
      }
    }
    in.popLimit(limit);
  }

  /** The text of field {@code field} of the message that is next. */
  private static String readText(MessageReader in, int field) throws IOException {
    int limit = in.pushLimit(in.readInt32());
    String text = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (MessageReader.field(tag) == field) {
        text = in.readString();
      } else {
        in.skipField(tag);
      }
    }
    in.popLimit(limit);
    return text;
  }

  private void addExit(MessageReader in) throws IOException {
    long code = 0;
    boolean isOfOtherWriter = false;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (MessageReader.field(tag)) {
        case 1 -> code = in.readInt32();
        case 3 -> isOfOtherWriter = in.readBool();
        default -> in.skipField(tag);
      }
    }
    if (exitCodeOfLog == null && !isOfOtherWriter) {
      exitCodeOfLog = code;
    }
  }
}
