package io.github.wandbjdbc.shell;

import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes the name that is typed, with its quotes. */
record NameCompleter(Names names) implements Completer {

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    if (!(line instanceof SqlLine typed) || typed.isOfText()) {
      return;
    }
    if (typed.word().startsWith("!")) {
      ShellCommand.words().forEach(word -> add("command", word, candidates));
      return;
    }
    Names.Found found = names.found();
    found.columns().forEach(name -> add("column", name, candidates));
    if (!typed.isOfColumn()) {
      found.tables().forEach(name -> add("table", name, candidates));
      Names.WORDS.forEach(name -> add("SQL", name, candidates));
    }
  }

  private static void add(String group, String name, List<Candidate> candidates) {
    candidates.add(new Candidate(name, name, group, null, null, null, true));
  }
}
