package io.github.wandbjdbc.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of the command line.
 *
 * @param all whether a terminal shows all rows
 * @param url the JDBC URL
 * @param sql the statement, null if it comes from standard input
 */
record Arguments(OutputFormat format, boolean all, String url, @Nullable String sql) {
  static final String USAGE =
      """
      usage: java -jar wandb-jdbc.jar [--format <format>] [--all] [--url] <jdbc-url> [<sql>]

      Runs one SQL statement over Weights & Biases, or over local run files, and prints the rows.
      Without <sql> the statement is read from standard input.

        jdbc:wandb:/entity/project             the API, with the key of WANDB_API_KEY or netrc
        jdbc:wandb:file:./wandb                local run files

        --format table|csv|json|markdown|latex
                     how rows are printed; table by default
        --all        prints all rows to a terminal, too, rather than the first 500
        --help       prints this
        --version    prints the version

      A terminal shows a table cut to its width (COLUMNS, or 80), and a single row upright; files and
      pipes get everything.

      Rows go to standard output, warnings and errors to standard error. The exit code is 0, or 1
      if the statement failed, 2 if the command line is wrong, or 3 if the statement failed behind
      some rows: those are printed, and incomplete.
      """;

  /** Takes {@code words} apart; a {@link UsageException} says what is wrong with them. */
  static Arguments parse(String... words) {
    OutputFormat format = OutputFormat.TABLE;
    boolean all = false;
    String url = null;
    List<String> rest = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      String word = words[i];
      if (word.equals("--format") || word.startsWith("--format=")) {
        format = format(valueOf(word, i + 1 < words.length ? words[i + 1] : null));
        i += word.equals("--format") ? 1 : 0;
      } else if (word.equals("--all")) {
        all = true;
      } else if (word.equals("--url") || word.startsWith("--url=")) {
        url = valueOf(word, i + 1 < words.length ? words[i + 1] : null);
        i += word.equals("--url") ? 1 : 0;
      } else if (word.startsWith("--") && !word.contains(" ")) {
        throw new UsageException("unknown option " + word);
      } else {
        rest.add(word);
      }
    }
    if (url == null) {
      if (rest.isEmpty()) {
        throw new UsageException("a JDBC URL is missing");
      }
      url = rest.remove(0);
    }
    if (rest.size() > 1) {
      throw new UsageException("one statement at a time; put it in quotes");
    }
    return new Arguments(format, all, url, rest.isEmpty() ? null : rest.get(0));
  }

  private static String valueOf(String option, @Nullable String next) {
    int equals = option.indexOf('=');
    if (equals > 0) {
      return option.substring(equals + 1);
    }
    return Optional.ofNullable(next)
        .orElseThrow(() -> new UsageException(option + " needs a value"));
  }

  private static OutputFormat format(String name) {
    return Arrays.stream(OutputFormat.values())
        .filter(format -> format.word().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException("--format is table, csv, json, markdown or latex, not " + name));
  }

  /** Without the URL, which may hold a key. */
  @Override
  public String toString() {
    return "Arguments[format=%s, all=%s]".formatted(format, all);
  }

  /** A command line that can't be understood. */
  static final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
      super(message);
    }
  }
}
