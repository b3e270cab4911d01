package io.github.wandbjdbc.jdbc.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.github.wandbjdbc.engine.values.SqlState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The page of errors has each SQLState that there is, with messages that are really given. */
@Timeout(120)
final class ErrorsPageTest {
  private static final Path PAGE = Path.of("../docs/errors.md");

  private static final List<Path> SOURCES =
      Stream.of("../calcite-adapter", "../calcite-adapter/client", "engine", "shell", ".")
          .map(module -> Path.of(module, "src/main/java"))
          .toList();

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| \\[(\\w{5})]\\(#\\S+\\) \\| (.*) \\| `(\\w+)` \\|$");

  private static final Pattern HEADING = Pattern.compile("(?m)^## (\\w{5}): (.*)$");

  /** SQL, Java, or words for a situation, and the message below it. */
  private static final Pattern EXAMPLE =
      Pattern.compile("(?m)^(?:```(sql|java)\\n((?s:.*?))\\n```|(.+):)\\n```text\\n((?s:.*?))```$");

  /** A literal that can only be an SQLState. */
  private static final Pattern LITERAL =
      Pattern.compile("\"((?=[A-Z]*\\d)(?:\\d[0-9A-Z]|HY|XX)[0-9A-Z]{3})\"");

  private static final Pattern CONSTANT = Pattern.compile("\\bSqlState\\.([A-Z_]+)\\b");

  @TempDir Path directory;

  @Test
  void eachSqlStateOfTheSourcesIsOnThePage() throws IOException {
    String page = Files.readString(PAGE);
    Map<String, String> meanings = new TreeMap<>();
    HEADING.matcher(page).results().forEach(found -> meanings.put(found.group(1), found.group(2)));
    Map<String, String> listed = new TreeMap<>();
    ROW.matcher(page).results().forEach(found -> listed.put(found.group(1), found.group(2)));

    assertThat(meanings.keySet()).isEqualTo(statesOfTheSources());
    assertThat(listed).isEqualTo(meanings);
  }

  @Test
  void eachHasAnExample() throws IOException {
    for (String section : HEADING.splitAsStream(Files.readString(PAGE)).skip(1).toList()) {
      assertThat(section).contains("```text\n").contains("**What to do.**");
    }
  }

  @Test
  void theExamplesGiveTheseMessages() throws IOException {
    String page = Files.readString(PAGE);
    Map<String, String> classes =
        ROW.matcher(page)
            .results()
            .collect(Collectors.toMap(row -> row.group(1), row -> row.group(3)));
    Mishaps mishaps = new Mishaps(directory);
    Set<String> words = new HashSet<>();
    List<Executable> checks = new ArrayList<>();
    String told =
        EXAMPLE
            .matcher(page)
            .replaceAll(
                example -> {
                  String state = stateAbove(example.start(), page);
                  SQLException e = failure(mishaps, example, words);
                  checks.add(
                      () -> {
                        assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(state);
                        assertThat(e.getClass().getSimpleName()).isEqualTo(classes.get(state));
                      });
                  String begin = page.substring(example.start(), example.start(4));
                  return Matcher.quoteReplacement(
                      begin + message(e, example.group(4).stripTrailing()) + "\n```");
                });
    if ("write".equals(System.getProperty("pages"))) {
      Files.writeString(PAGE, told);
    }

    assertAll(checks);
    assertThat(Files.readString(PAGE)).isEqualTo(told);
    assertThat(words).isEqualTo(mishaps.words());
  }

  private static SQLException failure(Mishaps mishaps, MatchResult example, Set<String> words) {
    if ("sql".equals(example.group(1))) {
      return Mishaps.ofStatement(example.group(2));
    }
    boolean isJava = example.group(1) != null;
    String key = example.group(isJava ? 2 : 3);
    words.add(key);
    return isJava ? mishaps.ofJava(key) : mishaps.ofSituation(key);
  }

  /** As the page has it, if that is right but for what varies. */
  private static String message(SQLException e, String known) {
    String message = String.valueOf(e.getMessage());
    return pattern(known).matcher(message).matches()
        ? known
        : message.replaceAll("(localhost|127\\.0\\.0\\.1):\\d+", "HOST");
  }

  private static Pattern pattern(String message) {
    return Pattern.compile(
        Stream.of(message.split("…", -1))
            .map(
                words ->
                    Stream.of(words.split("HOST", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining("[a-z0-9.-]+:\\d+")))
            .collect(Collectors.joining(".*")));
  }

  private static String stateAbove(int place, String page) {
    return HEADING
        .matcher(page.substring(0, place))
        .results()
        .map(heading -> heading.group(1))
        .reduce("", (above, next) -> next);
  }

  private static Set<String> statesOfTheSources() throws IOException {
    Set<String> states = new TreeSet<>();
    for (Path sources : SOURCES) {
      try (Stream<Path> files = Files.walk(sources)) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          // The constants count where they are used.
          if (!file.endsWith("SqlState.java")) {
            String source = Files.readString(file);
            LITERAL.matcher(source).results().forEach(found -> states.add(found.group(1)));
            CONSTANT
                .matcher(source)
                .results()
                .forEach(found -> states.add(SqlState.valueOf(found.group(1)).code()));
          }
        }
      }
    }
    return states;
  }
}
