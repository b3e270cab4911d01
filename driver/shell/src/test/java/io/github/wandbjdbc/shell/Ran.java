package io.github.wandbjdbc.shell;

import io.github.wandbjdbc.cli.Screen;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The outcome of a command line.
 *
 * @param code the exit code
 */
record Ran(int code, String out, String err) {
  /** Nine genuine runs. */
  static final Path DIGITS =
      Path.of("../../sql-tests/src/test/resources/digits/wandb").toAbsolutePath().normalize();

  /** One that gives no warning. */
  static final Path ONE_RUN = DIGITS.resolve("offline-run-20261122_055408-sgd-mid01");

  /** Runs {@code words}, with nothing on standard input, into a file. */
  static Ran of(String... words) {
    return of("", Screen.NONE, words);
  }

  /** Runs {@code words} with {@code in} on standard input, seen on {@code screen}. */
  static Ran of(String in, Screen screen, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringWriter err = new StringWriter();
    ByteArrayInputStream typed = new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8));
    int code = new WandbSql(typed, out, new PrintWriter(err), screen, false, false).run(words);
    return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString());
  }
}
