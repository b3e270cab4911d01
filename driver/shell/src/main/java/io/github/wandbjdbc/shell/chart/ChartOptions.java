package io.github.wandbjdbc.shell.chart;

import org.jspecify.annotations.Nullable;

/**
 * How a chart is to look.
 *
 * @param width in characters, or in pixels of a picture
 * @param height in lines, or in pixels of a picture
 * @param logX whether the x axis is logarithmic
 * @param logY whether the y axis is logarithmic
 * @param group the column by whose values rows are parted into series; null for the first column of
 *     text that isn't the result's first
 * @param colour whether a terminal shows colours; pictures always have them
 * @param unicode whether a terminal shows more than ASCII
 */
public record ChartOptions(
    int width,
    int height,
    boolean logX,
    boolean logY,
    @Nullable String group,
    boolean colour,
    boolean unicode) {
  private static final int NARROWEST = 20;
  private static final int WIDEST = 10_000;

  public ChartOptions {
    width = Math.min(Math.max(width, NARROWEST), WIDEST);
    height = Math.min(Math.max(height, NARROWEST / 2), WIDEST);
  }

  /** For a terminal whose size isn't known. */
  public static ChartOptions terminal() {
    return new ChartOptions(80, 24, false, false, null, false, true);
  }

  /** For a picture that fits a page. */
  public static ChartOptions picture() {
    return new ChartOptions(900, 540, false, false, null, true, true);
  }

  /** The same with another size; zero or less, as an unknown window tells, is no size. */
  public ChartOptions withSize(int newWidth, int newHeight) {
    return new ChartOptions(
        newWidth > 0 ? newWidth : width,
        newHeight > 0 ? newHeight : height,
        logX,
        logY,
        group,
        colour,
        unicode);
  }

  /** The same with logarithmic {@code axes}: {@code x}, {@code y} or {@code xy}. */
  public ChartOptions withLog(String axes) throws ChartException {
    return switch (axes) {
      case "x" -> withLog(true, false);
      case "y" -> withLog(false, true);
      case "xy", "yx" -> withLog(true, true);
      default ->
          throw new ChartException(
              "--log %s is not an axis; write --log x, --log y or --log xy".formatted(axes));
    };
  }

  private ChartOptions withLog(boolean x, boolean y) {
    return new ChartOptions(width, height, x, y, group, colour, unicode);
  }

  /** The same with series by the values of the column {@code newGroup}. */
  public ChartOptions withGroup(String newGroup) {
    return new ChartOptions(width, height, logX, logY, newGroup, colour, unicode);
  }

  /** The same, with colours in a terminal or without. */
  public ChartOptions withColour(boolean newColour) {
    return new ChartOptions(width, height, logX, logY, group, newColour, unicode);
  }

  /** The same, with Unicode in a terminal or ASCII alone. */
  public ChartOptions withUnicode(boolean newUnicode) {
    return new ChartOptions(width, height, logX, logY, group, colour, newUnicode);
  }
}
