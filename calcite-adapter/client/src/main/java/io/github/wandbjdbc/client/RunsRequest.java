package io.github.wandbjdbc.client;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which runs of a project are wanted, and what of each.
 *
 * @param filter unless it is exact, more runs than it accepts may arrive
 * @param fields what to read of each run; {@link RunField#ID} always is among them
 * @param paths of {@link RunField#CONFIG} and {@link RunField#SUMMARY}, which values are read, each
 *     by the names around it, joined with dots; others may come with them, and a field that isn't
 *     told of here is read whole
 * @param order the order of the runs, or null for the source's own
 * @param limit how many runs at the most, {@link Long#MAX_VALUE} for all
 * @param measuring whether the source should find out on this occasion what it may be asked by
 *     filters, if it doesn't know; never changes the runs
 * @param passesOverUnreadable whether a run that the source lists, but can't read, is told in a
 *     warning and left out, whatever the client's own policy; for readers of a sample
 * @param shown whether what is read of the runs is shown to somebody, who is told if it may be of
 *     another time than is asked for; never changes the runs
 */
public record RunsRequest(
    ProjectPath project,
    RunFilter filter,
    Set<RunField> fields,
    Map<RunField, Set<String>> paths,
    @Nullable RunOrder order,
    long limit,
    boolean measuring,
    boolean passesOverUnreadable,
    boolean shown) {

  public RunsRequest {
    if (limit < 0) {
      throw new IllegalArgumentException("a limit of %d runs".formatted(limit));
    }
    EnumSet<RunField> all = EnumSet.of(RunField.ID);
    all.addAll(fields);
    fields = java.util.Collections.unmodifiableSet(all);
    paths = Map.copyOf(paths);
  }

  /** Every run of {@code project}, by id alone. */
  public static RunsRequest all(ProjectPath project) {
    return new RunsRequest(
        project, RunFilter.ALL, Set.of(), Map.of(), null, Long.MAX_VALUE, false, false, false);
  }

  /** Whether all runs that {@code some} accepts are among those that it asks for. */
  public boolean includes(RunFilter some) {
    return filter.equals(RunFilter.ALL)
        || filter.equals(some)
        || (filter instanceof RunFilter.Or or && or.parts().contains(some));
  }

  public RunsRequest withFilter(RunFilter value) {
    return new RunsRequest(
        project, value, fields, paths, order, limit, measuring, passesOverUnreadable, shown);
  }

  public RunsRequest withFields(Set<RunField> value) {
    return new RunsRequest(
        project, filter, value, paths, order, limit, measuring, passesOverUnreadable, shown);
  }

  /** The same for a reader of just these values of the config and the summary. */
  public RunsRequest withPaths(Map<RunField, Set<String>> value) {
    return new RunsRequest(
        project, filter, fields, value, order, limit, measuring, passesOverUnreadable, shown);
  }

  public RunsRequest withOrder(@Nullable RunOrder value) {
    return new RunsRequest(
        project, filter, fields, paths, value, limit, measuring, passesOverUnreadable, shown);
  }

  public RunsRequest withLimit(long value) {
    return new RunsRequest(
        project, filter, fields, paths, order, value, measuring, passesOverUnreadable, shown);
  }

  public RunsRequest withMeasuring(boolean value) {
    return new RunsRequest(
        project, filter, fields, paths, order, limit, value, passesOverUnreadable, shown);
  }

  /** The same, which goes on behind a run that can't be read, with a warning. */
  public RunsRequest passingOverUnreadable() {
    return new RunsRequest(project, filter, fields, paths, order, limit, measuring, true, shown);
  }

  /** The same for a reader who shows what is read. */
  public RunsRequest asShown() {
    return new RunsRequest(
        project, filter, fields, paths, order, limit, measuring, passesOverUnreadable, true);
  }
}
