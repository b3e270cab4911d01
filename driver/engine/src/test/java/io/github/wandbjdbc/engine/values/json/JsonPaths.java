package io.github.wandbjdbc.engine.values.json;

import java.util.List;
import java.util.Random;

/** Paths to try. */
final class JsonPaths {
  /** Of all kinds, each to be tried in lax and in strict mode. */
  static final List<String> ALL =
      """
      $
      $.a
      $."a"
      $."val/acc"
      $."a b"
      $.a.b
      $.a.a.a.b
      $.*
      $.*.a
      $.*[*]
      $[*]
      $[*].a
      $[*].a[*]
      $.a[*].b[*].c
      $.a.b.c
      $.**
      $.**.a
      $.**{0}
      $.**{1}
      $.**{2}
      $.**{1 to 2}
      $.**{1 to last}
      $.**{2 to last}.a
      $.**{last}
      $.**{0 to 0}.b
      $.**{2 to 1}
      $.**.b ? (@ > 1)
      $.**[*]
      $.**.size()
      $[0]
      $[1]
      $[10]
      $[-1]
      $[last]
      $[last - 1]
      $[0, 2]
      $[2, 0, 0]
      $[0 to 1]
      $[1 to last]
      $[last to 0]
      $[0 to 100]
      $[last - 1 to last, 0]
      $[0.7]
      $[1.9]
      $[-0.5]
      $["1" to 2].a
      $[$[0]]
      $[$.a]
      $[$.b - 1]
      $[null]
      $[3000000000]
      $[0][0]
      $[*][0]
      $[0 to 1][last]
      $[1][1][last][0]
      $.a[0]
      $.a[last].b
      $.a[1 to 2]
      $.a[$.b[0] - 2]
      $ ? (@.a > 1)
      $ ? (@.a == null)
      $ ? (@ == null)
      $ ? (@.a != null)
      $.a ? (@ > 1)
      $[*] ? (@ > 1)
      $[*] ? (@ >= 1 && @ <= 3)
      $[*] ? (@ < 2 || @ > 3)
      $[*] ? (!(@ > 1))
      $[*] ? ((@ > 1) is unknown)
      $[*] ? (!((@ > 1) is unknown))
      $[*] ? (@.a > 1)
      $[*] ? (@.a == 1 || @.b == 3)
      $[*] ? (exists(@.a))
      $[*] ? (exists(@.a ? (@ > 1)))
      $[*] ? (!exists(@.a))
      $ ? (exists(@.a[*] ? (@ > 2)))
      $ ? (exists(@.x))
      $ ? (exists(-@))
      $ ? (exists(@.a + 1))
      $[*] ? (@ == "1")
      $[*] ? (@ > "1")
      $[*] ? (@ == true)
      $[*] ? (@ != 1)
      $[*] ? (@ <> "x")
      $[*] ? (@ > 1).type()
      $ ? (@[*] > 2)
      $ ? (@ == 1)
      $ ? (@.a[*] == @.b)
      $ ? ($.a > 1) ? (@.b > 1)
      $.a ? (@.b > 1 || @ == 12)
      $.b ? (@ starts with "ab")
      $.b[*] ? (@ starts with "ab")
      $[*] ? (@ starts with "")
      $.b[*] ? ((@ starts with "ab") is unknown)
      $.b[*] ? (@ like_regex "^ab")
      $.b[*] ? (@ like_regex "^AB" flag "i")
      $.b[*] ? (@ like_regex "b.*" flag "q")
      $.** ? (@ like_regex "^b" flag "m")
      $.** ? (@ like_regex "line.break")
      $.** ? (@ like_regex "line.break" flag "s")
      $.** ? (@ like_regex "TEXT|line" flag "is")
      $.b[*] ? ((@ like_regex "x") is unknown)
      $.type()
      $[*].type()
      $.*.type()
      $.**.type()
      $.a.type()
      $.size()
      $[*].size()
      $.a.size()
      $.abs()
      $[*].abs()
      $.a.abs()
      $.floor()
      $[*].floor()
      $[*].ceiling()
      $[*].abs().floor()
      $.double()
      $[*].double()
      $.a.double()
      $[*] ? (@.double() > 1)
      $[0 to 3].double()
      $.bigint()
      $[*].bigint()
      $[0 to 3].bigint()
      $[*].integer()
      $[0 to 3].integer()
      $[5 to 6].integer()
      $[*].number()
      $[0 to 3].number()
      $[5 to 6].number()
      $[*].decimal()
      $[0 to 3].decimal(4, 1)
      $[0 to 3].decimal(1)
      $[0 to 3].decimal(2, -1)
      $.decimal(6, 2)
      $.boolean()
      $[*].boolean()
      $[0 to 3].boolean()
      $[6 to 8].boolean()
      $.*.boolean()
      $.string()
      $[*].string()
      $.*.string()
      $.a.string()
      $.keyvalue()
      $[*].keyvalue()
      $.keyvalue().key
      $.keyvalue().value
      $.*.keyvalue().key
      $.keyvalue() ? (@.key == "a").value
      $.keyvalue().keyvalue()
      $.keyvalue().value.keyvalue()
      $.**.keyvalue()
      $.keyvalue() ? ($.**.keyvalue().id == @.id).key
      $.date()
      $.datetime()
      $[*].datetime()
      $[*].datetime().type()
      $[0].date()
      $[0 to 1].date()
      $[0 to 1].timestamp()
      $[0 to 1].timestamp_tz()
      $[2].time()
      $[2].time_tz()
      $[4].time_tz()
      $[5].time()
      $[5].timestamp(0)
      $[5].time(1)
      $[1].time_tz()
      $[4].timestamp()
      $.timestamp(1)
      $.timestamp_tz(2)
      $.time(0)
      $.datetime().string()
      $[0 to 1].datetime().string()
      $.a.datetime() ? (@ < "2025-03-11".datetime())
      $.b[*].datetime() ? (@ > "2025-03-10".date())
      $[*].datetime() ? (@ >= "2025-03-10".date())
      $[*].datetime() ? (@ == "12:34:56".time())
      $[0 to 2].datetime() ? (@ > "11:34:56+00".time_tz())
      $.** ? (@.datetime() == "2025-03-10".date())
      $.a + 1
      $.a - $.b
      $.a * $.b
      $.a / $.b
      $.a % $.b
      $.a / $.c
      $.a % $.c
      $ + 1
      $ * 2
      -$
      +$
      -$.a
      -$[*]
      +$[*]
      -$.a[*]
      -$.b[*].size()
      $.a[0] + $.b[0]
      ($.a + 1) * 2
      $.a + 1 * 2
      1 + 2 * 3 - 4
      10 / 3
      10 / 4
      1 / 3.0
      2 / 3 * 3
      7.5 % 2
      -7 % 3
      1.10 + 1.1
      1.10 * 1.10
      1e2 + 0.001
      1000000 / 0.0003
      0.00001 / 7
      123456789012345678901234567890 * 98765432109876543210
      1 / 0
      1 % 0
      "a" + 1
      null + 1
      ($.a + 1).type()
      (1 + 2).double()
      (-1).abs()
      -1.5.abs()
      1 - -1
      - 1
      $.a == 12
      $.a > 1
      $ == 1
      $[*] > 2
      ($.a > 1).type()
      ($[*] > 1) is unknown
      !($.a > 1)
      $.a > 1 && $.b > 1
      $.a > 1 || $.x > 1
      exists($.a)
      !exists($.a)
      exists($.a ? (@ > 1))
      ($.x > 1) is unknown
      ("a" + 1 == 2) is unknown
      (1 / 0 == 2) is unknown
      1 < 2
      "a" < "B"
      "é" > "z"
      "😀" > "ﬀ"
      1.0 == 1.00
      null == null
      null < null
      null <= null
      null != 1
      null < 1
      true > false
      true == 1
      "x"
      12
      -3.0
      1e-3
      null
      true
      "x".type()
      true.type()
      null.type()
      1.0.type()
      "12".double()
      "x".double()
      "1".integer() + 1
      $.ä
      $."😀"
      $.bb
      $.A
      $.a . b
      $ . a /* note */ [ 0 ]
      $.c.a
      $.a.**.b
      $.**.a.**
      $.** ? (@.a == 7)
      $.** ? (exists(@.b)).b
      $.**.a ? (@.type() == "number")
      $.**.keyvalue().key
      $.* ? (@.size() > 1)
      $[*] ? (@.size() == 1)
      $ ? (@.size() > 2)
      $[*] ? (@.type() == "string")
      $[*] ? (@.type() == "string").double()
      $[*] ? (@.type() == "number") ? (@ > $[0])
      $ ? (@.a > 1 && @.b < 5 && !(@.c == 1))
      $.a ? (@[*] > 1 && @[*] < 3)
      $.a[*] ? (@ == $.a[0])
      $.a ? (@ == 12 || exists(@.b))
      $[last ? (@ > 0)]
      $[$ ? (@ == 1)]
      $.a[last].b.type()
      $[*] ? (@.a[last] == 6)
      $[*] ? (@.a.size() > 1)
      """
          .strip()
          .lines()
          .toList();

