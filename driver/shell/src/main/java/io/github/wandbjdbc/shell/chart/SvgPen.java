package io.github.wandbjdbc.shell.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/** Writes SVG, which whoever shows it finds the letters for: no fonts are needed here. */
final class SvgPen implements Pen {
  private final StringBuilder svg = new StringBuilder();

  SvgPen(int width, int height) {
    svg.append(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" \
        font-family="DejaVu Sans, Verdana, Arial, sans-serif">
        """
            .formatted(width, height));
    rectangle(0, 0, width, height, "#ffffff");
  }

  @Override
  public void line(double[] xs, double[] ys, String colour, double width, float[] dashes) {
    svg.append("<polyline fill=\"none\" stroke=\"").append(colour).append('"');
    svg.append(" stroke-width=\"").append(number(width)).append('"');
    svg.append(" stroke-linejoin=\"round\"");
    if (dashes.length > 0) {
      svg.append(" stroke-dasharray=\"");
      for (int i = 0; i < dashes.length; i++) {
        svg.append(i == 0 ? "" : " ").append(number(dashes[i]));
      }
      svg.append('"');
    }
    svg.append(" points=\"");
    for (int i = 0; i < xs.length; i++) {
      svg.append(i == 0 ? "" : " ").append(number(xs[i])).append(',').append(number(ys[i]));
    }
    svg.append("\"/>\n");
  }

  @Override
  public void dot(double x, double y, double radius, String colour) {
    svg.append("<circle cx=\"").append(number(x)).append("\" cy=\"").append(number(y));
    svg.append("\" r=\"").append(number(radius)).append("\" fill=\"").append(colour);
    svg.append("\"/>\n");
  }

  @Override
  public void rectangle(double x, double y, double width, double height, String colour) {
    svg.append("<rect x=\"").append(number(x)).append("\" y=\"").append(number(y));
    svg.append("\" width=\"").append(number(width)).append("\" height=\"").append(number(height));
    svg.append("\" fill=\"").append(colour).append("\"/>\n");
  }

  @Override
  public void text(String text, double x, double y, Anchor anchor, int size, String colour) {
    svg.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y));
    svg.append("\" font-size=\"").append(size).append("\" fill=\"").append(colour).append('"');
    svg.append(
        switch (anchor) {
          case START -> "";
          case MIDDLE -> " text-anchor=\"middle\"";
          case END -> " text-anchor=\"end\"";
        });
    svg.append('>');
    text.codePoints().forEach(this::letter);
    svg.append("</text>\n");
  }

  private void letter(int letter) {
    switch (letter) {
      case '<' -> svg.append("&lt;");
      case '>' -> svg.append("&gt;");
      case '&' -> svg.append("&amp;");
      default -> svg.appendCodePoint(letter);
    }
  }

  /** Hundredths are enough, and the same on each machine. */
  private static String number(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  @Override
  public byte[] bytes() {
    return (svg + "</svg>\n").getBytes(StandardCharsets.UTF_8);
  }
}
