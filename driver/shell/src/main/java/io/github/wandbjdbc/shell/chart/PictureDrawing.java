package io.github.wandbjdbc.shell.chart;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Charts in a file; notes go where messages go, but for that of an incomplete result. */
final class PictureDrawing implements ChartDrawing {
  private final Path file;
  private final PictureFormat format;
  private final Writer messages;
  private final ChartOptions options;

  PictureDrawing(Path file, Writer messages, ChartOptions options) throws ChartException {
    this.file = file;
    this.messages = messages;
    this.options = options;
    format = PictureFormat.of(file);
    // Rather now than when everything has been read.
    format.pen(1, 1);
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
      throw new ChartException(
          Files.isDirectory(file)
              ? "a chart can't be written to %s: that is a folder".formatted(file)
              : "a chart can't be written to %s: there is no folder %s".formatted(file, folder));
    }
  }

  @Override
  public int columns() {
    return options.width();
  }

  @Override
  public void draw(LineChart chart, List<String> notes) throws IOException {
    Pen pen = format.pen(options.width(), options.height());
    new PictureLines(chart, options, pen).draw(incomplete(notes));
    write(pen, notes);
  }

  @Override
  public void draw(BarChart chart, List<String> notes) throws IOException {
    int height = PictureBars.height(chart, options);
    Pen pen = format.pen(options.width(), height);
    new PictureBars(chart, options.width(), height, pen).draw(incomplete(notes));
    write(pen, notes);
  }

  private static String incomplete(List<String> notes) {
    return notes.stream().filter(note -> note.startsWith("incomplete")).findFirst().orElse("");
  }

  private void write(Pen pen, List<String> notes) throws IOException {
    try {
      Files.write(file, pen.bytes());
    } catch (IOException e) {
      throw new ChartException(
          "the chart can't be written to %s: %s".formatted(file, e.getMessage()), e);
    }
    for (String note : notes) {
      messages.write(TerminalWords.cut(note, Integer.MAX_VALUE, options.unicode()) + "\n");
    }
    messages.flush();
  }
}
