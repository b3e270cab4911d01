package io.github.wandbjdbc.shell.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Holds the pictures of {@code docs/dbeaver.md} to the rows of the statements above them; {@code
 * -Dpages=write} writes them.
 */
class GridPictureTest {
  private static final Path DOCS = Path.of("../../docs");
  private static final Pattern GRID =
      Pattern.compile(
          "```sql\n((?:(?!```).)*)```\n\n!\\[[^]]*]\\((images/[a-z-]+-grid\\.svg)\\)",
          Pattern.DOTALL);
  private static final Pattern CHART =
      Pattern.compile(
          "```sql\n-- wandb-sql [^\n]*--chart (\\S+)\n(?:(?!```).)*```\n", Pattern.DOTALL);
  private static final boolean WRITE = "write".equals(System.getProperty("pages"));

  @Test
  void theGridsShowTheRowsOfTheirStatements() throws Exception {
    var grids = GRID.matcher(page("dbeaver.md")).results().toList();

    for (MatchResult grid : grids) {
      Path file = DOCS.resolve(grid.group(2));
      String drawn = Drawn.grid(grid.group(1));
      if (WRITE) {
        Files.writeString(file, drawn);
      }
      assertThat(Files.readString(file)).isEqualTo(drawn);
    }
    assertThat(grids).hasSize(2);
  }

  @Test
  void theChartIsOneThatThePageOfChartsShows() throws Exception {
    String charts = page("charts.md");

    var shown = CHART.matcher(page("dbeaver.md")).results().map(MatchResult::group).toList();

    assertThat(shown).singleElement().satisfies(chart -> assertThat(charts).contains(chart));
  }

  private static String page(String name) throws Exception {
    return Files.readString(DOCS.resolve(name));
  }
}
