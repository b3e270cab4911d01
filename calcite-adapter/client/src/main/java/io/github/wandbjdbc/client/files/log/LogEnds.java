package io.github.wandbjdbc.client.files.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The facts in the beginning and the end of a log: whose run it is, when that began, and how it
 * ended.
 *
 * @param run as far as the ends say
 * @param hasAllOfRun whether no record between the ends can say something else about the run
 * @param settlesName whether none can change its name, its group or its tags
 * @param exit the first that tells how the run ended, null if none does
 * @param lastTime of the last record that has one
 * @param hasRows whether they hold a history record
 * @param damages in how many places of them records were lost
 * @param isTorn whether the file ends within a record
 */
public record LogEnds(
    RunRecord run,
    boolean hasAllOfRun,
    boolean settlesName,
    @Nullable LogExit exit,
    @Nullable Instant lastTime,
    boolean hasRows,
    int damages,
    boolean isTorn) {

  /** The same for somebody who knows {@code all} that the log says of its run. */
  public LogEnds withAllOfRun(RunRecord all) {
    return new LogEnds(all, true, true, exit, lastTime, hasRows, damages, isTorn);
  }
}
