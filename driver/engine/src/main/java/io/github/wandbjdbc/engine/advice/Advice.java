package io.github.wandbjdbc.engine.advice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** The sentences that go on behind what is wrong. */
final class Advice {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_]\\w*");

  private final List<String> sentences = new ArrayList<>();

  /** {@code name} as SQL quotes it. */
  static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  /** {@code node} as SQL writes it. */
  static String written(SqlNode node) {
    return node instanceof SqlIdentifier name
        ? name.names.stream()
            .map(part -> PLAIN.matcher(part).matches() ? part : quoted(part))
            .collect(Collectors.joining("."))
        : node.toString().replace('`', '"');
  }

  /** {@code text} as SQL quotes it. */
  static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** All of {@code names}, quoted: the last after {@code word}. */
  static String list(Collection<String> names, String word) {
    List<String> quoted = names.stream().map(Advice::quoted).distinct().toList();
    int last = quoted.size() - 1;
    return last < 1
        ? String.join("", quoted)
        : quoted.subList(0, last).stream().collect(Collectors.joining(", "))
            + " "
            + word
            + " "
            + quoted.get(last);
  }

  void add(String sentence) {
    sentences.add(sentence);
  }

  void addAll(Collection<String> more) {
    sentences.addAll(more);
  }

  /** Asks whether one of {@code names} was meant. */
  void didYouMean(Collection<String> names) {
    sentences.add("did you mean %s?".formatted(list(names, "or")));
  }

  boolean isEmpty() {
    return sentences.isEmpty();
  }

  /** {@code wrong} with all sentences, and {@code place} behind it. */
  String behind(String wrong, @Nullable String place) {
    StringBuilder message = new StringBuilder(wrong);
    sentences.forEach(sentence -> message.append("; ").append(sentence));
    return message.append(place == null ? "" : place).toString();
  }
}
