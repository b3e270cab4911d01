package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.rows.TypeMismatch;
import java.time.Duration;

/**
 * How tables are discovered and read.
 *
 * @param discoveryRuns the columns of a project are the union over so many of its newest runs
 * @param maxColumns so many columns are discovered per table at the most
 * @param typeMismatch what a value becomes that does not fit its column
 * @param pushdown whether predicates, projections, limits and counts travel to the source; without,
 *     rows are the same and cost more
 * @param metadataCache how long discovered columns are remembered
 * @param discoveryTime once discovery has taken so long, it makes do with the runs read so far, if
 *     there are some; zero for no bound
 * @param maxRuns a scan that would read the histories of more runs fails
 */
public record SchemaOptions(
    int discoveryRuns,
    int maxColumns,
    TypeMismatch typeMismatch,
    boolean pushdown,
    Duration metadataCache,
    Duration discoveryTime,
    long maxRuns) {

  /** The defaults. */
  public static final SchemaOptions DEFAULT =
      new SchemaOptions(
          100, 1000, TypeMismatch.NULL, true, Duration.ofSeconds(60), Duration.ZERO, 1000);

  public SchemaOptions {
    if (discoveryRuns < 1
        || maxColumns < 0
        || maxRuns < 1
        || metadataCache.isNegative()
        || discoveryTime.isNegative()) {
      throw new IllegalArgumentException(
          "discoveryRuns=%d, maxColumns=%d, maxRuns=%d, metadataCache=%s, discoveryTime=%s"
              .formatted(discoveryRuns, maxColumns, maxRuns, metadataCache, discoveryTime));
    }
  }

  public SchemaOptions withDiscoveryRuns(int value) {
    return new SchemaOptions(
        value, maxColumns, typeMismatch, pushdown, metadataCache, discoveryTime, maxRuns);
  }

  public SchemaOptions withMaxColumns(int value) {
    return new SchemaOptions(
        discoveryRuns, value, typeMismatch, pushdown, metadataCache, discoveryTime, maxRuns);
  }

  public SchemaOptions withTypeMismatch(TypeMismatch value) {
    return new SchemaOptions(
        discoveryRuns, maxColumns, value, pushdown, metadataCache, discoveryTime, maxRuns);
  }

  public SchemaOptions withPushdown(boolean value) {
    return new SchemaOptions(
        discoveryRuns, maxColumns, typeMismatch, value, metadataCache, discoveryTime, maxRuns);
  }

  public SchemaOptions withMetadataCache(Duration value) {
    return new SchemaOptions(
        discoveryRuns, maxColumns, typeMismatch, pushdown, value, discoveryTime, maxRuns);
  }

  public SchemaOptions withDiscoveryTime(Duration value) {
    return new SchemaOptions(
        discoveryRuns, maxColumns, typeMismatch, pushdown, metadataCache, value, maxRuns);
  }

  public SchemaOptions withMaxRuns(long value) {
    return new SchemaOptions(
        discoveryRuns, maxColumns, typeMismatch, pushdown, metadataCache, discoveryTime, value);
  }
}
