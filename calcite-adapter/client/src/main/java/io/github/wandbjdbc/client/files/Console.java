package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.ConsoleLine;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Puts what a run wrote to its console into lines, as the official client does before it sends
 * them: the two streams are a terminal each, whose lines are numbered together as they are begun. A
 * terminal knows carriage returns and the cursor's moves up and down, among its last lines; colours
 * and the like stay in the text.
 */
final class Console {
  /** So many lines can still be changed. */
  private static final int HEIGHT = 32;

  /** Far longer than what the official client sends of a line. */
  static final int MAX_LENGTH = 100_000;

  private static final char ESCAPE = '\u001b';

  private final String runId;
  private final Deque<Line> open = new ArrayDeque<>();
  private final Deque<Line> done = new ArrayDeque<>();
  private Terminal out = new Terminal(null);
  private Terminal err = new Terminal("error");
  private long lines;
  private long cut;

  Console(String runId) {
    this.runId = runId;
  }

  /**
   * Writes {@code text} while the result is read, which are the lines that nothing can change any
   * more.
   */
  Iterator<ConsoleLine> write(boolean isError, @Nullable Instant time, String text) {
    return new Written(isError ? err : out, time, text);
  }

  /** Ends all lines; what is written later is another process's. */
  Iterator<ConsoleLine> end() {
    open.forEach(this::end);
    open.clear();
    out = new Terminal(null);
    err = new Terminal("error");
    return new Written(out, null, "");
  }

  /** How many lines were cut off at {@value #MAX_LENGTH} characters. */
  long cut() {
    return cut;
  }

  private void end(Line line) {
    line.isDone = true;
    done.add(line);
    cut += line.isCut ? 1 : 0;
  }

  private Line newLine(@Nullable String level, @Nullable Instant time) {
    Line line = new Line(lines++, level, time);
    open.add(line);
    if (open.size() > HEIGHT) {
      end(open.remove());
    }
    return line;
  }

  /** Writes as far as it has to for the next line. */
  private final class Written implements Iterator<ConsoleLine> {
    private final Terminal terminal;
    private final @Nullable Instant time;
    private final String text;
    private int position;

    Written(Terminal terminal, @Nullable Instant time, String text) {
      this.terminal = terminal;
      this.time = time;
      this.text = text;
    }

    @Override
    public boolean hasNext() {
      while (done.isEmpty() && position < text.length()) {
        int character = text.codePointAt(position);
        position += Character.charCount(character);
        terminal.write(character, time);
      }
      return !done.isEmpty();
    }

    @Override
    public ConsoleLine next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return done.remove().toConsoleLine(runId);
    }
  }

  /** One of the two streams. */
  private final class Terminal {
    private final @Nullable String level;
    private final List<Line> view = new ArrayList<>();
    private int row;
    private int column;

    /** The part of an escape sequence that has come. */
    private String escape = "";

    Terminal(@Nullable String level) {
      this.level = level;
    }

    void write(int character, @Nullable Instant time) {
      if (escape.isEmpty()) {
        switch (character) {
          case '\r' -> column = 0;
          case '\n' -> {
            column = 0;
            down();
          }
          case ESCAPE -> escape = String.valueOf(ESCAPE);
          default -> put(character, time);
        }
      } else if (escape.length() == 1 && character == '[') {
        escape += "[";
      } else if (escape.length() == 2 && character == 'A') {
        escape = "";
        row = Math.max(0, row - 1);
      } else if (escape.length() == 2 && character == 'B') {
        escape = "";
        down();
      } else {
        // Another sequence: it stays in the text.
        escape.chars().forEach(each -> put(each, time));
        escape = "";
        put(character, time);
      }
    }

    private void down() {
      row++;
      if (row >= HEIGHT) {
        if (!view.isEmpty()) {
          view.remove(0);
        }
        row--;
      }
    }

    private void put(int character, @Nullable Instant time) {
      while (row >= view.size()) {
        view.add(newLine(level, time));
      }
      view.get(row).put(character, column);
      column = Math.min(column + 1, MAX_LENGTH);
    }
  }

  private static final class Line {
    private final long number;
    private final @Nullable String level;
    private final @Nullable Instant time;
    private int[] characters = new int[80];
    private int length;
    private boolean isDone;
    private boolean isCut;

    Line(long number, @Nullable String level, @Nullable Instant time) {
      this.number = number;
      this.level = level;
      this.time = time;
    }

    void put(int character, int at) {
      if (isDone) {
        return;
      }
      if (at >= MAX_LENGTH) {
        isCut = true;
        return;
      }
      if (at >= characters.length) {
        characters = Arrays.copyOf(characters, Math.min(MAX_LENGTH, Math.max(at + 1, 2 * at)));
      }
      if (at > length) {
        Arrays.fill(characters, length, at, ' ');
      }
      characters[at] = character;
      length = Math.max(length, at + 1);
    }

    ConsoleLine toConsoleLine(String runId) {
      return new ConsoleLine(runId, number, time, level, null, new String(characters, 0, length));
    }
  }
}
