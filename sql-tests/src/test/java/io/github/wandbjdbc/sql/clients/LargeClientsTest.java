package io.github.wandbjdbc.sql.clients;

import static io.github.wandbjdbc.sql.Digits.logged;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.wandbjdbc.sql.Digits;
import io.github.wandbjdbc.sql.DigitsSources;
import io.github.wandbjdbc.standin.StandIn;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that take long to download or to start read the runs as they were. */
@Tag("large-clients")
@Tag("text")
final class LargeClientsTest {

  /** The packages that Spark's own launcher opens to it. */
  static final List<String> OPEN_TO_SPARK =
      Stream.of(
              "java.lang",
              "java.lang.invoke",
              "java.lang.reflect",
              "java.io",
              "java.net",
              "java.nio",
              "java.util",
              "java.util.concurrent",
              "java.util.concurrent.atomic",
              "jdk.internal.ref",
              "sun.nio.ch",
              "sun.nio.cs",
              "sun.security.action",
              "sun.util.calendar")
          .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
          .toList();

  @TempDir static Path directory;
  private static DigitsSources sources;

  @BeforeAll
  static void serve() throws IOException {
    sources = DigitsSources.over(Digits.restedCopy(directory));
  }

  @AfterAll
  static void stop() {
    sources.close();
  }

  @Test
  void arrowReadsBatchesOfColumns() throws Exception {
    List<String> lines =
        new Client("arrow")
            .printed(
                directory,
                List.of("--add-opens=java.base/java.nio=ALL-UNNAMED"),
                "ArrowProgram",
                sources.url(),
                StandIn.API_KEY);

    int steps = Integer.parseInt(logged("adam-long", "/rows_on_disk"));
    int unlogged = steps - Integer.parseInt(logged("adam-long", "/val_rows"));
    assertThat(lines)
        .containsExactly(
            "run_id: Utf8 not null = adam-kill",
            "created_at: Timestamp(MILLISECOND, UTC) = "
                + Instant.parse("2026-11-22T05:54:31.363Z").toEpochMilli(),
            "config.lr: FloatingPoint(DOUBLE) = 0.003",
            "history_rows: Int(64, true) = 935",
            "read_only: Bool = false",
            "6 batches, %d rows, %d of them NULL".formatted(steps, unlogged));
  }

  @Test
  void adbcReadsRowsSchemasAndAMistake() throws Exception {
    List<String> lines =
        new Client("arrow")
            .printed(
                directory,
                List.of("--add-opens=java.base/java.nio=ALL-UNNAMED"),
                "AdbcProgram",
                sources.url(),
                StandIn.API_KEY);

    assertThat(lines)
        .containsExactly(
            "name: Utf8 = lost-the-node",
            "config.lr: FloatingPoint(DOUBLE) = 0.003",
            "created_at: Timestamp(MILLISECOND, UTC) = "
                + Instant.parse("2026-11-22T05:54:31.363Z").toEpochMilli(),
            "run_id: Utf8 not null",
            "UNKNOWN 42S22");
  }

  @Test
  void avaticaServesTheTablesOverHttp() throws Exception {
    List<String> lines =
        new Client("avatica")
            .printed(
                directory,
                List.of(),
                "AvaticaProgram",
                sources.url(),
                StandIn.API_KEY,
                directory.toString());

    int unlogged =
        Integer.parseInt(logged("sgd-hot01", "/rows_on_disk"))
            - Integer.parseInt(logged("sgd-hot01", "/val_rows"));
    assertThat(lines.subList(0, 2)).containsExactly("history TABLE", "sampled_history TABLE");
    assertThat(lines.get(2)).startsWith("adam-eager 0.01 2026-11-22 05:54:27");
    assertThat(lines.get(3))
        .isEqualTo("NaN " + logged("sgd-hot01", "/nan_train_loss") + ", NULL " + unlogged);
    assertThat(lines.get(4)).contains("did you mean \"name\"?");
    assertThat(lines.subList(5, lines.size())).containsExactly("refused", "refused", "refused");
  }

  @Test
  void calciteHasTheRunsAsAJdbcSchema() throws Exception {
    List<String> lines =
        new Client("calcite")
            .printed(
                directory,
                List.of("-Dcalcite.default.charset=UTF-8"),
                "CalciteProgram",
                sources.url(),
                StandIn.API_KEY);

    assertThat(lines.subList(0, 2))
        .containsExactly("lost-the-node 935", "wide-net " + logged("mom-big01", "/max_val_acc"));
    assertThat(String.join("\n", lines))
        .contains(
            "JdbcSort", "fetch=[1]", "JdbcAggregate", "JdbcJoin", "JdbcFilter(condition=[>($");
  }

