package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.files.folder.FolderListing;
import io.github.wandbjdbc.client.files.folder.LogFile;
import io.github.wandbjdbc.client.files.folder.RunDirectory;
import io.github.wandbjdbc.client.files.folder.UnreadableFile;
import io.github.wandbjdbc.client.files.log.LogEnds;
import io.github.wandbjdbc.client.files.log.LogEndsReader;
import io.github.wandbjdbc.client.files.log.RunRecord;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The runs of a directory. Looks at the directory for each question, but opens only logs that are
 * new or have changed.
 */
final class RunCatalog {
  private static final String NO_ENTITY = "local";
  private static final String NO_PROJECT = "uncategorized";

  private final RunDirectory directory;
  private final LogIndex index;
  private final Copies copies = new Copies();
  private final ScanMemory memory = new ScanMemory();
  private final ReentrantLock lock = new ReentrantLock();
  private Map<Path, Known> known = new HashMap<>();
  private Map<List<RunLog>, LocalRun> runs = new HashMap<>();

  /**
   * @param index keeps what the ends of logs say
   */
  RunCatalog(RunDirectory directory, LogIndex index) {
    this.directory = directory;
    this.index = index;
  }

  /** The runs that are there now; fails if there are none. */
  Found find(CallScope scope) {
    acquire(scope);
    try {
      FolderListing listing = directory.list(scope);
      List<UnreadableFile> unreadable = new ArrayList<>(listing.unreadable());
      List<RunLog> logs = read(listing, unreadable, scope);
      unreadable.sort(null);
      List<LocalRun> found = group(logs);
      if (found.isEmpty()) {
        throw directory.nothingReadable(listing, unreadable);
      }
      found.sort(LocalRun.OLDEST_FIRST);
      return new Found(found, unreadable);
    } finally {
      lock.unlock();
    }
  }

  /** Keeps what was found out since the last look. */
  void close() {
    List<RunLog> logs = new ArrayList<>();
    lock.lock();
    try {
      for (Known each : known.values()) {
        if (each.log != null) {
          logs.add(each.log);
        }
      }
      if (!logs.isEmpty()) {
        index.keep(logs, CallScope.unbounded());
      }
    } finally {
      lock.unlock();
    }
  }

  /** One statement may wait for another to read the directory, but not past its own end. */
  private void acquire(CallScope scope) {
    try {
      while (!lock.tryLock(50, TimeUnit.MILLISECONDS)) {
        scope.check();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WandbException(Kind.CANCELLED, "the thread was interrupted", e);
    }
  }

  /** The logs that can be read; the others go to {@code unreadable}. */
  private List<RunLog> read(
      FolderListing listing, List<UnreadableFile> unreadable, CallScope scope) {
    Map<Path, Known> current = new TreeMap<>();
    for (LogFile file : listing.logs()) {
      scope.check();
      Known before = known.get(file.path());
      Known now = before != null && before.file.equals(file) ? before : read(file, scope);
      if (now != null) {
        current.put(file.path(), now);
      }
    }
    known = current;
    List<RunLog> logs = new ArrayList<>();
    for (Known each : current.values()) {
      if (each.fault != null) {
        unreadable.add(new UnreadableFile(each.file.path(), each.fault));
      } else if (each.log != null) {
        logs.add(each.log);
      }
    }
    memory.retain(logs);
    index.keep(logs, scope);
    return logs;
  }

  /** Null if it was removed while we looked. */
  private @Nullable Known read(LogFile file, CallScope scope) {
    try {
      LogEnds ends = index.find(file);
      if (ends == null) {
        ends = LogEndsReader.read(file, scope);
      }
      if (ends.run().id().isEmpty() && !ends.hasRows()) {
        return new Known(
            file,
            null,
            ends.damages() > 0
                ? "is damaged, and what can be read of it tells of no run"
                : "tells of no run: nothing was written behind its beginning");
      }
      return new Known(file, new RunLog(file, ends, memory), null);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      return new Known(file, null, UnreadableFile.reason(e));
    }
  }

  /** A run id in a project names one run, however many logs it has. */
  private List<LocalRun> group(List<RunLog> logs) {
    Map<String, List<RunLog>> byId = new HashMap<>();
    logs.stream()
        .filter(log -> !log.ends().run().id().isEmpty() || log.ends().hasRows())
        .sorted(
            Comparator.comparing(RunLog::start).thenComparing((RunLog log) -> log.file().path()))
        .forEach(log -> byId.computeIfAbsent(idOf(log), id -> new ArrayList<>()).add(log));
    String usualEntity = onlyEntity(logs);
    Map<Key, List<RunLog>> byKey = new HashMap<>();
    byId.forEach(
        (id, ofId) -> {
          // What one log leaves open, the other logs of the run may say.
          RunRecord together = RunRecord.NONE;
          for (RunLog log : ofId) {
            together = together.then(log.ends().run());
          }
          for (RunLog log : copies.without(ofId)) {
            RunRecord run = log.ends().run();
            String entity = or(run.entity(), or(together.entity(), usualEntity));
            String project = or(run.project(), or(together.project(), NO_PROJECT));
            byKey.computeIfAbsent(new Key(entity, project, id), key -> new ArrayList<>()).add(log);
          }
        });
    Map<List<RunLog>, LocalRun> current = new HashMap<>();
    byKey.forEach((key, ofRun) -> current.put(ofRun, run(key, ofRun)));
    runs = current;
    return new ArrayList<>(current.values());
  }

  /** The same run as before if nothing has changed: it knows what it was asked before. */
  private LocalRun run(Key key, List<RunLog> logs) {
    LocalRun before = runs.get(logs);
    ProjectPath project = new ProjectPath(key.entity, key.project);
    return before != null && before.project().equals(project)
        ? before
        : new LocalRun(project, key.id, logs);
  }

  /** Runs that were logged without an entity belong to that of the others, if it is one. */
  private static String onlyEntity(List<RunLog> logs) {
    TreeSet<String> entities = new TreeSet<>();
    for (RunLog log : logs) {
      entities.add(log.ends().run().entity());
    }
    entities.remove("");
    return entities.size() == 1 ? entities.first() : NO_ENTITY;
  }

  private static String or(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }

  /** A log whose run record is lost still carries the id in its name. */
  private static String idOf(RunLog log) {
    return or(log.ends().run().id(), log.file().idInName());
  }

  /**
   * The runs of the directory.
   *
   * @param runs oldest first
   * @param unreadable what can't be read, by path
   */
  record Found(List<LocalRun> runs, List<UnreadableFile> unreadable) {
    private static final int MOST_NAMED = 10;

    Found {
      runs = List.copyOf(runs);
      unreadable = List.copyOf(unreadable);
    }

    /** The files that aren't read, to be told once. */
    List<String> warnings() {
      List<String> warnings = new ArrayList<>();
      unreadable.stream()
          .limit(MOST_NAMED)
          .forEach(file -> warnings.add("not read: " + file.message()));
      if (unreadable.size() > MOST_NAMED) {
        warnings.add(
            "not read: %d more files that are no whole logs"
                .formatted(unreadable.size() - MOST_NAMED));
      }
      return warnings;
    }
  }

  private record Key(String entity, String project, String id) {}

  /** A log that was looked at: as it can be read, or why it can't. */
  private record Known(LogFile file, @Nullable RunLog log, @Nullable String fault) {}
}
