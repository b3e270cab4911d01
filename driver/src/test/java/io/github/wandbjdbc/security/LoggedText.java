package io.github.wandbjdbc.security;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** All that is logged by the driver and the HTTP client below it, in full. */
public final class LoggedText extends Handler {
  private final StringWriter text = new StringWriter();
  private final List<Logger> loggers = new ArrayList<>();

  public void begin() {
    for (String name : List.of("wandb", "io.github.wandbjdbc", "okhttp3", "org.apache.calcite")) {
      Logger logger = Logger.getLogger(name);
      logger.setLevel(Level.ALL);
      logger.addHandler(this);
      logger.setUseParentHandlers(false);
      loggers.add(logger);
    }
  }

  public void end() {
    for (Logger logger : loggers) {
      logger.setLevel(null);
      logger.removeHandler(this);
      logger.setUseParentHandlers(true);
    }
  }

  public synchronized String text() {
    return text.toString();
  }

  @Override
  public synchronized void publish(LogRecord entry) {
    text.append(entry.getLoggerName()).append(' ').append(entry.getMessage()).append('\n');
    if (entry.getParameters() != null) {
      text.append(Arrays.toString(entry.getParameters())).append('\n');
    }
    if (entry.getThrown() != null) {
      entry.getThrown().printStackTrace(new PrintWriter(text, true));
    }
  }

  @Override
  public void flush() {
    // Nothing is held back.
  }

  @Override
  public void close() {
    end();
  }
}
