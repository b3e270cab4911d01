package io.github.wandbjdbc.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where rows are printed: a terminal's window, or a file or pipe, which has no bounds.
 *
 * @param width in letters of one width; no matter where nobody looks
 * @param height in lines; likewise
 * @param interactive whether it is a terminal
 * @param colors whether it shows letters dimmed
 */
public record Screen(int width, int height, boolean interactive, boolean colors) {
  /** A file or a pipe. */
  public static final Screen NONE = new Screen(0, 0, false, false);

  private static final int USUAL_WIDTH = 80;
  private static final int USUAL_HEIGHT = 24;

  /**
   * That of this process's standard output.
   *
   * <p>A shell that exports COLUMNS and LINES tells the window. Otherwise its size takes a call of
   * the system that Java doesn't have, or a program, and the driver starts none.
   */
  public static Screen ofStandardOutput() {
    return isTerminal(1) ? of(System.getenv()) : NONE;
  }

  static Screen of(Map<String, String> environment) {
    String terminal = environment.getOrDefault("TERM", "");
    boolean colors =
        !terminal.isEmpty()
            && !terminal.equals("dumb")
            && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Screen(
        size(environment.get("COLUMNS"), USUAL_WIDTH),
        size(environment.get("LINES"), USUAL_HEIGHT),
        true,
        colors);
  }

  private static int size(@Nullable String text, int usual) {
    return text != null && text.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(text) : usual;
  }

  /**
   * Whether the file with number {@code descriptor} of this process is a terminal. Linux tells of
   * each; elsewhere it is a terminal only if standard input is one, too.
   */
  public static boolean isTerminal(int descriptor) {
    try {
      String file = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return file.startsWith("/dev/pts/")
          || file.startsWith("/dev/tty")
          || file.startsWith("/dev/console");
    } catch (IOException | RuntimeException e) {
      return isConsole(System.console());
    }
  }

  @SuppressWarnings("SystemConsoleNull") // From JDK 22 on the console itself is asked.
  private static boolean isConsole(@Nullable Console console) {
    if (console == null) {
      return false;
    }
    try {
      return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
    } catch (ReflectiveOperationException e) {
      // Before JDK 22 there was a console only where there was a terminal.
      return true;
    }
  }
}
