package io.github.wandbjdbc.engine.judge;

import static io.github.wandbjdbc.engine.judge.OperandClass.COMBINING_MARK;
import static io.github.wandbjdbc.engine.judge.OperandClass.EMOJI;
import static io.github.wandbjdbc.engine.judge.OperandClass.GREATEST;
import static io.github.wandbjdbc.engine.judge.OperandClass.LEAST;
import static io.github.wandbjdbc.engine.judge.OperandClass.NEGATIVE;
import static io.github.wandbjdbc.engine.judge.OperandClass.SHARP_S;
import static io.github.wandbjdbc.engine.judge.OperandClass.TURKISH_I;
import static io.github.wandbjdbc.engine.judge.OperandClass.ZERO;
import static io.github.wandbjdbc.engine.values.EngineType.BIGINT;
import static io.github.wandbjdbc.engine.values.EngineType.INTEGER;
import static io.github.wandbjdbc.engine.values.EngineType.TEXT;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How PostgreSQL spells functions of texts. Its counts are INTEGER; those beyond are cut to it. */
final class SpelledTexts {
  private static final List<Operand> PARTS =
      Operands.texts("bc", "😀", "xyz", "\u0301", "ß", "aa", ",", "İ", "x");
  private static final List<Operand> COUNTS = Grids.counts(BIGINT);

  private SpelledTexts() {}

  static Map<String, Spelled> all() {
    Map<String, Spelled> all = new HashMap<>();
    ofOneText(all);
    joined(all);
    slices(all);
    padded(all);
    searched(all);
    encoded(all);
    unicode(all);
    return all;
  }

  /** A whole number as an INTEGER that means the same to functions of short texts. */
  static String cut(int place) {
    return "CASE WHEN @%1$d IS NOT NULL THEN greatest(least(@%1$d, 2147483647), -2147483647)::int END"
        .formatted(place);
  }

  private static void ofOneText(Map<String, Spelled> all) {
    List<Operand> words =
        Operands.texts(
            "O'Neil 3rd x２y",
            "ǆ ǅ Ǆ ŉ ı İ ß ẞ ſ K",
            "ab1c d_e é-x ßa",
            "ΑΣ ας",
            "\u0001\u007f\u0080\u07ff\u0800\uffff",
            "\uD83D\uDC69\u200D\uD83D\uDCBB",
            "ТЕСТ тест");
    for (String name : List.of("OCTET_LENGTH", "BIT_LENGTH", "UPPER", "LOWER", "INITCAP")) {
      all.put(name, Spelled.as(name + "(@1)").more(1, words));
    }
    for (String name : List.of("CHAR_LENGTH", "CHARACTER_LENGTH", "LENGTH", "LEN")) {
      all.put(name, Spelled.as("length(@1)").more(1, words));
    }
    all.put("REVERSE", Spelled.as("reverse(@1)").more(1, words));
    all.put("ASCII", Spelled.as("ascii(@1)").more(1, words));
    for (String name : List.of("BTRIM", "LTRIM", "RTRIM")) {
      all.put(name, byCount(name).more(2, PARTS));
    }
    all.put("TRIM", Spelled.by((types, word) -> "trim(" + word + " @1 from @2)").more(1, PARTS));
  }

