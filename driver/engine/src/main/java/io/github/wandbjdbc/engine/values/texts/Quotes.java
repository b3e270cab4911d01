package io.github.wandbjdbc.engine.values.texts;

import java.util.Set;

/** Texts as names and as literals in SQL, as PostgreSQL writes them. */
final class Quotes {
  /** The words that PostgreSQL doesn't take for a column without quotes everywhere. */
  private static final Set<String> KEYWORDS =
      Set.of(
          """
          all analyse analyze and any array as asc asymmetric authorization between bigint binary bit
          boolean both case cast char character check coalesce collate collation column concurrently
          constraint create cross current_catalog current_date current_role current_schema current_time
          current_timestamp current_user dec decimal default deferrable desc distinct do else end except
          exists extract false fetch float for foreign freeze from full grant greatest group grouping
          having ilike in initially inner inout int integer intersect interval into is isnull join json
          json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar
          json_serialize json_table json_value lateral leading least left like limit localtime
          localtimestamp merge_action national natural nchar none normalize not notnull null nullif
          numeric offset on only or order out outer overlaps overlay placing position precision primary
          real references returning right row select session_user setof similar smallint some substring
          symmetric system_user table tablesample then time timestamp to trailing treat trim true union
          unique user using values varchar variadic verbose when where window with xmlattributes
          xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize
          xmltable
          """
              .strip()
              .split("\\s+"));

  private Quotes() {}

  /** {@code text} as a name, without quotes where it needs none. */
  static String name(String text) {
    return isPlain(text) && !KEYWORDS.contains(text)
        ? text
        : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c == '_' || (c >= 'a' && c <= 'z') || (i > 0 && c >= '0' && c <= '9'))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** {@code text} as a literal. */
  static String literal(String text) {
    String quoted = "'" + text.replace("'", "''") + "'";
    return text.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
  }
}
