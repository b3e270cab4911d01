package io.github.wandbjdbc.engine.values.texts;

import static io.github.wandbjdbc.engine.values.ValueType.ANY;
import static io.github.wandbjdbc.engine.values.ValueType.BIGINT;
import static io.github.wandbjdbc.engine.values.ValueType.BOOLEAN;
import static io.github.wandbjdbc.engine.values.ValueType.INTEGER;
import static io.github.wandbjdbc.engine.values.ValueType.TEXT;

import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Family;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kernels;
import io.github.wandbjdbc.engine.values.Overload;
import io.github.wandbjdbc.engine.values.Words;
import java.util.List;

/** Functions of texts. Characters are code points, not halves of pairs. */
public final class TextFunctions implements Family {
  private static final List<String> NAMES =
      List.of(
          "||",
          "CONCAT",
          "CONCAT_WS",
          "CHAR_LENGTH",
          "CHARACTER_LENGTH",
          "LENGTH",
          "LEN",
          "OCTET_LENGTH",
          "BIT_LENGTH",
          "UPPER",
          "LOWER",
          "INITCAP",
          "LEFT",
          "RIGHT",
          "SUBSTRING",
          "SUBSTR",
          "SPLIT_PART",
          "SUBSTRING_INDEX",
          "OVERLAY",
          "TRIM",
          "BTRIM",
          "LTRIM",
          "RTRIM",
          "LPAD",
          "RPAD",
          "REPEAT",
          "SPACE",
          "REVERSE",
          "REPLACE",
          "TRANSLATE",
          "TRANSLATE3",
          "POSITION",
          "STRPOS",
          "CHARINDEX",
          "INSTR",
          "CONTAINS",
          "STARTS_WITH",
          "STARTSWITH",
          "ENDS_WITH",
          "ENDSWITH",
          "STRCMP");

  @Override
  public String title() {
    return "Texts";
  }

  @Override
  public List<String> names() {
    return NAMES;
  }