  private static void unicode(Map<String, Spelled> all) {
    List<Operand> marked =
        Operands.texts("é ﬁ ① Å 한 가", "ǆ ǅ Ǆ ŉ ı İ ß ẞ ſ K ς Σ", "ᏸᏰ ꭰ", "\u0345 µ");
    all.put(
        "NORMALIZE",
        Spelled.by(
                (types, word) ->
                    types.size() == 1 ? "normalize(@1)" : "pg_catalog.normalize(@1, @2)")
            .more(1, marked)
            .only(2, Operands.texts(null, "NFC", "NFD", "NFKC", "NFKD", "nfc", "nfx", "ı", "ß"))
            .refusing(2, TEXT, SHARP_S, TURKISH_I, EMOJI, COMBINING_MARK)
            .refusing(2, TEXT, OperandClass.EMPTY, OperandClass.VERY_LONG)
            .refusing(2, TEXT, OperandClass.LINE_BREAK));
    all.put("CASEFOLD", Spelled.as("casefold(@1)").more(1, marked));
    all.put(
        "UNISTR",
        Spelled.as("unistr(@1)")
            .more(
                1,
                Operands.texts(
                    "\\0041\\\\b",
                    "\\u00e9 \\+01F600 \\U0001F600",
                    "\\D83D\\DE00",
                    "\\D83Dx",
                    "\\DE00",
                    "\\D83D",
                    "\\D83D\\\\",
                    "\\0000",
                    "\\+110000",
                    "\\UFFFFFFFF",
                    "\\x",
                    "\\12",
                    "\\",
                    "\\+12345")));
  }

  /** A function that has the same name and operands there. */
  private static Spelled byCount(String name) {
    return Spelled.by((types, word) -> called(name, types.size()));
  }

  static String called(String name, int operands) {
    StringBuilder call = new StringBuilder(name).append('(');
    for (int i = 1; i <= operands; i++) {
      call.append(i == 1 ? "@" : ", @").append(i);
    }
    return call.append(')').toString();
  }

  private static void joined(Map<String, Spelled> all) {
    all.put("||", Spelled.as("@1 || @2"));
    all.put("CONCAT", byCount("concat"));
    all.put(
        "CONCAT_WS",
        Spelled.by(
            (types, word) ->
                types.size() == 1
                    ? "concat_ws(@1, VARIADIC ARRAY[]::text[])"
                    : called("concat_ws", types.size())));
    all.put("STRCMP", Spelled.as("sign((@1 > @2)::int - (@1 < @2)::int)::int"));
    all.put(
        "REPEAT",
        Spelled.as(
                "CASE WHEN @1 = '' AND @2 IS NOT NULL THEN '' ELSE repeat(@1, %s) END"
                    .formatted(cut(2)))
            .only(2, COUNTS));
    all.put(
        "SPACE",
        Spelled.as("repeat(' ', %s)".formatted(cut(1)))
            .only(1, COUNTS)
            .refusing(1, BIGINT, GREATEST));
  }

