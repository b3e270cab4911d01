package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.RunFile;
import io.github.wandbjdbc.client.files.folder.LogFile;
import io.github.wandbjdbc.client.files.log.LogRecord;
import io.github.wandbjdbc.client.files.log.MessageReader;
import io.github.wandbjdbc.client.files.log.RecordTypes;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The files that a run saved: those that are there beside its logs, and those that the logs name,
 * though they were uploaded or removed. A path that leads out of the run's files is none.
 */
final class FileItems implements RecordItems<RunFile> {
  static final RecordTypes TYPES = RecordTypes.of(LogRecord.FILES);

  private static final Pattern GLOB = Pattern.compile("[*?\\[\\]]");
  private static final Pattern OUTSIDE = Pattern.compile("(?:^|/)\\.\\.(?:/|$)|^/|^[A-Za-z]:|\\\\");

  private final LocalRun run;
  private final CallScope scope;
  private final Map<String, RunFile> files = new TreeMap<>();
  private boolean isFull;

  FileItems(LocalRun run, CallScope scope) {
    this.run = run;
    this.scope = scope;
  }

  @Override
  public Iterator<RunFile> read(LogRecord record) throws IOException {
    MessageReader in = record.payload();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (MessageReader.field(tag) == 1) {
        add(readPath(in));
      } else {
        in.skipField(tag);
      }
    }
    return Collections.emptyIterator();
  }

  private static String readPath(MessageReader in) throws IOException {
    int limit = in.pushLimit(in.readInt32());
    String path = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (MessageReader.field(tag) == 1) {
        path = in.readString();
      } else {
        in.skipField(tag);
      }
    }
    in.popLimit(limit);
    return path;
  }

  private void add(String path) {
    if (path.isEmpty() || GLOB.matcher(path).find() || OUTSIDE.matcher(path).find()) {
      return;
    }
    if (files.size() >= RunFolder.MAX_FILES) {
      isFull = true;
      return;
    }
    files.putIfAbsent(path, new RunFile(run.id(), path, null, null, null, null, null));
  }

  @Override
  public Iterator<RunFile> endOfRun() {
    try {
      for (LogFile log : run.files()) {
        RunFolder folder = RunFolder.beside(log).orElse(null);
        isFull |= folder != null && !folder.list(run.id(), files, scope);
      }
    } catch (IOException e) {
      scope.warn("files of run %s: they can't be listed: %s".formatted(run.id(), e.getMessage()));
    }
    if (isFull) {
      scope.warn(
          "files of run %s: there are more than %,d; the others are left out"
              .formatted(run.id(), RunFolder.MAX_FILES));
    }
    return files.values().iterator();
  }
}
