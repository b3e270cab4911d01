package io.github.wandbjdbc.client.reading;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.lifetime.ByteBudget;
import io.github.wandbjdbc.client.logged.TextLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of texts, one text after the other. A text is UTF-8, whatever else is in it is replaced
 * as in Unicode; its lines end as in Python: by a line feed, a carriage return or both.
 */
public final class LinePages implements Pages<TextLine> {
  private static final int MAX_LINES = 1000;
  private static final int WANTED_CHARS = 1 << 20;

  /** A line that is longer is none that anybody reads as one value. */
  private static final int MAX_LINE = 64 << 20;

  private static final int CHAR_BYTES = 2;

  private final Texts texts;
  private final CallScope scope;
  private @Nullable Begun current;
  private boolean isClosed;

  /** The lines of {@code texts}. */
  public LinePages(Texts texts, CallScope scope) {
    this.texts = texts;
    this.scope = scope;
  }

  /** Texts to be read one after the other, each closed before the next is opened. */
  public interface Texts extends AutoCloseable {

    /** The next text, or null after the last. */
    @Nullable OpenText next();

    @Override
    default void close() {}
  }

  /**
   * A text that has to be closed.
   *
   * @param what it is, for messages
   */
  public record OpenText(String runId, String what, InputStream bytes) {}

  @Override
  public @Nullable List<TextLine> next() {
    while (!isClosed) {
      scope.check();
      Begun text = current == null ? begin() : current;
      if (text == null) {
        return null;
      }
      current = text;
      List<TextLine> page = text.page();
      if (!page.isEmpty()) {
        return page;
      }
      text.close();
      current = null;
    }
    return null;
  }

  private @Nullable Begun begin() {
    OpenText next = texts.next();
    return next == null ? null : new Begun(next);
  }

  @Override
  public void close() {
    isClosed = true;
    if (current != null) {
      current.close();
    }
    texts.close();
  }

  /** A text of which some lines were read. */
  private static final class Begun {
    private final OpenText text;
    private final Reader reader;
    private final StringBuilder line = new StringBuilder();
    private long number;
    private int ahead;

    Begun(OpenText text) {
      this.text = text;
      this.reader = new BufferedReader(new InputStreamReader(text.bytes(), StandardCharsets.UTF_8));
      this.ahead = NOTHING;
    }

    private static final int NOTHING = -2;

    /** The next lines; none after the last. */
    List<TextLine> page() {
      List<TextLine> page = new ArrayList<>();
      long chars = 0;
      try (ByteBudget.Lease memory = ByteBudget.OF_THE_JVM.lease()) {
        while (page.size() < MAX_LINES && chars < WANTED_CHARS) {
          String next = line(memory);
          if (next == null) {
            break;
          }
          page.add(new TextLine(text.runId(), number++, next));
          chars += next.length();
        }
        return page;
      } catch (IOException e) {
        throw new WandbException(
            Kind.UNREACHABLE, "%s can't be read: %s".formatted(text.what(), e.getMessage()), e);
      }
    }

    private int read() throws IOException {
      int next = ahead == NOTHING ? reader.read() : ahead;
      ahead = NOTHING;
      return next;
    }

    private @Nullable String line(ByteBudget.Lease memory) throws IOException {
      line.setLength(0);
      int next = read();
      if (next < 0) {
        ahead = next;
        return null;
      }
      for (; next >= 0 && next != '\n' && next != '\r'; next = read()) {
        line.append((char) next);
        if (line.length() % WANTED_CHARS == 0) {
          look(memory);
        }
      }
      if (next == '\r') {
        int second = read();
        ahead = second == '\n' ? NOTHING : second;
      } else if (next < 0) {
        ahead = next;
      }
      String whole = line.toString();
      if (line.capacity() > WANTED_CHARS) {
        line.setLength(0);
        line.trimToSize();
      }
      return whole;
    }

    private void look(ByteBudget.Lease memory) {
      if (line.length() > MAX_LINE || !memory.take((long) CHAR_BYTES * WANTED_CHARS)) {
        throw new WandbException(
            Kind.LIMIT_EXCEEDED,
            "%s: its line %d has more than %,d characters, too many for a value; leave that run out"
                .formatted(text.what(), number, line.length() - 1));
      }
    }

    void close() {
      try {
        reader.close();
      } catch (IOException e) {
        throw new WandbException(
            Kind.UNREACHABLE, "%s can't be closed: %s".formatted(text.what(), e.getMessage()), e);
      }
    }
  }
}