  @Test
  void hibernateFindsJoinsGroupsAndPagesEntities() throws Exception {
    List<String> lines =
        new Client("hibernate")
            .printed(directory, List.of(), "HibernateProgram", sources.url(), StandIn.API_KEY);

    assertThat(lines)
        .containsExactly(
            "adam-fast adam-eager finished 0.01 2026-11-22T05:54:27 516",
            firstStep("adam-mid1"),
            "adam-long long-haul finished 5.0E-4 2026-11-22T05:54:35 5220",
            "sgd-mid01",
            "mom-big01",
            "mom-mid01",
            "heavy-ball " + logged("mom-mid01", "/max_val_acc") + " 252",
            "sensible-default " + logged("sgd-mid01", "/max_val_acc") + " 252",
            firstStep("sgd-hot01"),
            lines.get(9),
            "2 NaN null",
            "finished 4");
    assertThat(lines.get(9)).startsWith("1 ").endsWith(" null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"H2Platform", "DatabasePlatform"})
  void eclipseLinkPagesByLimitsAndByScrollingForward(String platform) throws Exception {
    List<String> lines =
        new Client("eclipselink")
            .printed(
                directory,
                List.of(),
                "EclipseLinkProgram",
                sources.url(),
                StandIn.API_KEY,
                "org.eclipse.persistence.platform.database." + platform);

    assertThat(lines)
        .containsExactly(
            "adam-fast adam-eager finished 0.01 516",
            "adam-fast",
            "adam-kill",
            "adam-long",
            "adam-mid1",
            "mom-big01",
            "sgd-slow1",
            "adam-long long-haul finished 5.0E-4 5220",
            "sgd-hot01 too-hot finished 60.0 126",
            "crashed 1 " + lines.get(9).split(" ", -1)[2],
            "finished 8 5220");
  }

  @Test
  void schemaCrawlerSeesTablesKeysTypesAndRemarks() throws Exception {
    List<String> lines =
        new Client("schemacrawler")
            .printed(
                directory,
                List.of(),
                "SchemaCrawlerProgram",
                sources.url(),
                StandIn.API_KEY,
                "digits");

    assertThat(lines)
        .startsWith("Weights & Biases", "\"demo-team\".digits")
        .containsSequence("table runs true", "  run_id VARCHAR NOT NULL KEY")
        .contains(
            "  created_at TIMESTAMP NOT NULL",
            "  read_only BOOLEAN",
            "  config.lr DOUBLE",
            "table history true",
            "  _step BIGINT NOT NULL KEY",
            "  train/loss DOUBLE",
            "  refers to runs",
            "table sampled_history true",
            "  samples INTEGER NOT NULL");
  }

  @Test
  void sparkReadsInPartitionsFiltersAndListsTheCatalog() throws Exception {
    List<String> lines =
        new Client("spark")
            .printed(directory, OPEN_TO_SPARK, "SparkProgram", sources.url(), StandIn.API_KEY);

    assertThat(lines.subList(0, 7))
        .containsExactly(
            "partitions 4",
            "steps %s %s"
                .formatted(
                    logged("adam-long", "/rows_on_disk"), logged("adam-long", "/max_val_acc")),
            "NaN " + logged("sgd-hot01", "/nan_train_loss"),
            "best adam-mid1 " + logged("adam-mid1", "/max_val_acc"),
            "best sgd-slow1 " + logged("sgd-slow1", "/max_val_acc"),
            lines.get(5),
            lines.get(6));
    assertThat(lines.get(5)).startsWith("later adam-fast 2026-11-22 05:54:27");
    assertThat(lines.get(6)).startsWith("later adam-long 2026-11-22 05:54:35");
    assertThat(lines.subList(7, lines.size()))
        .contains(
            "like mom-big01",
            "like mom-mid01",
            "query adam-fast " + logged("adam-fast", "/config/lr"),
            "query adam-kill " + logged("adam-kill", "/config/lr"),
            "namespace digits",
            "namespace vision",
            "table history",
            "table runs",
            "table sampled_history",
            "joined heavy-ball " + logged("mom-mid01", "/rows_on_disk"),
            "joined wide-net " + logged("mom-big01", "/rows_on_disk"));
  }

  @Test
  void teiidImportsTheTablesOfAProject() throws Exception {
    List<String> lines =
        new Client("teiid")
            .printed(directory, List.of(), "TeiidProgram", sources.url(), StandIn.API_KEY);

    assertThat(lines)
        .containsExactly(
            "lost-the-node 0.003 2026-11-22 05:54:31.363",
            "heavy-ball " + logged("mom-mid01", "/max_val_acc"),
            "wide-net " + logged("mom-big01", "/max_val_acc"));
  }

  @Test
  void jasperReportsDrawsEachRunsLossCurve() throws Exception {
    Path picture = Path.of("target/loss-curves.png").toAbsolutePath();

    List<String> lines =
        new Client("jasperreports")
            .printed(
                directory,
                List.of("-Djava.awt.headless=true"),
                "JasperProgram",
                sources.url(),
                StandIn.API_KEY,
                picture.toString());

    List<String> expected = new ArrayList<>(List.of("run,points,best val/acc"));
    for (String runId : wholeCurvesByName()) {
      expected.add(
          "%s,%s,%s"
              .formatted(
                  logged(runId, "/name"),
                  logged(runId, "/val_rows"),
                  logged(runId, "/max_val_acc")));
    }
    assertThat(expected).hasSize(7);
    assertThat(lines).hasSize(9).containsSubsequence(expected);
    assertThat(colours(ImageIO.read(picture.toFile())))
        .contains(0x1f77b4, 0xff7f0e, 0x2ca02c, 0xd62728, 0x9467bd, 0x8c564b, 0xe377c2, 0x555555);
  }

  private static String firstStep(String runId) {
    return "0 %s %s"
        .formatted(logged(runId, "/first/train~1loss"), logged(runId, "/first/val~1acc"));
  }

  /** The runs that the chart shows from their first step to their last. */
  private static List<String> wholeCurvesByName() {
    JsonNode runs = Digits.expected();
    return Digits.runIds().stream()
        .filter(runId -> runs.get(runId).get("rows_on_disk").asInt() < 900)
        .filter(runId -> runs.get(runId).get("nan_train_loss").asInt() == 0)
        .sorted(Comparator.comparing(runId -> runs.get(runId).get("name").asText()))
        .toList();
  }

  private static Set<Integer> colours(BufferedImage picture) {
    return IntStream.range(0, picture.getWidth() * picture.getHeight())
        .map(i -> picture.getRGB(i % picture.getWidth(), i / picture.getWidth()) & 0xffffff)
        .boxed()
        .collect(Collectors.toSet());
  }
}