  /** Some of which aren't paths. */
  static final List<String> WRONG_OR_RARE =
      """
      $.a.1
      $[1_0]
      $[1__0]
      $ ? (@ == 0x1F)
      $ ? (@ == 0x1G)
      $ ? (@ == 0b12)
      1.type()
      1 .type()
      1..type()
      .5
      5.
      1a
      01
      00
      0
      0.5
      $.a-b
      $."a\\qb"
      $."a\\x41\\u0042\\u{43}"
      $."\\x4"
      $."\\u004"
      $.a\\tb
      $.\\u0061
      $."\\ud83d\\ude00"
      $.NULL.True
      $ ? (@ == NULL)
      $ ? (@ == True)
      $.TYPE()
      STRICT $
      Lax $
      $.a /* c */ .b
      $.a /* c
      !($ > 1)
      !exists($)
      !$.a
      !!($ > 1)
      !(!($ > 1))
      ($ > 1) is unknown
      !($ > 1) is unknown
      ($ > 1) IS UNKNOWN
      (($ > 1) is unknown).type()
      ($ > 1) is unknown.type()
      $ > 1 is unknown
      $ > 1 && $ < 2 || $ == 3
      $ ? (@.a)
      $ ? ((@.a > 1))
      $ ? @.a > 1
      @.a
      @
      last
      $[last]
      $[$.a ? (@ == last)]
      $.**{1 to 2}.a
      $.**{last to 1}
      $.**{}
      $.**{-1}
      $.**{1.5}
      $ like_regex "("
      $ like_regex "a" flag "z"
      $ like_regex "a" flag "xq"
      $ like_regex a
      $ starts with $.a
      $ starts with 1
      "a" starts with "b"
      $.foo()
      $.lower()
      $.decimal(1,2,3)
      $.decimal(-1)
      $.decimal(+1, -2)
      $.decimal(1.5)
      $.time(3)
      $.time(-3)
      $.date(3)
      $.size(1)
      $.a$b
      $.$x
      (1 > 2) + 1
      (1 > 2).type() == "boolean"
      1 < 2 < 3
      (1 < 2) == true
      (1 < 2) && true
      true && true
      exists($.a)
      exists ($.a > 1)
      exists($.a) is unknown
      (exists($.a)) is unknown
      exists($.a).type()
      exists
      $.exists
      $.a.is.to.last.with.flag.strict.lax.starts.like_regex.unknown
      $[1 to 2, 3, last - 1 to last]
      $[1,]
      $[]
      $[*
      $[1
      $[1 to]
      $[1 to 2 to 3]
      $[1 > 2]
      $[*, 1]
      $[*].a[0][1]
      $ . * . a
      $..a
      $.
      $. a
      $.a.
      $.ключ
      $.a:b
      $#
      $.a?(@ > 1).b
      $ ? (@.a > 1) ? (@.b < 2)
      1e3
      1e
      1e+
      1e400
      1e200000
      lax
      $.lax
      lax lax $
      $ = 1
      $ & 1
      $ | 1
      $ <> 1
      $ =! 1
      1 % 2 * 3
      +-+1
      $ $
      $.a b
      $.***
      $**
      $."a
      $.a\\
      "a
      'a'
      $.a'b
      ()
      (1
      1)
      ($)
      (($))
      (($.a)).b
      ($.a).b[0]
      ($ ? (@ > 1)).a
      $.a->b
      $,1
      {}
      $ ? (exists(@.a ? (@ > 1)))
      $ ? ()
      $ ?
      -
      - -1
      $.abs().floor().ceiling().double().keyvalue().bigint().boolean().date().integer().number()
      $.string().time().time_tz().timestamp().timestamp_tz().decimal().datetime().size().type()
      """
          .strip()
          .lines()
          .toList();

