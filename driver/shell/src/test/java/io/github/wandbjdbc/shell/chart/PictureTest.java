package io.github.wandbjdbc.shell.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class PictureTest {
  private static final ChartOptions PICTURE = ChartOptions.picture();
  private static final String CURVES =
      "SELECT _step, run_id, \"val/acc\" FROM history WHERE \"val/acc\" IS NOT NULL";

  @TempDir Path folder;

  @Test
  void svgHoldsALineForEachSeriesAndItsName() throws Exception {
    Path file = folder.resolve("val-acc.svg");

    String messages = Drawn.inFile(CURVES, file, PICTURE);

    Document svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    assertThat(svg.getDocumentElement().getAttribute("width")).isEqualTo("900");
    assertThat(svg.getDocumentElement().getTextContent())
        .contains("val/acc", "_step", "sgd-slow1", "adam-long");
    assertThat(messages).isEmpty();
  }

  @Test
  void svgIsTheSameEachTime() throws Exception {
    Drawn.inFile(CURVES, folder.resolve("one.svg"), PICTURE);
    Drawn.inFile(CURVES, folder.resolve("two.SVG"), PICTURE);

    assertThat(folder.resolve("one.svg")).hasSameTextualContentAs(folder.resolve("two.SVG"));
  }

  @Test
  void pngIsPainted() throws Exception {
    Path file = folder.resolve("val-acc.png");

    Drawn.inFile(CURVES, file, PICTURE.withSize(400, 300));

    var image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isEqualTo(800);
    assertThat(image.getHeight()).isEqualTo(600);
    assertThat(image.getRGB(0, 0)).isEqualTo(0xffffffff);
  }

  @Test
  void barsHaveTheirValuesBesideThem() throws Exception {
    Path file = folder.resolve("best.svg");

    Drawn.inFile("SELECT v, x FROM (VALUES ('a<b', 0.25), ('c', -3)) AS t(v, x)", file, PICTURE);

    assertThat(Files.readString(file)).contains(">a&lt;b<", ">0.25<", ">-3<");
  }

  @Test
  void gapsAreToldAmongTheMessages() throws Exception {
    String sql = "SELECT _step, \"val/acc\" FROM history WHERE run_id = 'adam-fast'";

    assertThat(Drawn.inFile(sql, folder.resolve("a.svg"), PICTURE))
        .isEqualTo("val/acc: 495 NULL left out\n");
  }

  @Test
  void aFileThatCannotBeIsRefusedBeforeTheRowsAreRead() {
    assertThatThrownBy(() -> Charts.check(Path.of("loss.gif")))
        .hasMessage("a chart can't be written to loss.gif: the file's name ends in .svg or .png");
    assertThatThrownBy(() -> Charts.check(Path.of("svg")))
        .hasMessage("a chart can't be written to svg: the file's name ends in .svg or .png");
    assertThatThrownBy(() -> Charts.check(folder.resolve("none/loss.svg")))
        .hasMessageContaining("there is no folder " + folder.resolve("none"));
  }

  @Test
  void aJavaWithoutFontsSaysToWriteSvg() throws Exception {
    Path fonts = Files.writeString(folder.resolve("none.conf"), "<fontconfig></fontconfig>");
    ProcessBuilder program =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path") + File.pathSeparator + "target/test-classes",
            WithoutFonts.class.getName(),
            folder.resolve("loss.svg").toString(),
            folder.resolve("loss.png").toString());
    program.environment().put("FONTCONFIG_FILE", fonts.toString());

    Process process = program.redirectErrorStream(true).start();
    String told = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(told).startsWith("SVG is fine\n");
    // Some systems find fonts without that file.
    assertThat(told.substring("SVG is fine\n".length()))
        .matches("PNG is fine\n|(?s)this Java can't paint PNG .*\\.svg, which needs no fonts.*");
  }

  /** Checks two files in a JVM of its own. */
  static final class WithoutFonts {
    private WithoutFonts() {}

    public static void main(String[] files) throws ChartException {
      Charts.check(Path.of(files[0]));
      System.out.println("SVG is fine");
      try {
        Charts.check(Path.of(files[1]));
        System.out.println("PNG is fine");
      } catch (ChartException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
