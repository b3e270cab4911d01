package io.github.wandbjdbc.client.files.log;

/**
 * Which records of a log are read; others are passed over unseen.
 *
 * @param bits one for each type, by its number
 */
public record RecordTypes(long bits) {
  /** Those that tell of a run and its steps. */
  public static final RecordTypes OF_RUNS =
      of(
          LogRecord.HISTORY,
          LogRecord.SUMMARY,
          LogRecord.CONFIG,
          LogRecord.STATS,
          LogRecord.RUN,
          LogRecord.EXIT,
          LogRecord.ENVIRONMENT);

  public static RecordTypes of(int... types) {
    long bits = 0;
    for (int type : types) {
      bits |= 1L << type;
    }
    return new RecordTypes(bits);
  }

  public boolean contain(int type) {
    return type < Long.SIZE && ((bits >>> type) & 1) != 0;
  }
}