  private static void slices(Map<String, Spelled> all) {
    all.put("LEFT", Spelled.as("left(@1, %s)".formatted(cut(2))).only(2, COUNTS));
    all.put("RIGHT", Spelled.as("right(@1, %s)".formatted(cut(2))).only(2, COUNTS));
    String from = "CASE WHEN @2 IS NOT NULL THEN greatest(least(@2, 1000000000), 1) END";
    String length =
        "CASE WHEN @3 IS NOT NULL THEN"
            + " least(greatest(@2::numeric + @3 - greatest(@2, 1), 0), 1000000000)::int END";
    Spelled substring =
        Spelled.by(
                (types, word) ->
                    types.get(1) == TEXT
                        ? "substring(@1 from @2)"
                        : types.size() == 2
                            ? "substr(@1, (%s)::int)".formatted(from)
                            : ("CASE WHEN @1 IS NULL OR @2 IS NULL THEN NULL WHEN @3 < 0 THEN"
                                    + " substr(@1, 1, -1) ELSE substr(@1, (%s)::int, %s) END")
                                .formatted(from, length))
            .only(2, SpelledPatterns.REGEX_TEXTS)
            .more(2, COUNTS)
            .only(3, COUNTS)
            .refusing(3, BIGINT, LEAST, NEGATIVE);
    all.put("SUBSTRING", substring);
    all.put("SUBSTR", substring);
    all.put(
        "SPLIT_PART",
        Spelled.as("split_part(@1, @2, %s)".formatted(cut(3)))
            .more(1, Operands.texts("a,b,,c", "aaaaa"))
            .more(2, PARTS)
            .only(3, COUNTS)
            .refusing(3, BIGINT, ZERO));
    // MySQL's: as many parts as told, from the end if negative.
    all.put(
        "SUBSTRING_INDEX",
        Spelled.as(
                "CASE WHEN @1 IS NULL OR @2 IS NULL OR @3 IS NULL THEN NULL WHEN @2 = '' OR @3 = 0"
                    + " THEN '' WHEN @3 > 0 THEN array_to_string((string_to_array(@1, @2))"
                    + "[1:least(@3, 10000)::int], @2)"
                    + " ELSE array_to_string((string_to_array(@1, @2))[greatest(1,"
                    + " cardinality(string_to_array(@1, @2)) + 1"
                    + " + greatest(@3, -10000)::int):], @2) END")
            .more(1, Operands.texts("a,b,,c", "www.mysql.com"))
            .only(2, Grids.with(Grids.of(TEXT), Operands.texts(",", ".", "bc", "\u0301", "ß")))
            .only(3, COUNTS));
    all.put(
        "OVERLAY",
        Spelled.by(
                (types, word) ->
                    types.size() == 3
                        ? "overlay(@1 placing @2 from @3)"
                        : "overlay(@1 placing @2 from @3 for @4)")
            .only(3, Grids.counts(INTEGER))
            .usually(3, 1L, 2L)
            .usually(4, 0L, 1L, 2L)
            .only(4, Grids.counts(INTEGER))
            .refusing(3, INTEGER, LEAST, NEGATIVE, ZERO)
            .refusing(4, INTEGER, GREATEST));
  }

  private static void padded(Map<String, Spelled> all) {
    for (String name : List.of("LPAD", "RPAD")) {
      all.put(
          name,
          Spelled.by(
                  (types, word) ->
                      types.size() == 2
                          ? "%s(@1, %s)".formatted(name, cut(2))
                          : "%s(@1, %s, @3)".formatted(name, cut(2)))
              .only(2, COUNTS)
              .more(3, PARTS));
    }
  }

  private static void searched(Map<String, Spelled> all) {
    for (String name : List.of("REPLACE", "TRANSLATE", "TRANSLATE3")) {
      String function = name.replace("3", "");
      all.put(name, Spelled.as(called(function, 3)).more(2, PARTS).more(3, PARTS));
    }
    for (String name : List.of("POSITION", "CHARINDEX")) {
      all.put(name, Spelled.as("position(@1 in @2)").more(1, PARTS));
    }
    all.put("CONTAINS", Spelled.as("strpos(@1, @2) > 0").more(2, PARTS));
    all.put("STRPOS", Spelled.as("strpos(@1, @2)").more(2, PARTS));
    for (String name : List.of("STARTS_WITH", "STARTSWITH")) {
      all.put(name, Spelled.as("starts_with(@1, @2)").more(2, PARTS));
    }
    for (String name : List.of("ENDS_WITH", "ENDSWITH")) {
      all.put(name, Spelled.as("right(@1, length(@2)) = @2").more(2, PARTS));
    }
    // Oracle's: of all places, those from the start on, or before it from the end.
    String places =
        "SELECT p FROM generate_series(1, length(@1) + 1 - length(@2)) p"
            + " WHERE substr(@1, p, length(@2)) = @2";
    all.put(
        "INSTR",
        Spelled.by(
                (types, word) -> {
                  if (types.size() == 2) {
                    return "strpos(@1, @2)";
                  }
                  String nth = types.size() == 3 ? "1" : "@4";
                  return ("CASE WHEN @1 IS NULL OR @2 IS NULL OR @3 IS NULL OR %1$s IS NULL THEN"
                          + " NULL WHEN @3 = 0 OR %1$s < 1 THEN (1 / (@3 * 0))::int WHEN %1$s >"
                          + " 9000 OR @3 > length(@1) OR @3 < -length(@1) OR strpos(@1, @2) = 0"
                          + " THEN 0 WHEN @3 > 0 THEN coalesce((%2$s AND p >= @3 ORDER BY p"
                          + " OFFSET %1$s - 1 LIMIT 1), 0) ELSE coalesce((%2$s AND p <="
                          + " length(@1) + 1 + @3 ORDER BY p DESC OFFSET %1$s - 1 LIMIT 1), 0)"
                          + " END::int")
                      .formatted(nth, places);
                })
            .only(
                1,
                Grids.with(
                    Operands.texts(
                        null, "", "CORPORATE FLOOR", "😀a😀aa", "e\u0301te\u0301", "ıİiI"),
                    Operands.texts("line\nbreak", "Straße", "aaaa", "ß".repeat(4_000))))
            .more(2, Grids.with(PARTS, Operands.texts("OR", "\n", "b")))
            .only(3, COUNTS)
            .only(4, COUNTS)
            .refusing(3, BIGINT, ZERO)
            .refusing(4, BIGINT, ZERO, LEAST, NEGATIVE));
  }

