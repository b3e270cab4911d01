package io.github.wandbjdbc.engine.advice;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What to write for the functions of other systems that there aren't here. */
final class ForeignFunctions {
  private static final String LIST = "JSON_ARRAYAGG(x) for a JSON array, or STRING_AGG(x, ', ')";

  private static final Map<String, String> WRITE = new HashMap<>();

  static {
    write(LIST, "list", "array_agg", "collect_list", "collect_set", "group_array", "groupArray");
    write("JSON_ARRAYAGG(x)", "json_agg", "jsonb_agg", "json_group_array", "array_distinct");
    write("STRING_AGG(x, ', ')", "listagg", "group_concat", "concat_agg");
    write("AVG(x)", "mean", "average", "nanmean", "avg_value");
    write("SUM(x)", "total", "nansum");
    write("MAX(x)", "maximum", "nanmax");
    write("MIN(x)", "minimum", "nanmin");
    write("STDDEV(x)", "stdev", "std", "stddev_sample", "standard_deviation");
    write("VARIANCE(x)", "var", "var_sample");
    write("PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY x)", "quantile", "percentile");
    write("PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY x)", "approx_quantile", "quantile_cont");
    write("PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY x)", "approx_percentile", "quantiles");
    write("PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY x)", "percentile_approx", "median_exact");
    write("COUNT(DISTINCT x)", "nunique", "count_distinct", "approx_count_distinct", "uniq");
    write("COUNT(*)", "len_rows", "row_count", "size");
    write("LIMIT 5 at the end of the statement", "top");
    write("the columns one by one", "columns");
    write("CASE WHEN c THEN a ELSE b END", "if", "iif", "iff", "decode", "choose", "switch");
    write("COALESCE(a, b)", "nvl", "ifnull", "isnull", "zn", "nz", "fillna", "nvl2");
    write("IS_NAN(x)", "isnan", "is_nan", "isna", "is_nan_value");
    write("FINITE(x), NULL for NaN and the infinities, or IS_NAN(x)", "isfinite", "is_finite");
    write("x = 'Infinity'", "isinf", "is_inf", "is_infinite");
    write("CHAR_LENGTH(x)", "len", "strlen", "length_utf8", "nchar");
    write("SUBSTRING(x FROM 1 FOR 3)", "substr", "mid", "slice", "left_part");
    write("x LIKE '%part%', or POSITION('part' IN x) > 0", "contains", "str_contains", "has");
    write(
        "x LIKE '%part%', or POSITION('part' IN x) > 0", "instr", "charindex", "strpos", "locate");
    write("x LIKE 'start%'", "starts_with", "startswith", "prefix");
    write("x LIKE '%end'", "ends_with", "endswith", "suffix");
    write("CAST(x AS VARCHAR)", "str", "to_string", "tostring", "string", "text", "to_varchar");
    write("CAST(x AS DOUBLE)", "to_double", "tofloat", "float", "to_number", "double", "number");
    write("CAST(x AS BIGINT)", "int", "to_int", "toint", "integer", "bigint", "to_integer");
    write("CAST(x AS BOOLEAN)", "bool", "to_boolean", "boolean");
    write(
        "CAST(x AS DATE), and CURRENT_DATE - INTERVAL '7' DAY for a day relative to today",
        "date",
        "to_date",
        "todate",
        "str_to_date");
    write("CAST(x AS TIMESTAMP)", "timestamp", "to_timestamp", "datetime", "to_datetime");
    write("CAST(x AS TIMESTAMP)", "parse_datetime", "strptime", "parse_timestamp", "todatetime");
    write(
        "NOW()", "getdate", "sysdate", "today_now", "getutcdate", "utc_timestamp", "systimestamp");
    write("CURRENT_DATE", "today", "curdate", "current_day");
    write("t + INTERVAL '7' DAY", "date_add", "dateadd", "adddate", "add_days", "date_plus");
    write("t - INTERVAL '7' DAY", "date_sub", "datesub", "subdate", "days_ago", "ago");
    write(
        "TIMESTAMPDIFF(SECOND, a, b), or b - a", "datediff", "date_diff", "timediff", "julianday");
    write(
        "EXTRACT(EPOCH FROM t)", "unix_timestamp", "epoch", "to_unixtime", "epoch_ms", "unixtime");
    write("TO_TIMESTAMP(seconds)", "from_unixtime", "fromtimestamp", "to_timestamp_seconds");
    write("TO_CHAR(t, 'YYYY-MM-DD')", "strftime", "date_format", "format_date", "formatdatetime");
    write(
        "DATE_TRUNC('day', t)", "date_trunc_day", "trunc_date", "time_bucket", "bin", "datetrunc");
    write("JSON_VALUE(x, '$.path')", "json_extract", "json_extract_string", "get_json_object");
    write("JSON_VALUE(x, '$.path')", "json_extract_scalar", "json_extract_path_text", "json_get");
    write("JSON_VALUE(x, '$.path')", "jsonb_extract_path_text", "parse_json", "get_path", "json");
    write("JSON_LENGTH(x)", "json_array_length", "array_length", "cardinality", "array_size");
    write("x LIKE '%\"value\"%', or UNNEST of the list", "array_contains", "list_contains");
    write("POWER(x, y)", "pow_int", "exponentiate");
    write("SQRT(x)", "root", "square_root");
    write("LN(x)", "natural_log", "log1p", "loge");
    write("ABS(x)", "fabs", "absolute");
    write("ROUND(x, n)", "round_to", "trunc_to", "to_fixed", "format_number");
    write("REGEXP_REPLACE(x, 'pattern', 'by')", "regex_replace", "gsub", "re_sub");
    write("REGEXP_LIKE(x, 'pattern')", "regex_match", "regexp_matches", "regexp", "match");
    write("ROW_NUMBER() OVER (ORDER BY x)", "rownum", "row_num", "rownumber", "rowid");
    write("CURRENT_USER", "whoami", "suser_name", "current_login");
  }

  private ForeignFunctions() {}

  private static void write(String instead, String... names) {
    for (String name : names) {
      WRITE.put(name.toLowerCase(Locale.ROOT), instead);
    }
  }

  /** What to write for {@code name}, in whatever case. */
  static Optional<String> instead(String name) {
    return Optional.ofNullable(WRITE.get(name.toLowerCase(Locale.ROOT)));
  }
}
