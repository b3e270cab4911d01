package io.github.wandbjdbc.client.files.log;

import io.github.wandbjdbc.client.Run.Fork;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts about a run from the run records of one log or several; empty strings where no record
 * has one.
 *
 * @param startTime the earliest that was said
 * @param startingStep the step that a log which resumes its run begins with, 0 if it says none
 * @param fork what it was forked from, or null
 */
public record RunRecord(
    String id,
    String entity,
    String project,
    String displayName,
    String group,
    String jobType,
    String sweepId,
    String host,
    String commit,
    String notes,
    List<String> tags,
    @Nullable Instant startTime,
    long startingStep,
    @Nullable Fork fork) {
  /** Of a log that says nothing. */
  public static final RunRecord NONE =
      new RunRecord("", "", "", "", "", "", "", "", "", "", List.of(), null, 0, null);

  public RunRecord {
    tags = List.copyOf(tags);
  }

  /** This and what {@code record}, the next of its log, says of the run. */
  public RunRecord with(LogRecord record) throws IOException {
    return switch (record.type()) {
      case LogRecord.RUN -> then(RunRecords.readRun(record.payload(), null, null));
      // What the run record says counts more.
      case LogRecord.ENVIRONMENT -> RunRecords.readEnvironment(record.payload()).then(this);
      default -> this;
    };
  }

  /** Both, the later one deciding where it says something. */
  public RunRecord then(RunRecord later) {
    return new RunRecord(
        or(later.id, id),
        or(later.entity, entity),
        or(later.project, project),
        or(later.displayName, displayName),
        or(later.group, group),
        or(later.jobType, jobType),
        or(later.sweepId, sweepId),
        or(later.host, host),
        or(later.commit, commit),
        or(later.notes, notes),
        later.tags.isEmpty() ? tags : later.tags,
        earlier(startTime, later.startTime),
        later.startingStep == 0 ? startingStep : later.startingStep,
        later.fork == null ? fork : later.fork);
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }

  private static String or(String later, String earlier) {
    return later.isEmpty() ? earlier : later;
  }

  /** Collects the members of a record as they are read. */
  public static final class Builder {
    final String[] texts = new String[24];
    final List<String> tags = new ArrayList<>();
    @Nullable Instant startTime;
    String commit = "";
    long startingStep;
    @Nullable Fork fork;

    RunRecord build() {
      return new RunRecord(
          text(1),
          text(2),
          text(3),
          text(8),
          text(6),
          text(7),
          text(12),
          text(13),
          commit,
          text(9),
          tags,
          startTime,
          startingStep,
          fork);
    }

    private String text(int field) {
      String text = texts[field];
      return text == null ? "" : text;
    }
  }
}
