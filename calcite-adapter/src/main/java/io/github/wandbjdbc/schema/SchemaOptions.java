package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.rows.TypeMismatch;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

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
 * @param asOf the time as of which tables are read, to the millisecond; null for now
 */
public record SchemaOptions(
    int discoveryRuns,
    int maxColumns,
    TypeMismatch typeMismatch,
    boolean pushdown,
    Duration metadataCache,
    Duration discoveryTime,
    long maxRuns,
    @Nullable Instant asOf) {

  /** The defaults. */
  public static final SchemaOptions DEFAULT = builder().build();

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

  /** A builder that begins with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that begins with these options. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Options in the making; the components of {@link SchemaOptions} by their names. */
  public static final class Builder {
    private int discoveryRuns = 100;
    private int maxColumns = 1000;
    private TypeMismatch typeMismatch = TypeMismatch.NULL;
    private boolean pushdown = true;
    private Duration metadataCache = Duration.ofSeconds(60);
    private Duration discoveryTime = Duration.ZERO;
    private long maxRuns = 1000;
    private @Nullable Instant asOf;

    private Builder() {}

    private Builder(SchemaOptions options) {
      discoveryRuns = options.discoveryRuns;
      maxColumns = options.maxColumns;
      typeMismatch = options.typeMismatch;
      pushdown = options.pushdown;
      metadataCache = options.metadataCache;
      discoveryTime = options.discoveryTime;
      maxRuns = options.maxRuns;
      asOf = options.asOf;
    }

    public Builder discoveryRuns(int value) {
      discoveryRuns = value;
      return this;
    }

    public Builder maxColumns(int value) {
      maxColumns = value;
      return this;
    }

    public Builder typeMismatch(TypeMismatch value) {
      typeMismatch = value;
      return this;
    }

    public Builder pushdown(boolean value) {
      pushdown = value;
      return this;
    }

    public Builder metadataCache(Duration value) {
      metadataCache = value;
      return this;
    }

    public Builder discoveryTime(Duration value) {
      discoveryTime = value;
      return this;
    }

    public Builder maxRuns(long value) {
      maxRuns = value;
      return this;
    }

    public Builder asOf(@Nullable Instant value) {
      asOf = value;
      return this;
    }

    /** The options; throws {@link IllegalArgumentException} if one can't be. */
    public SchemaOptions build() {
      return new SchemaOptions(
          discoveryRuns,
          maxColumns,
          typeMismatch,
          pushdown,
          metadataCache,
          discoveryTime,
          maxRuns,
          asOf);
    }
  }
}
