package io.github.wandbjdbc.examples;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.schema.WandbSchema;
import io.github.wandbjdbc.schema.WandbSchemaBuilder;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of docs/embedding.md compile, answer, and send no needless request. */
final class ExamplesTest {
  private static final Pattern RUN_ID = Pattern.compile("(?<=\")r\\d+(?=\")");

  private static final Pattern CODE = Pattern.compile("```(?:java|sql)\n(.*?)```", Pattern.DOTALL);

  @TempDir Path directory;
  private final StandIn standIn = StandIn.start();

  @BeforeEach
  void hold() {
    for (int i = 1; i <= 30; i++) {
      double best = i / 100.0;
      standIn.holds(
          experiment("r" + i)
              .displayName("run-" + i)
              .row(0, Map.of("val/acc", 0.0))
              .row(1, Map.of("val/acc", best)));
    }
  }

  @AfterEach
  void stop() {
    standIn.close();
  }

  @Test
  void aDatabaseAndACsvFileChooseWhoseHistoriesAreRead() throws Exception {
    JdbcDataSource database = owners("r3 ada research", "r7 bob research", "r9 eve sales");
    Files.writeString(
        directory.resolve("datasets.csv"), "run_id:string,dataset:string\nr3,digits\nr7,faces\n");

    WandbSchemaBuilder experiments =
        WandbSchema.builder().baseUrl(standIn.url().toString()).apiKey(StandIn.API_KEY);

    List<String> best = new JoinOtherSources(experiments, database, directory).best("research");

    assertThat(best).containsExactly("run-7 0.07", "run-3 0.03");
    assertThat(historiesRead()).containsExactlyInAnyOrder("r3", "r7");
  }

  @Test
  void theUnionOfAFolderAndAProjectFindsWhatIsNotSynced() throws Exception {
    try (StandIn offline = StandIn.start()) {
      offline.holds(experiment("r29"), experiment("r30"), experiment("r31"), experiment("r32"));
      offline.writesTo(directory);
    }
    WandbSchemaBuilder remote =
        WandbSchema.builder().baseUrl(standIn.url().toString()).apiKey(StandIn.API_KEY);

    WandbSchemaBuilder local = WandbSchema.builder().directory(directory);

    List<String> unsynced = new FindUnsynced(local, remote).runs();

    assertThat(unsynced).containsExactly("r31", "r32");
    assertThat(historiesRead()).isEmpty();
  }

  @Test
  void thePageShowsTheseVeryLines() throws IOException {
    Set<String> known = new HashSet<>();
    for (String module : List.of("", "client", "../driver")) {
      Path examples = Path.of(module, "src/test/java/io/github/wandbjdbc/examples");
      try (Stream<Path> files = Files.list(examples)) {
        for (Path file : files.toList()) {
          Files.readAllLines(file).stream().map(String::strip).forEach(known::add);
        }
      }
    }

    List<String> shown =
        CODE.matcher(embedding())
            .results()
            .flatMap(code -> code.group(1).lines())
            .map(String::strip)
            .toList();

    assertThat(shown).hasSizeGreaterThan(25);
    assertThat(shown).filteredOn(line -> !known.contains(line)).isEmpty();
  }

  private static String embedding() throws IOException {
    return Files.readString(Path.of("../docs/embedding.md"));
  }

  /** The runs whose steps were asked for. */
  private Set<String> historiesRead() {
    return standIn.requests().stream()
        .filter(request -> request.selects("history") || request.selects("sampledHistory"))
        .flatMap(
            request -> {
              Object run = request.argument("run", "name");
              return run == null
                  ? RUN_ID
                      .matcher(String.valueOf(request.argument("runs", "filters")))
                      .results()
                      .map(MatchResult::group)
                  : Stream.of(run.toString());
            })
        .collect(Collectors.toSet());
  }

  private JdbcDataSource owners(String... lines) throws SQLException {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:owners;DB_CLOSE_DELAY=-1");
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("DROP ALL OBJECTS");
      statement.execute(
          "CREATE TABLE \"owners\" (\"run_id\" VARCHAR, \"owner\" VARCHAR, \"team\" VARCHAR)");
      for (String line : lines) {
        statement.execute("INSERT INTO \"owners\" VALUES ('" + line.replace(" ", "', '") + "')");
      }
    }
    return database;
  }
}
