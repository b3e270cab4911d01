package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The runs of a directory. Looks at the directory for each question, but reads again only logs that
 * have changed.
 */
final class RunCatalog {
  private static final String NO_ENTITY = "local";
  private static final String NO_PROJECT = "uncategorized";

  private static final System.Logger LOG = System.getLogger("wandb.requests");

  /** So many names of keys are kept to be shared. */
  private static final int MAX_NAMES = 100_000;

  private final RunDirectory directory;
  private final Map<String, String> names = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private Map<Path, Known> known = new HashMap<>();

  RunCatalog(RunDirectory directory) {
    this.directory = directory;
  }

  /** The runs that are there now, oldest first; fails if there are none. */
  List<LocalRun> runs(CallScope scope) {
    acquire(scope);
    try {
      List<LocalRun> runs = new ArrayList<>();
      group(read(scope)).forEach((key, segments) -> runs.add(run(key, segments)));
      if (runs.isEmpty()) {
        throw new WandbException(
            Kind.UNREACHABLE,
            "%s contains no run: name a wandb folder, a run directory or a .wandb file"
                .formatted(directory));
      }
      runs.sort(LocalRun.OLDEST_FIRST);
      return runs;
    } catch (AccessDeniedException e) {
      throw new WandbException(
          Kind.FORBIDDEN, "%s can't be read: permission denied".formatted(e.getFile()), e);
    } catch (IOException e) {
      throw new WandbException(
          Kind.MALFORMED_RESPONSE, "%s can't be read: %s".formatted(directory, e.getMessage()), e);
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

  private List<Segment> read(CallScope scope) throws IOException {
    Map<Path, Known> current = new HashMap<>();
    List<Segment> segments = new ArrayList<>();
    for (Path log : directory.logs()) {
      scope.check();
      Known read = read(log, scope);
      if (read != null) {
        current.put(log, read);
        segments.add(read.segment);
      }
    }
    known = current;
    return segments;
  }

  private @Nullable Known read(Path log, CallScope scope) throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(log, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.size() < LogReader.FILE_HEADER) {
        // Made, but not begun.
        return null;
      }
      Known before = known.get(log);
      if (before != null && before.isCurrent(attributes)) {
        return before;
      }
      Instant modified = attributes.lastModifiedTime().toInstant();
      long start = System.nanoTime();
      Segment segment = SegmentScan.scan(log, attributes.size(), modified, this::shared, scope);
      LOG.log(
          System.Logger.Level.DEBUG,
          () ->
              "%s: %d rows, %d ms"
                  .formatted(
                      segment.name(),
                      segment.rows(),
                      TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)));
      return new Known(segment, attributes.fileKey());
    } catch (NoSuchFileException e) {
      // Removed while we looked.
      return null;
    }
  }

  private String shared(String name) {
    if (names.size() >= MAX_NAMES) {
      names.clear();
    }
    return names.computeIfAbsent(name, same -> same);
  }

  /** A run id in a project names one run, however many logs it has. */
  private static Map<Key, List<Segment>> group(List<Segment> all) {
    Map<String, List<Segment>> byId = new HashMap<>();
    all.stream()
        .filter(segment -> !segment.run().id().isEmpty() || segment.rows() > 0)
        .sorted(Comparator.comparing(Segment::start).thenComparing(Segment::file))
        .forEach(
            segment -> byId.computeIfAbsent(idOf(segment), id -> new ArrayList<>()).add(segment));
    Map<Key, List<Segment>> runs = new HashMap<>();
    byId.forEach(
        (id, segments) -> {
          // What one log leaves open, the other logs of the run may say.
          RunRecord together = together(segments);
          for (Segment segment : segments) {
            String entity = or(segment.run().entity(), or(together.entity(), NO_ENTITY));
            String project = or(segment.run().project(), or(together.project(), NO_PROJECT));
            runs.computeIfAbsent(new Key(entity, project, id), key -> new ArrayList<>())
                .add(segment);
          }
        });
    return runs;
  }

  private static RunRecord together(List<Segment> segments) {
    RunRecord record = RunRecord.NONE;
    for (Segment segment : segments) {
      record = record.then(segment.run());
    }
    return record;
  }

  private static String or(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }

  /** A log whose run record is lost still carries the id in its name. */
  private static String idOf(Segment segment) {
    String id = segment.run().id();
    return id.isEmpty()
        ? segment.name().replaceFirst("^run-", "").replaceFirst("\\.wandb$", "")
        : id;
  }

  private static LocalRun run(Key key, List<Segment> segments) {
    return new LocalRun(
        new ProjectPath(key.entity, key.project), key.id, segments, together(segments));
  }

  private record Key(String entity, String project, String id) {}

  /** A log that was read, and which file it was then. */
  private record Known(Segment segment, @Nullable Object fileKey) {
    boolean isCurrent(BasicFileAttributes attributes) {
      return segment.length() == attributes.size()
          && segment.modified().equals(attributes.lastModifiedTime().toInstant())
          && Objects.equals(fileKey, attributes.fileKey());
    }
  }
}
