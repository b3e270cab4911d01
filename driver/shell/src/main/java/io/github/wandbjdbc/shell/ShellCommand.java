package io.github.wandbjdbc.shell;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lines of the shell that are no statements. */
enum ShellCommand {
  /** Lists the commands. */
  HELP("", "lists these commands"),
  /** Lists the tables. */
  TABLES("", "lists the tables"),
  /** Lists the columns of a table. */
  COLUMNS("TABLE", "lists the columns of a table, and so the metrics of history"),
  /** Lists the metrics. */
  METRICS("", "lists what the newest runs logged"),
  /** Tells what a statement costs. */
  EXPLAIN("STATEMENT", "says which requests a statement takes"),
  /** Chooses how rows are printed. */
  FORMAT("FORM", "prints rows as table, csv, json, markdown or latex"),
  /** Ends the shell. */
  QUIT("", "ends the shell, as Ctrl-D does");

  private final String operand;
  private final String purpose;

  ShellCommand(String operand, String purpose) {
    this.operand = operand;
    this.purpose = purpose;
  }

  /** As it is typed. */
  String word() {
    return "!" + name().toLowerCase(Locale.ROOT);
  }

  /** All as they are typed. */
  static List<String> words() {
    return Arrays.stream(values()).map(ShellCommand::word).toList();
  }

  /** The command that {@code line} begins with, its exclamation mark or not. */
  static Optional<ShellCommand> of(String line) {
    String first = line.strip().split("[\\s;]", 2)[0].toLowerCase(Locale.ROOT);
    String word = first.startsWith("!") ? first : "!" + first;
    return word.equals("!exit")
        ? Optional.of(QUIT)
        : Arrays.stream(values()).filter(command -> command.word().equals(word)).findFirst();
  }

  /** The line about it. */
  String help() {
    return "%-20s %s".formatted((word() + " " + operand).strip(), purpose);
  }
}