  @Override
  public Entry entry(String name) {
    Entry.Builder entry = Entry.named(name);
    return switch (name) {
      case "||" -> {
        Kernel both = TextKernels.of((a, b) -> Joining.both(a, b));
        yield entry
            .manual("the concatenation; a value that isn't a string is converted to one")
            .strict(TEXT, both, TEXT, TEXT)
            .strict(TEXT, both, TEXT, ANY)
            .asTexts()
            .strict(TEXT, both, ANY, TEXT)
            .asTexts()
            .entry();
      }
      case "CONCAT" ->
          entry
              .manual("the concatenation of all values as strings; NULL is empty, true is t")
              .neverNull(TEXT, TextKernels.nullable((v, look) -> Joining.all(v)), ANY)
              .variadic()
              .printed()
              .entry();
      case "CONCAT_WS" ->
          entry
              .manual(
                  "the concatenation of all values except NULL, separated by the first argument;"
                      + " NULL if that is NULL")
              .nullable(TEXT, TextKernels.nullable((v, look) -> Joining.separated(v)), TEXT, ANY)
              .variadic()
              .printed()
              .entry();
      case "CHAR_LENGTH", "CHARACTER_LENGTH", "LENGTH", "LEN" ->
          entry
              .manual("the number of characters")
              .strict(INTEGER, TextKernels.of(s -> (long) Lengths.of(s)), TEXT)
              .entry();
      case "OCTET_LENGTH" ->
          entry
              .manual("the number of bytes in UTF-8")
              .strict(INTEGER, TextKernels.of(Lengths::bytes), TEXT)
              .entry();
      case "BIT_LENGTH" ->
          entry
              .manual("the number of bits in UTF-8")
              .strict(INTEGER, TextKernels.of(s -> 8 * Lengths.bytes(s)), TEXT)
              .entry();
      case "UPPER" ->
          text(entry, "the string in upper case, character by character", Letters::upper);
      case "LOWER" ->
          text(entry, "the string in lower case, character by character", Letters::lower);
      case "INITCAP" ->
          text(
              entry,
              "the string with the first letter of each word in upper case, and the others in"
                  + " lower case",
              Letters::initcap);
      case "REVERSE" -> text(entry, "the string in reverse", Letters::reverse);
      case "LEFT" ->
          entry
              .manual("the first n characters; all but the last -n if n is negative")
              .strict(TEXT, counted(Slices::left), TEXT, BIGINT)
              .entry();
      case "RIGHT" ->
          entry
              .manual("the last n characters; all but the first -n if n is negative")
              .strict(TEXT, counted(Slices::right), TEXT, BIGINT)
              .entry();
      case "SUBSTRING", "SUBSTR" -> substring(entry);
      case "SPLIT_PART" ->
          entry
              .manual("the nth part between separators; counted from the end if n is negative")
              .strict(
                  TEXT,
                  TextKernels.strict(
                      (v, look) -> Slices.splitPart((String) v[0], (String) v[1], (Long) v[2])),
                  TEXT,
                  TEXT,
                  BIGINT)
              .entry();
      case "SUBSTRING_INDEX" ->
          entry
              .manual(
                  "the part before the nth separator; if n is negative, the part after it,"
                      + " counted from the end")
              .strict(
                  TEXT,
                  TextKernels.strict(
                      (v, look) ->
                          Slices.substringIndex((String) v[0], (String) v[1], (Long) v[2])),
                  TEXT,
                  TEXT,
                  BIGINT)
              .entry();
      case "OVERLAY" -> overlay(entry);
      case "TRIM" -> trim(entry);
      case "BTRIM" -> trim(entry, "both ends", Trimming::both);
      case "LTRIM" -> trim(entry, "its beginning", Trimming::leading);
      case "RTRIM" -> trim(entry, "its end", Trimming::trailing);
      case "LPAD" -> pad(entry, "before", Padding::left);
      case "RPAD" -> pad(entry, "behind", Padding::right);
      case "REPEAT" ->
          entry
              .manual("the string repeated n times")
              .strict(TEXT, counted(Padding::repeat), TEXT, BIGINT)
              .entry();
      case "SPACE" ->
          entry
              .manual("n blanks")
              .strict(
                  TEXT, TextKernels.strict((v, look) -> Padding.repeat(" ", (Long) v[0])), BIGINT)
              .entry();
      case "REPLACE" ->
          three(
              entry,
              "the string with the second argument replaced by the third",
              Searching::replace);
      case "TRANSLATE", "TRANSLATE3" ->
          three(
              entry,
              "the string with each character of the second argument replaced by the"
                  + " corresponding one of the third, or removed if there is none",
              Searching::translate);
      case "CONTAINS" ->
          entry
              .manual("whether the first string contains the second")
              .strict(BOOLEAN, TextKernels.of((s, p) -> Kernels.bool(s.contains(p))), TEXT, TEXT)
              .entry();
      case "POSITION", "CHARINDEX" ->
          entry
              .manual("the position of the first string in the second, from 1; 0 if it isn't found")
              .strict(INTEGER, TextKernels.of(Searching::position), TEXT, TEXT)
              .entry();
      case "STRPOS" ->
          entry
              .manual("the position of the second string in the first, from 1; 0 if it isn't found")
              .strict(INTEGER, TextKernels.of((s, p) -> Searching.position(p, s)), TEXT, TEXT)
              .entry();
      case "INSTR" -> instr(entry);
      case "STARTS_WITH", "STARTSWITH" ->
          entry
              .manual("whether the first string begins with the second")
              .strict(BOOLEAN, TextKernels.of((s, p) -> Kernels.bool(s.startsWith(p))), TEXT, TEXT)
              .entry();
      case "ENDS_WITH", "ENDSWITH" ->
          entry
              .manual("whether the first string ends with the second")
              .strict(BOOLEAN, TextKernels.of((s, p) -> Kernels.bool(s.endsWith(p))), TEXT, TEXT)
              .entry();
      case "STRCMP" ->
          entry
              .manual(
                  "-1, 0 or 1, if the first string is less than, equal to or greater than the"
                      + " second")
              .strict(INTEGER, TextKernels.of(Joining::compare), TEXT, TEXT)
              .entry();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private interface OfText {
    String apply(String text);
  }

  private interface OfCount {
    String apply(String text, long count);
  }

  private interface OfTwo {
    String apply(String text, String other);
  }

  private interface OfThree {
    String apply(String text, String other, String third);
  }

  private interface OfPadding {
    String apply(String text, long length, String fill);
  }

  private static Entry text(Entry.Builder entry, String manual, OfText function) {
    return entry.manual(manual).strict(TEXT, TextKernels.of(function::apply), TEXT).entry();
  }

  private static Kernel counted(OfCount function) {
    return TextKernels.strict((v, look) -> function.apply((String) v[0], (Long) v[1]));
  }

  private static Entry three(Entry.Builder entry, String manual, OfThree function) {
    return entry
        .manual(manual)
        .strict(
            TEXT,
            TextKernels.strict(
                (v, look) -> function.apply((String) v[0], (String) v[1], (String) v[2])),
            TEXT,
            TEXT,
            TEXT)
        .entry();
  }

  private static Entry substring(Entry.Builder entry) {
    return entry
        .manual(
            "the substring from character n (from 1), of at most so many characters; or the"
                + " match of a regular expression or of its first group, or NULL if there is none")
        .strict(TEXT, counted(Slices::from), TEXT, BIGINT)
        .strict(
            TEXT,
            TextKernels.strict((v, look) -> Slices.from((String) v[0], (Long) v[1], (Long) v[2])),
            TEXT,
            BIGINT,
            BIGINT)
        .strictOrNull(TEXT, RegexKernels.extract(), TEXT, TEXT)
        .entry();
  }

  private static Entry overlay(Entry.Builder entry) {
    return entry
        .manual(
            "the string with the characters from n on replaced by another string: so many,"
                + " or as many as that has")
        .strict(
            TEXT,
            TextKernels.strict(
                (v, look) ->
                    Slices.overlay(
                        (String) v[0], (String) v[1], (Long) v[2], Lengths.of((String) v[1]))),
            TEXT,
            TEXT,
            INTEGER)
        .strict(
            TEXT,
            TextKernels.strict(
                (v, look) ->
                    Slices.overlay((String) v[0], (String) v[1], (Long) v[2], (Long) v[3])),
            TEXT,
            TEXT,
            INTEGER,
            INTEGER)
        .entry();
  }

  /** As the standard writes it, {@code TRIM(LEADING 'x' FROM y)}: the characters come first. */
  private static Entry trim(Entry.Builder entry) {
    return entry
        .manual(
            "the string without these characters at both ends, or at one; without blanks by"
                + " default")
        .words(
            new Words(
                List.of("BOTH", "LEADING", "TRAILING"),
                word ->
                    switch (word) {
                      case "BOTH" -> trimmed(Trimming::both);
                      case "LEADING" -> trimmed(Trimming::leading);
                      case "TRAILING" -> trimmed(Trimming::trailing);
                      default -> List.of();
                    },
                0))
        .entry();
  }

  private static List<Overload> trimmed(OfTwo function) {
    Kernel kernel = TextKernels.of((characters, text) -> function.apply(text, characters));
    return List.of(new Overload(List.of(TEXT, TEXT), false, TEXT, false, true, kernel));
  }

  private static Entry trim(Entry.Builder entry, String where, OfTwo function) {
    return entry
        .manual("the text without blanks, or other characters, at " + where)
        .strict(TEXT, TextKernels.of(s -> function.apply(s, " ")), TEXT)
        .strict(TEXT, TextKernels.of((s, characters) -> function.apply(s, characters)), TEXT, TEXT)
        .entry();
  }

  private static Entry pad(Entry.Builder entry, String where, OfPadding function) {
    return entry
        .manual(
            "the text brought to n characters by blanks, or another text, %s it, or cut"
                .formatted(where))
        .strict(
            TEXT,
            TextKernels.strict((v, look) -> function.apply((String) v[0], (Long) v[1], " ")),
            TEXT,
            BIGINT)
        .strict(
            TEXT,
            TextKernels.strict(
                (v, look) -> function.apply((String) v[0], (Long) v[1], (String) v[2])),
            TEXT,
            BIGINT,
            TEXT)
        .entry();
  }

  private static Entry instr(Entry.Builder entry) {
    return entry
        .manual(
            "the position of the mth occurrence of the second string in the first, searched"
                + " from character n on, or backwards if n is negative; 0 if it isn't found")
        .strict(INTEGER, TextKernels.of((s, p) -> Searching.position(p, s)), TEXT, TEXT)
        .strict(
            INTEGER,
            TextKernels.strict(
                (v, look) -> Searching.position((String) v[0], (String) v[1], (Long) v[2], 1)),
            TEXT,
            TEXT,
            BIGINT)
        .strict(
            INTEGER,
            TextKernels.strict(
                (v, look) ->
                    Searching.position((String) v[0], (String) v[1], (Long) v[2], (Long) v[3])),
            TEXT,
            TEXT,
            BIGINT,
            BIGINT)
        .entry();
  }
}
