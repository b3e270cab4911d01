package io.github.wandbjdbc.engine.values.texts;

import static io.github.wandbjdbc.engine.values.ValueType.BIGINT;
import static io.github.wandbjdbc.engine.values.ValueType.INTEGER;
import static io.github.wandbjdbc.engine.values.ValueType.TEXT;

import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Family;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.LongFunction;

/** Functions that turn texts into others: numbers of characters, digests, how names sound. */
public final class EncodingFunctions implements Family {
  private static final List<String> NAMES =
      List.of(
          "ASCII",
          "CHR",
          "MD5",
          "SHA1",
          "SHA256",
          "SHA512",
          "TO_HEX",
          "TO_OCT",
          "TO_BIN",
          "TO_BASE64",
          "FROM_BASE64",
          "SOUNDEX",
          "DIFFERENCE",
          "LEVENSHTEIN");

  @Override
  public String title() {
    return "Characters, digests, likeness";
  }

  @Override
  public List<String> names() {
    return NAMES;
  }

  @Override
  public Entry entry(String name) {
    Entry.Builder entry = Entry.named(name);
    return switch (name) {
      case "ASCII" ->
          entry
              .manual("the code point of the first character; 0 for the empty string")
              .strict(INTEGER, TextKernels.of(Characters::ascii), TEXT)
              .entry();
      case "CHR" ->
          entry
              .manual("the character with this code point")
              .strict(TEXT, TextKernels.strict((v, look) -> Characters.chr((Long) v[0])), BIGINT)
              .entry();
      case "MD5" -> digest(entry, "MD5");
      case "SHA1" -> digest(entry, "SHA-1");
      case "SHA256" -> digest(entry, "SHA-256");
      case "SHA512" -> digest(entry, "SHA-512");
      case "TO_HEX" -> digits(entry, "hexadecimal", Integer::toHexString, Long::toHexString);
      case "TO_OCT" -> digits(entry, "octal", Integer::toOctalString, Long::toOctalString);
      case "TO_BIN" -> digits(entry, "binary", Integer::toBinaryString, Long::toBinaryString);
      case "TO_BASE64" ->
          entry
              .manual("the string's UTF-8 bytes in Base64, in lines of 76 characters")
              .strict(TEXT, TextKernels.of(Encodings::toBase64), TEXT)
              .entry();
      case "FROM_BASE64" ->
          entry
              .manual("the string whose UTF-8 bytes are given in Base64")
              .strict(TEXT, TextKernels.of(Encodings::fromBase64), TEXT)
              .entry();
      case "SOUNDEX" ->
          entry
              .manual("the Soundex code of an English name: a letter and three digits")
              .strict(TEXT, TextKernels.of(Phonetics::soundex), TEXT)
              .entry();
      case "DIFFERENCE" ->
          entry
              .manual("the similarity of the Soundex codes of two names, from 0 to 4")
              .strict(INTEGER, TextKernels.of(Phonetics::difference), TEXT, TEXT)
              .entry();
      case "LEVENSHTEIN" ->
          entry
              .manual("the edit distance: the number of characters to insert, remove or replace")
              .strict(
                  INTEGER,
                  TextKernels.strict(
                      (v, look) -> EditDistance.of((String) v[0], (String) v[1], look)),
                  TEXT,
                  TEXT)
              .entry();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Entry digest(Entry.Builder entry, String algorithm) {
    return entry
        .manual("the %s digest of the string's UTF-8 bytes, in hexadecimal".formatted(algorithm))
        .strict(TEXT, TextKernels.of(s -> Encodings.digest(s, algorithm)), TEXT)
        .entry();
  }

  private static Entry digits(
      Entry.Builder entry, String what, IntFunction<String> ofInteger, LongFunction<String> of) {
    return entry
        .manual("an integer in %s digits; negative ones in two's complement".formatted(what))
        .strict(
            TEXT,
            TextKernels.strict((v, look) -> ofInteger.apply(((Long) v[0]).intValue())),
            INTEGER)
        .strict(TEXT, TextKernels.strict((v, look) -> of.apply((Long) v[0])), BIGINT)
        .entry();
  }
}
