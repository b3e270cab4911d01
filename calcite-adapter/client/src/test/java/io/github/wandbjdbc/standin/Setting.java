package io.github.wandbjdbc.standin;

/**
 * A property that is unknown of the real API, or differs between its versions; a test should pass
 * with each.
 */
public enum Setting {
  /** NaN and the infinities in history rows are the strings, not bare tokens. */
  NAN_AS_STRING,
  /** Times end in {@code Z}. */
  TIMES_WITH_Z,
  /** {@code historyKeys} is a JSON string, not an object. */
  HISTORY_KEYS_AS_STRING,
  /** {@code historyKeys} lacks {@code lastStep}. */
  NO_LAST_STEP,
  /** {@code _step} is a float in sampled history and in live data. */
  FLOAT_STEP,
  /** Sampled history gives rows that lack keys, with nulls for them. */
  NULLS_IN_SAMPLES,
  /** A missing run is an error with status 404, not null. */
  MISSING_RUN_IS_AN_ERROR,
  /** A server that doesn't know {@code Run.host}. */
  NO_HOST_FIELD,
  /** A page of history rows comes in no order. */
  SHUFFLED_ROWS,
  /** {@code historyKeys} says of keys whose numbers never fall that they are {@code monotonic}. */
  KEYS_SAY_MONOTONIC,
  /** {@code historyKeys} shows nested metrics as one {@code map}, not under dotted paths. */
  NESTED_KEYS_AS_MAPS,
  /** NaN and the infinities are null in sampled history and in live data, not strings. */
  NAN_AS_NULL_IN_SAMPLES,
  /** {@code parquetHistory} shows no live rows. */
  NO_LIVE_DATA,
  /** The list of exported files comes in another order each time. */
  SHUFFLED_EXPORTS,
  /** The storage of exported files knows no ranges: it answers with the whole, however long. */
  NO_RANGES,
  /** {@code pageInfo.endCursor} is null on the last page. */
  NULL_END_CURSOR,
  /** Filters compare strings without regard to case. */
  FILTERS_IGNORE_CASE,
  /** Filters find a number or a boolean by the string that spells it. */
  FILTERS_CONVERT,
  /** Filters compare times by whole seconds. */
  FILTERS_CUT_TIMES,
  /** {@code $ne} and {@code $nin} are met by a missing value, as with MongoDB. */
  NE_MATCHES_MISSING,
  /** Filters by a time match nothing where its text doesn't end in {@code Z}. */
  TIME_FILTERS_NEED_Z,
  /** Filters by a time match nothing. */
  TIME_FILTERS_MATCH_NOTHING,
  /** Null equals a value that is stored as null, not one that is missing. */
  NULL_IS_NOT_MISSING,
  /** Null equals nothing. */
  NULL_MATCHES_NOTHING,
  /** {@code $or} matches nothing where a part of it compares with null. */
  OR_WITH_NULL_MATCHES_NOTHING,
  /** {@code $exists} is an operator that the server doesn't know, and so fails. */
  NO_EXISTS,
  /** {@code $exists} matches nothing. */
  EXISTS_MATCHES_NOTHING,
  /** {@code $regex} is an operator that the server doesn't know, and so fails. */
  NO_REGEX,
  /** {@code $regex} looks for its operand as it is written. */
  REGEX_IS_LITERAL,
  /** {@code $ne} and {@code $nin} match nothing. */
  NE_MATCHES_NOTHING,
  /** A filter fails that compares a value with one of another type. */
  FILTERS_ARE_TYPED,
  /** A server that doesn't know {@code Project.runCount}. */
  NO_RUN_COUNT,
  /**
   * A key of {@code keys} with dots, of a config or a summary, is the way into an object: no name
   * that holds dots is found.
   */
  KEYS_ARE_PATHS,
  /** The client's own notes in a config, under {@code _wandb}, are found by no key. */
  KEYS_LACK_INTERNAL,
  /** {@code RunConnection.historyKeys} is null. */
  NO_KEYS_OF_ALL,
  /**
   * {@code Project.fields} calls things otherwise: {@code config.lr.value}, {@code history.loss}.
   */
  FIELDS_CALLED_OTHERWISE,
  /** The pattern of {@code Project.fields} is a part of the path, not one of SQL's. */
  FIELD_PATTERN_IS_PART,
  /** {@code Project.fields} doesn't look at its pattern. */
  FIELD_PATTERN_IGNORED,
  /** Runs that lack what they are ordered by come first. */
  MISSING_FIRST,
  /** Runs are ordered by the texts of their values, so that 10 comes before 9. */
  ORDERS_AS_TEXTS,
  /** Any order but that of the creation is passed over: the newest runs come first. */
  ORDERS_BY_CREATION_ALONE,
  /** Runs that are ordered by the same value come in the reverse order of their ids. */
  TIES_REVERSED,
  /** Cursors name the last edge, rather than count the edges before the next. */
  KEYSET_CURSORS,
  /** The most that {@code history} and {@code sampledHistory} return differs from run to run. */
  CAPS_DIFFER_BY_RUN,
  /** {@code maxStep} of {@code sampledHistory} is excluded, as on servers before 0.65. */
  SAMPLE_END_EXCLUDED,
  /** {@code maxStep} of {@code history} is included. */
  HISTORY_END_INCLUDED,
  /** Samples are rows at even distances, the same each time, rather than random ones. */
  SAMPLES_EVENLY,
  /** Times are cut to seconds. */
  TIMES_IN_SECONDS,
  /**
   * Pages hold rows that the caller may not see, and which are left out: some pages are short, some
   * are empty, many in a row, and the last has none.
   */
  HIDDEN_ROWS,
  /**
   * {@code branchPoint} tells the first step that is the fork's own, not the last one that it has
   * from its parent.
   */
  BRANCH_STEP_IS_THE_FORKS,
  /** A wrong key is treated as no key, rather than refused with 401. */
  WRONG_KEY_IS_NO_KEY
}
