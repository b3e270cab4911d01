package io.github.wandbjdbc.client.diagnostics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * How far a statement is with what it reads: runs that are read one after the other, their steps,
 * and runs that are listed. Safe for use by several threads.
 */
public final class ReadProgress {
  private static final double BYTES_OF_A_MEGABYTE = 1e6;

  /** From less than that nobody can tell how long the rest takes. */
  private static final Duration LEAST_TIME = Duration.ofSeconds(2);

  private static final double LEAST_PART = 0.01;
  private static final Duration MINUTES = Duration.ofMinutes(2);
  private static final Duration HOURS = Duration.ofHours(2);

  private final AtomicReference<@Nullable Long> waitsUntil;
  private long begin;
  private long runs;
  private long expectedRuns;
  private boolean areMoreExpected;
  private long steps;
  private long stepsOfRun;
  private long expectedStepsOfRun;
  private long listed;
  private long expectedListed;

  /** Of a statement that has read nothing. */
  public ReadProgress() {
    this(new AtomicReference<>());
  }

  private ReadProgress(AtomicReference<@Nullable Long> waitsUntil) {
    this.waitsUntil = waitsUntil;
  }

  /** That of what is read beside: its waits are this one's, its runs are not. */
  public ReadProgress aside() {
    return new ReadProgress(waitsUntil);
  }

  /** Takes note that {@code count} runs more are to be read, one after the other. */
  public synchronized void expectRuns(long count) {
    begin();
    expectedRuns += count;
  }

  /** Takes note that nobody knows how many runs are to be read, as where a join names them. */
  public synchronized void expectUnknown() {
    areMoreExpected = true;
  }

  /**
   * Takes note that a run is begun.
   *
   * @param rows how many steps it is likely to give; 0 or less if that isn't known
   */
  public synchronized void beginRun(long rows) {
    begin();
    expectedStepsOfRun = Math.max(0, rows);
    stepsOfRun = 0;
  }

  /** Counts steps of the run that is read. */
  public synchronized void readSteps(long count) {
    steps += count;
    stepsOfRun += count;
  }

  /** Counts a run that was read to its end. */
  public synchronized void endRun() {
    runs++;
    stepsOfRun = 0;
    expectedStepsOfRun = 0;
  }

  /**
   * Counts runs that were listed.
   *
   * @param all how many there are, or less than 0 if that isn't known
   */
  public synchronized void listRuns(long count, long all) {
    begin();
    listed += count;
    expectedListed = all;
  }

  /** Takes note that requests wait so long, since the server asks for it. */
  public void waits(Duration wait) {
    waitsUntil.set(System.nanoTime() + wait.toNanos());
  }

  private void begin() {
    if (begin == 0) {
      begin = System.nanoTime();
    }
  }

  /**
   * In words for who waits, such as {@code 12 of 300 runs, 45,000 steps, about 2 min left, 25
   * requests, 3.4 MB}; empty where nothing was asked or read.
   *
   * @param requests that the same statement has sent
   * @param bytes that it has received
   */
  public synchronized String words(long requests, long bytes) {
    List<String> words = new ArrayList<>();
    // Some tables are made of more than runs that are read one after the other.
    boolean areRead = runs > 0 || steps > 0;
    long now = System.nanoTime();
    if (areRead) {
      words.add(count(runs, areMoreExpected ? 0 : expectedRuns, "run"));
    } else if (listed > 0) {
      words.add(count(listed, expectedListed, "run"));
    }
    if (steps > 0) {
      words.add(count(steps, expectedRuns == 1 ? expectedStepsOfRun : 0, "step"));
    }
    Long until = waitsUntil.get();
    if (until != null && until - now > 0) {
      words.add("waiting %s as the API asks".formatted(text(Duration.ofNanos(until - now))));
    }
    left(now).ifPresent(left -> words.add("about %s left".formatted(text(left))));
    if (requests > 0) {
      words.add(count(requests, 0, "request"));
      words.add(String.format(Locale.ROOT, "%,.1f MB", bytes / BYTES_OF_A_MEGABYTE));
    }
    return String.join(", ", words);
  }

  /** The time that the rest takes, if it goes on like this. */
  private Optional<Duration> left(long now) {
    Duration passed = Duration.ofNanos(now - begin);
    double done = done();
    return begin == 0 || passed.compareTo(LEAST_TIME) < 0 || done < LEAST_PART || done >= 1
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(Math.round(passed.toNanos() * ((1 - done) / done))));
  }

  /** The part of the runs that was read, from 0 to 1; 0 if it isn't known. */
  private double done() {
    if (areMoreExpected) {
      return 0;
    }
    if (expectedRuns > 0) {
      double ofRun =
          expectedStepsOfRun == 0 ? 0 : Math.min(1, (double) stepsOfRun / expectedStepsOfRun);
      return (runs + ofRun) / expectedRuns;
    }
    return expectedListed > 0 ? (double) listed / expectedListed : 0;
  }

  private static String count(long count, long of, String what) {
    long named = of >= count ? of : count;
    return String.format(Locale.ROOT, "%,d", count)
        + (of > 0 && of >= count ? String.format(Locale.ROOT, " of %,d", of) : "")
        + " "
        + what
        + (named == 1 ? "" : "s");
  }

  private static String text(Duration time) {
    return time.compareTo(MINUTES) < 0
        ? Math.max(1, time.toSeconds()) + " s"
        : time.compareTo(HOURS) < 0 ? time.toMinutes() + " min" : time.toHours() + " h";
  }
}
