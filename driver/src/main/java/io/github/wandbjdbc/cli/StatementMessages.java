package io.github.wandbjdbc.cli;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The lines that tell a terminal what a statement has to say besides its rows. */
public final class StatementMessages {
  private StatementMessages() {}

  /** The text about {@code e}, which may have several lines. */
  public static String error(SQLException e) {
    return "error %s: %s"
        .formatted(e.getSQLState(), TerminalText.of(String.valueOf(e.getMessage())));
  }

  /** Tells {@code line} of {@code first}, if there is one, and of the warnings behind it. */
  public static void warnings(@Nullable SQLWarning first, Consumer<String> line) {
    for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
      line.accept(
          "warning %s: %s"
              .formatted(
                  warning.getSQLState(), TerminalText.of(String.valueOf(warning.getMessage()))));
    }
  }
}
