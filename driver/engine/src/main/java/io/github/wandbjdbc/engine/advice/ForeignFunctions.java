package io.github.wandbjdbc.engine.advice;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Replacements for functions of other systems that don't exist here. */
final class ForeignFunctions {
  private static final String LIST = "JSON_ARRAYAGG(x) for a JSON array, or STRING_AGG(x, ', ')";

  private static final Map<String, String> WRITE = new HashMap<>();

  static {
    write(LIST, "list", "array_agg", "collect_list", "collect_set", "group_array", "groupArray");
    write("JSON_ARRAYAGG(x)", "json_agg", "jsonb_agg", "json_group_array", "array_distinct");
    write("STRING_AGG(x, ', ')", "concat_agg");
    write("AVG(x)", "average", "nanmean", "avg_value");
    write("SUM(x)", "total", "nansum");
    write("MAX(x)", "maximum", "nanmax");
    write("MIN(x)", "minimum", "nanmin");
    write("STDDEV(x)", "std", "stddev_sample", "standard_deviation");
    write("VARIANCE(x)", "var_sample");
    write("PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY x)", "approx_quantile", "quantiles");
    write("PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY x)", "approx_percentile");
    write("PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY x)", "percentile_approx", "median_exact");
    write("COUNT(DISTINCT x)", "nunique", "count_distinct", "uniq");
    write("COUNT(*)", "len_rows", "row_count", "size");
    write("LIMIT 5 at the end of the statement", "top");
    write("the columns one by one", "columns");
    write("CASE x WHEN 1 THEN a ELSE b END", "decode", "choose", "switch", "map");
    write("COALESCE(a, b)", "isnull", "zn", "nz", "fillna");
    write("IS_NAN(x)", "isna", "is_nan_value");
    write("x = 'Infinity'", "is_infinite");
    write("CHAR_LENGTH(x)", "strlen", "length_utf8", "nchar");
    write("SUBSTRING(x FROM 1 FOR 3)", "mid", "slice", "left_part");
    write("CONTAINS(x, 'part'), or x LIKE '%part%'", "str_contains", "has");
    write("POSITION('part' IN x)", "locate", "find", "index_of");
    write("STARTS_WITH(x, 'start')", "prefix");
    write("ENDS_WITH(x, 'end')", "suffix");
    write("CAST(x AS VARCHAR)", "str", "to_string", "tostring", "string", "text", "to_varchar");
    write("CAST(x AS DOUBLE)", "to_double", "tofloat", "float", "double", "number");
    write("CAST(x AS BIGINT)", "int", "to_int", "toint", "integer", "bigint", "to_integer");
    write("CAST(x AS BOOLEAN)", "bool", "to_boolean", "boolean");
    write(
        "CAST(x AS DATE), and CURRENT_DATE - INTERVAL '7' DAY for a day relative to today",
        "date",
        "todate");
    write("TO_DATE(x, 'YYYY-MM-DD')", "str_to_date", "parse_date");
    write("CAST(x AS TIMESTAMP)", "timestamp", "datetime", "to_datetime", "todatetime");
    write(
        "TO_TIMESTAMP(x, 'YYYY-MM-DD HH24:MI:SS')",
        "parse_datetime",
        "strptime",
        "parse_timestamp");
    write(
        "NOW()", "getdate", "sysdate", "today_now", "getutcdate", "utc_timestamp", "systimestamp");
    write("CURRENT_DATE", "today", "curdate", "current_day");
    write("t + INTERVAL '7' DAY", "dateadd", "adddate", "add_days", "date_plus");
    write("t - INTERVAL '7' DAY", "datesub", "subdate", "days_ago", "ago");
    write("TIMESTAMPDIFF(SECOND, a, b), or b - a", "datediff", "timediff", "julianday");
    write(
        "EXTRACT(EPOCH FROM t)", "unix_timestamp", "epoch", "to_unixtime", "epoch_ms", "unixtime");
    write("TO_TIMESTAMP(seconds)", "from_unixtime", "fromtimestamp", "to_timestamp_seconds");
    write("TO_CHAR(t, 'YYYY-MM-DD')", "format_date", "formatdatetime");
    write("DATE_TRUNC('day', t)", "date_trunc_day", "trunc_date", "bin", "datetrunc");
    write(
        "DATE_BIN(INTERVAL '15 minutes', t, TIMESTAMP '2025-01-01'), or DATE_TRUNC('hour', t)",
        "time_bucket",
        "time_slice",
        "date_slice");
    write("JSON_VALUE(x, '$.path')", "get_json_object", "json_get");
    write("JSON_VALUE(x, '$.path')", "jsonb_extract_path_text", "parse_json", "get_path", "json");
    write("JSON_LENGTH(x)", "array_size");
    write("POWER(x, y)", "pow_int", "exponentiate");
    write(
        "UNNEST(tags), in FROM or selected",
        "explode",
        "flatten",
        "posexplode",
        "jsonb_array_elements",
        "jsonb_array_elements_text");
    write(
        "JSON_KEYS(x) for the keys; run_config and run_summary have a row for each value",
        "json_each",
        "jsonb_each",
        "json_each_text",
        "jsonb_each_text",
        "jsonb_object_keys",
        "json_tree",
        "openjson");
    write("CAST(x AS INTEGER)", "convert", "try_convert", "parse", "cint", "cdbl");
    write("FORMAT('%s', x), or TO_CHAR(x, '0.000')", "printf", "sprintf", "format_string");
    write(
        "WIDTH_BUCKET(x, 0, 1, 10) as a group: SELECT WIDTH_BUCKET(x, 0, 1, 10), COUNT(*) ...",
        "histogram",
        "numeric_histogram",
        "hist");
    write("SQRT(x)", "root", "square_root");
    write("LN(x)", "natural_log", "loge");
    write("ABS(x)", "fabs", "absolute");
    write("ROUND(x, n)", "round_to", "trunc_to", "to_fixed", "format_number");
    write("REGEXP_REPLACE(x, 'pattern', 'by')", "regex_replace", "gsub", "re_sub");
    write("REGEXP_LIKE(x, 'pattern')", "regex_match", "match");
    write(
        "REGEXP_SUBSTR(x, 'pattern') for the part that matches, or REGEXP_LIKE(x, 'pattern')",
        "regexp_match",
        "regexp_matches");
    write("ROW_NUMBER() OVER (ORDER BY x)", "rownum", "row_num", "rownumber", "rowid");
    write(
        "a - b for days and less, or TIMESTAMPDIFF(MONTH, b, a): an interval is of months or of"
            + " days and less, never of both",
        "age");
    write(
        "TIMESTAMPDIFF(MONTH, b, a) for months between two times: an interval of days and less has"
            + " none",
        "justify_days",
        "justify_interval");
    write("NOW(), or CAST(NOW() AS VARCHAR)", "timeofday", "clock_timestamp");
    write("NOW()", "statement_timestamp", "transaction_timestamp");
    write("MAKE_TIMESTAMP(2025, 8, 12, 13, 45, 0)", "make_timestamptz", "timestamp_from_parts");
    write("MAKE_DATE(2025, 8, 12)", "datefromparts", "date_from_parts");
    write("CURRENT_USER", "whoami", "suser_name", "current_login");
  }

  private ForeignFunctions() {}

  private static void write(String instead, String... names) {
    for (String name : names) {
      WRITE.put(name.toLowerCase(Locale.ROOT), instead);
    }
  }

  /** All names that there is something to write for, in lower case. */
  static Set<String> names() {
    return Set.copyOf(WRITE.keySet());
  }

  /** The replacement for {@code name}, in any case. */
  static Optional<String> instead(String name) {
    return Optional.ofNullable(WRITE.get(name.toLowerCase(Locale.ROOT)));
  }
}
