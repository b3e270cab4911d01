package io.github.wandbjdbc.shell.chart;

import java.util.Arrays;

/**
 * A terminal's characters, in which dots can be set: two columns of four in each character, as
 * Braille has them, or one in ASCII.
 */
final class CellGrid {
  private static final int NONE = -1;
  private static final int[][] BITS = {{1, 2, 4, 64}, {8, 16, 32, 128}};

  private final int width;
  private final int height;
  private final boolean unicode;
  private final int[] dots;
  private final char[] letters;
  private final int[] owners;
  private final int[] shared;

  CellGrid(int width, int height, boolean unicode) {
    this.width = width;
    this.height = height;
    this.unicode = unicode;
    dots = new int[width * height];
    letters = new char[width * height];
    owners = new int[width * height];
    shared = new int[width * height];
    Arrays.fill(owners, NONE);
  }

  private int dotsAcross() {
    return unicode ? 2 : 1;
  }

  private int dotsDown() {
    return unicode ? 4 : 1;
  }

  /** Draws a line of {@code series} between two places; both count from 0 to 1, y upwards. */
  void line(double fromX, double fromY, double toX, double toY, int series, char letter) {
    int x = column(fromX);
    int y = row(fromY);
    int endX = column(toX);
    int endY = row(toY);
    int acrossX = Math.abs(endX - x);
    int acrossY = -Math.abs(endY - y);
    int error = acrossX + acrossY;
    while (true) {
      dot(x, y, series, letter);
      if (x == endX && y == endY) {
        return;
      }
      int twice = 2 * error;
      if (twice >= acrossY) {
        error += acrossY;
        x += x < endX ? 1 : -1;
      }
      if (twice <= acrossX) {
        error += acrossX;
        y += y < endY ? 1 : -1;
      }
    }
  }

  private void dot(int x, int y, int series, char letter) {
    int cell = y / dotsDown() * width + x / dotsAcross();
    if (unicode) {
      dots[cell] |= BITS[x % 2][y % 4];
    } else {
      letters[cell] = letter;
    }
    own(cell, series);
  }

  private void own(int cell, int series) {
    if (owners[cell] != series) {
      shared[cell]++;
    }
    owners[cell] = series;
  }

  /** Puts {@code letter} at a place. */
  void letter(double x, double y, int series, char letter) {
    int cell = row(y) / dotsDown() * width + column(x) / dotsAcross();
    letters[cell] = letter;
    own(cell, series);
  }

  /**
   * Puts {@code letter} on the curve of {@code series} near the column {@code wanted}, where no
   * other curve is; says whether there was such a place.
   */
  boolean label(int wanted, int within, int series, char letter) {
    for (int distance = 0; distance <= within; distance++) {
      for (int column : new int[] {wanted - distance, wanted + distance}) {
        for (int row = 0; row < height && column >= 0 && column < width; row++) {
          int cell = row * width + column;
          if (owners[cell] == series && shared[cell] == 1 && letters[cell] == 0) {
            letters[cell] = letter;
            return true;
          }
        }
      }
    }
    return false;
  }

  private int column(double x) {
    return (int) Math.round(x * (width * dotsAcross() - 1));
  }

  private int row(double y) {
    return (int) Math.round((1 - y) * (height * dotsDown() - 1));
  }

  /** Appends the characters of {@code row}, with {@code ink} for their colours. */
  void append(int row, TerminalInk ink) {
    for (int column = 0; column < width; column++) {
      int cell = row * width + column;
      char shown =
          letters[cell] != 0
              ? letters[cell]
              : dots[cell] != 0 ? (char) ('\u2800' + dots[cell]) : ' ';
      ink.append(String.valueOf(shown), shown == ' ' ? NONE : owners[cell]);
    }
  }
}
