package io.github.wandbjdbc.shell.chart;

import java.nio.file.Path;
import java.util.Locale;

/** The kinds of pictures, known by the ending of the file's name. */
enum PictureFormat {
  SVG {
    @Override
    Pen pen(int width, int height) {
      return new SvgPen(width, height);
    }
  },
  PNG {
    @Override
    Pen pen(int width, int height) throws ChartException {
      // Nobody looks at a window of ours, and a display may be set that isn't there.
      if (System.getProperty("java.awt.headless") == null) {
        System.setProperty("java.awt.headless", "true");
      }
      try {
        Pen pen = new ImagePen(width, height);
        // Letters are what a JDK without fonts fails at.
        pen.text("x", 0, 0, Pen.Anchor.START, 12, "#ffffff");
        return pen;
      } catch (OutOfMemoryError e) {
        throw e;
      } catch (Error | RuntimeException e) {
        // Missing libraries and missing fonts are errors of several kinds there.
        throw new ChartException(
            "this Java can't paint PNG (%s); write to a file that ends in .svg, which needs no fonts, or say --chart without a file; on Debian, \"apt-get install fontconfig fonts-dejavu-core\" and a JDK that isn't the headless minimum make up for it"
                .formatted(e.toString().lines().findFirst().orElse("")),
            e);
      }
    }
  };

  static PictureFormat of(Path file) throws ChartException {
    String name = file.getFileName() == null ? "" : file.getFileName().toString();
    String ending = name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
    for (PictureFormat format : values()) {
      if (name.indexOf('.') >= 0 && format.name().equals(ending)) {
        return format;
      }
    }
    throw new ChartException(
        "a chart can't be written to %s: the file's name ends in .svg or .png".formatted(file));
  }

  /** Draws on an empty picture. */
  abstract Pen pen(int width, int height) throws ChartException;
}