  private static final String[] KEYS = {"a", "a", "b", "c", "x", "\"val/acc\"", "bb"};
  private static final String[] METHODS = {
    "type",
    "size",
    "abs",
    "floor",
    "ceiling",
    "double",
    "bigint",
    "integer",
    "number",
    "boolean",
    "string",
    "keyvalue",
    "datetime",
    "date",
    "decimal",
    "timestamp"
  };
  private static final String[] COMPARISONS = {"==", "!=", "<", ">", "<=", ">="};
  private static final String[] LITERALS = {
    "0", "1", "2", "12", "-1", "1.5", "\"x\"", "\"abc\"", "\"1\"", "null", "true", "false"
  };

  private JsonPaths() {}

  /** A path made by chance. */
  static String random(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> predicate(random, "$", 2);
      case 1 -> arithmetic(random, "$", 2);
      default -> accessed(random, "$", 3);
    };
  }

  private static String one(Random random, String[] of) {
    return of[random.nextInt(of.length)];
  }

  private static String accessed(Random random, String start, int depth) {
    StringBuilder path = new StringBuilder(start);
    for (int i = random.nextInt(4); i >= 0; i--) {
      switch (random.nextInt(13)) {
        case 0, 1, 2 -> path.append('.').append(one(random, KEYS));
        case 3, 4 -> path.append("[*]");
        case 5 -> path.append(".*");
        case 6 -> path.append(random.nextBoolean() ? ".**" : ".**{" + random.nextInt(3) + "}");
        case 7 -> path.append('.').append(one(random, METHODS)).append("()");
        case 8, 9 -> path.append('[').append(subscripts(random, depth - 1)).append(']');
        default -> {
          if (depth > 0) {
            path.append(" ? (").append(predicate(random, "@", depth - 1)).append(')');
          } else {
            path.append("[last]");
          }
        }
      }
    }
    return path.toString();
  }

  private static String subscripts(Random random, int depth) {
    return switch (random.nextInt(6)) {
      case 0 -> "last";
      case 1 -> "last - 1";
      case 2 -> random.nextInt(3) + " to " + random.nextInt(4);
      case 3 -> random.nextInt(3) + ", last";
      case 4 -> depth > 0 ? arithmetic(random, "$", 0) : "0";
      default -> String.valueOf(random.nextInt(3));
    };
  }

  private static String value(Random random, String start, int depth) {
    return random.nextBoolean()
        ? one(random, LITERALS)
        : accessed(random, random.nextInt(4) == 0 ? "$" : start, depth);
  }

  private static String arithmetic(Random random, String start, int depth) {
    String left = value(random, start, depth - 1);
    return switch (random.nextInt(6)) {
      case 0 -> left + " + " + value(random, start, depth - 1);
      case 1 -> left + " - " + value(random, start, depth - 1);
      case 2 -> left + " * " + value(random, start, depth - 1);
      case 3 -> left + " / " + value(random, start, depth - 1);
      case 4 -> "-(" + left + ")";
      default -> "(" + left + " % " + value(random, start, depth - 1) + ")";
    };
  }

  private static String predicate(Random random, String start, int depth) {
    String left = accessed(random, start, depth - 1);
    return switch (random.nextInt(9)) {
      case 0 -> "exists(" + left + ")";
      case 1 -> left + " starts with \"a\"";
      case 2 -> left + " like_regex \"^[a-c]\"";
      case 3 ->
          depth > 0 ? "(" + predicate(random, start, depth - 1) + ") is unknown" : left + " > 1";
      case 4 -> depth > 0 ? "!(" + predicate(random, start, depth - 1) + ")" : left + " == null";
      case 5 ->
          depth > 0
              ? predicate(random, start, depth - 1) + " && " + predicate(random, start, depth - 1)
              : left + " < 3";
      case 6 ->
          depth > 0
              ? predicate(random, start, depth - 1) + " || " + predicate(random, start, depth - 1)
              : left + " <= 2";
      case 7 -> left + " " + one(random, COMPARISONS) + " " + arithmetic(random, start, depth - 1);
      default -> left + " " + one(random, COMPARISONS) + " " + value(random, start, depth - 1);
    };
  }
}
