package io.github.wandbjdbc.sql;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Names and Javadoc in the sources of all modules mean to a stranger what they mean to us. */
final class NamesTest {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  /** Names that meant something to their authors alone, with the names that took their place. */
  private static final Map<String, String> REPLACED =
      Map.ofEntries(
          Map.entry("Findings", "SharedMetadata"),
          Map.entry("Remembered", "ExpiringCache"),
          Map.entry("Membership", "SharedLease"),
          Map.entry("NotANumber", "NanRewriter"),
          Map.entry("OwnFunctions", "a rewriting before execution"),
          Map.entry("HeldRows", "BufferedRows"),
          Map.entry("RowSlice", "OffsetLimit"),
          Map.entry("RunChoice", "RunSelector"),
          Map.entry("ScanProgress", "ScanContext"),
          Map.entry("Ahead", "Prefetch"),
          Map.entry("ReadAhead", "PrefetchDepth"),
          Map.entry("Surroundings", "ProcessEnvironment"),
          Map.entry("Spread", "Deviation"),
          Map.entry("WholeSum", "CheckedSum"),
          Map.entry("OneZero", "NoNegativeZero"),
          Map.entry("BindRuns", "JoinByRunRule"),
          Map.entry("RunBatches", "JoinedRuns"));

  private static final Pattern TYPE =
      Pattern.compile("^ *(?:[\\w-]+ )*(?:class|interface|record|enum) (\\w+)", Pattern.MULTILINE);

  private static final Pattern ODD_JAVADOC =
      Pattern.compile("/\\*\\*[\\s*]*(?:What|Of those that)\\b");

  private static List<Source> sources = List.of();

  /** A file of Java, below the repository. */
  private record Source(Path path, String text) {
    boolean isMain() {
      return path.toString().replace('\\', '/').contains("src/main/java/");
    }

    String typeName() {
      return path.getFileName().toString().replace(".java", "");
    }

    /** The names of its types, nested ones included. */
    List<String> types() {
      return TYPE.matcher(text).results().map(type -> type.group(1)).toList();
    }
  }

  @BeforeAll
  static void read() throws IOException {
    // The programs of sql-tests/clients are each on their own, as their users would write them.
    Predicate<Path> isOurs =
        path ->
            !path.startsWith(Path.of("sql-tests", "clients"))
                && !path.toString().contains("target" + File.separator);
    try (Stream<Path> files = Files.walk(REPOSITORY)) {
      sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(REPOSITORY::relativize)
              .filter(isOurs)
              .map(path -> new Source(path, text(path)))
              .toList();
    }
  }

  private static String text(Path path) {
    try {
      return Files.readString(REPOSITORY.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theSourcesOfAllModulesAreRead() {
    Set<String> names = sources.stream().map(Source::typeName).collect(toSet());

    assertThat(names)
        .contains("WandbDriver", "QueryEngine", "WandbSchema", "WandbClient", "StandIn")
        .hasSizeGreaterThan(1000);
  }

  @Test
  void noTypeHasANameThatWasReplaced() {
    assertThat(sources)
        .as("names, each with the one that took its place: %s", REPLACED)
        .flatExtracting(Source::types)
        .doesNotContainAnyElementsOf(REPLACED.keySet());
  }

  @Test
  void javadocNamesTheThingInsteadOfAskingWhatItIs() {
    assertThat(sources)
        .filteredOn(source -> ODD_JAVADOC.matcher(source.text()).find())
        .extracting(Source::path)
        .isEmpty();
  }

  @Test
  void noTwoTypesShareAName() {
    Map<String, List<Path>> byName =
        sources.stream()
            .filter(Source::isMain)
            .filter(source -> !source.typeName().equals("package-info"))
            .collect(groupingBy(Source::typeName, mapping(Source::path, toList())));

    assertThat(byName.values()).filteredOn(paths -> paths.size() > 1).isEmpty();
  }
}
