package io.github.wandbjdbc.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The runs that discovery passed over, in whole or in part, since they can't be read. */
final class OddRuns {
  /** So many are named. */
  private static final int NAMED = 5;

  private static final int LONGEST_REASON = 150;

  private final String table;
  private final List<String> others = new ArrayList<>();
  private String first = "";
  private int count;

  /** The runs that {@code table} lacks columns of. */
  OddRuns(String table) {
    this.table = table;
  }

  /** The {@code part} of {@code run} can't be read. */
  void add(String run, String part, Exception failure) {
    add(run, part, reason(failure));
  }

  /** The same, for {@code reason}. */
  void add(String run, String part, String reason) {
    count++;
    if (count == 1) {
      first = "the %s of run %s can't be read (%s)".formatted(part, run, reason);
    } else if (count <= NAMED) {
      others.add("the %s of run %s".formatted(part, run));
    }
  }

  /** The notice, if there were such runs. */
  Optional<Notice> notice() {
    if (count == 0) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder(table).append(": ").append(first);
    others.forEach(other -> text.append(", nor can ").append(other));
    if (count > NAMED) {
      text.append(", nor can %d more".formatted(count - NAMED));
    }
    text.append("; keys that no other run has are not columns");
    return Optional.of(new Notice(Notice.Kind.ODD_RUNS, text.toString()));
  }

  private static String reason(Exception failure) {
    String message =
        failure instanceof JsonProcessingException syntax
            ? syntax.getOriginalMessage()
            : failure.getMessage();
    String line = message == null ? "" : message.lines().findFirst().orElse("");
    if (line.isBlank()) {
      return failure.getClass().getSimpleName();
    }
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
  }
}