  private static void encoded(Map<String, Spelled> all) {
    all.put(
        "CHR",
        Spelled.as("chr(%s)".formatted(cut(1)))
            .more(1, Operands.bigints(65L, 228L, 0xD7FFL, 0xD800L, 0xE000L, 0x1F600L, 0x10FFFFL))
            .refusing(1, BIGINT, ZERO, GREATEST, LEAST, NEGATIVE));
    all.put("MD5", Spelled.as("md5(@1)"));
    all.put("SHA1", Spelled.as("encode(digest(@1, 'sha1'), 'hex')"));
    all.put("SHA256", Spelled.as("encode(sha256(convert_to(@1, 'UTF8')), 'hex')"));
    all.put("SHA512", Spelled.as("encode(sha512(convert_to(@1, 'UTF8')), 'hex')"));
    for (String name : List.of("TO_HEX", "TO_OCT", "TO_BIN")) {
      all.put(name, Spelled.as(name + "(@1)"));
    }
    all.put("TO_BASE64", Spelled.as("encode(convert_to(@1, 'UTF8'), 'base64')"));
    all.put(
        "FROM_BASE64",
        Spelled.as("convert_from(decode(@1, 'base64'), 'UTF8')")
            .more(
                1,
                Operands.texts(
                    "YQ==",
                    "8J+YgA==",
                    "Y W\nI=",
                    "YQ=",
                    "/w==",
                    "w6Q=",
                    Base64.getEncoder().encodeToString(new byte[] {'a', 'b', 'c'}).repeat(1_200)))
            // No text of Base64 has these.
            .refusing(1, TEXT, COMBINING_MARK, EMOJI, TURKISH_I, SHARP_S));
    List<Operand> names =
        Operands.texts("Robert", "Rupert", "Ashcraft", "Tymczak", "Pfister", "a-bb b", "é1abc");
    all.put("SOUNDEX", Spelled.as("soundex(@1)").more(1, names));
    all.put("DIFFERENCE", Spelled.as("difference(@1, @2)").more(1, names).more(2, names));
    // PostgreSQL's ends at 255 characters.
    all.put(
        "LEVENSHTEIN",
        Spelled.as(
                "CASE WHEN @1 = @2 THEN 0 WHEN @1 = '' THEN length(@2) WHEN @2 = '' THEN length(@1)"
                    + " WHEN length(@1) > 250 THEN length(@1) - (strpos(@1, @2) > 0)::int *"
                    + " length(@2) + (strpos(@1, @2) = 0)::int * (length(@2) * 0) WHEN length(@2) >"
                    + " 250 THEN length(@2) - (strpos(@2, @1) > 0)::int * length(@1) ELSE"
                    + " levenshtein(@1, @2) END")
            .more(1, names)
            .more(2, names));
  }
}
