package io.github.wandbjdbc.shell;

import io.github.wandbjdbc.jdbc.PastedAddress;
import java.io.File;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place that a connection is made to.
 *
 * @param url the JDBC URL
 * @param statement what the address of a run or a sweep asks for; null for whole projects
 */
record Destination(String url, @Nullable String statement) {
  private static final String PREFIX = "jdbc:";

  /** The default entity and project of the user's settings. */
  static final Destination OF_SETTINGS = new Destination("jdbc:wandb:", null);

  private static final Pattern STATEMENT =
      Pattern.compile(
          "^\\s*(--.*\\R\\s*)*(select|with|values|explain|table|show|describe|summarize|from)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /**
   * The destination that is called {@code text}: a JDBC URL, {@code team/project}, a folder of run
   * files, one such file, or an address of the web app; empty if it is none of these.
   */
  static Optional<Destination> of(String text) {
    if (text.toLowerCase(Locale.ROOT).startsWith(PREFIX)) {
      return Optional.of(new Destination(text, null));
    }
    if (new File(text).exists() && !text.contains("://")) {
      return Optional.of(new Destination(PastedAddress.ofDirectory(text), null));
    }
    return PastedAddress.of(text).map(place -> new Destination(place.url(), place.statement()));
  }

  /** Whether {@code text} is a statement rather than a place. */
  static boolean isStatement(String text) {
    return STATEMENT.matcher(text).matches();
  }
}
