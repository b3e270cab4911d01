package io.github.wandbjdbc.engine.values.numbers;

/**
 * Trigonometric functions in degrees by PostgreSQL's method, by which those of 30, 45, 60 and 90
 * degrees are exact.
 */
final class Degrees {
  private static final double RADIANS = 0.017453292519943295;
  private static final double SIN_30 = Math.sin(30 * RADIANS);
  private static final double ONE_MINUS_COS_60 = 1 - Math.cos(60 * RADIANS);
  private static final double ASIN_HALF = Math.asin(0.5);
  private static final double ACOS_HALF = Math.acos(0.5);
  private static final double ATAN_1 = Math.atan(1);
  private static final double TAN_45 = sinOfQuarter(45) / cosOfQuarter(45);
  private static final double COT_45 = cosOfQuarter(45) / sinOfQuarter(45);

  private Degrees() {}

  static double sin(double degrees) {
    double angle = degrees % 360;
    int sign = 1;
    if (angle < 0) {
      angle = -angle;
      sign = -sign;
    }
    if (angle > 180) {
      angle = 360 - angle;
      sign = -sign;
    }
    return 0 + sign * sinOfQuarter(angle > 90 ? 180 - angle : angle);
  }

  static double cos(double degrees) {
    double angle = Math.abs(degrees % 360);
    if (angle > 180) {
      angle = 360 - angle;
    }
    return angle > 90 ? 0 - cosOfQuarter(180 - angle) : cosOfQuarter(angle);
  }

  static double tan(double degrees) {
    double angle = firstHalf(degrees);
    double sign = signOfTangent(degrees, angle);
    double acute = angle > 90 ? 180 - angle : angle;
    return 0 + sign * (sinOfQuarter(acute) / cosOfQuarter(acute) / TAN_45);
  }

  static double cot(double degrees) {
    double angle = firstHalf(degrees);
    double sign = signOfTangent(degrees, angle);
    double acute = angle > 90 ? 180 - angle : angle;
    return 0 + sign * (cosOfQuarter(acute) / sinOfQuarter(acute) / COT_45);
  }

  /** The angle between 0 and 180 degrees whose tangent is the same but for its sign. */
  private static double firstHalf(double degrees) {
    double angle = degrees % 360;
    // -0.0 stays, and has a cotangent below all.
    double size = angle < 0 ? -angle : angle;
    return size > 180 ? 360 - size : size;
  }

  private static int signOfTangent(double degrees, double firstHalf) {
    double angle = degrees % 360;
    int sign = angle < 0 ? -1 : 1;
    if (Math.abs(angle) > 180) {
      sign = -sign;
    }
    return firstHalf > 90 ? -sign : sign;
  }

  static double asin(double value) {
    return value >= 0 ? asinOfPositive(value) : 0 - asinOfPositive(-value);
  }

  static double acos(double value) {
    return value >= 0 ? acosOfPositive(value) : 90 + asinOfPositive(-value);
  }

  static double atan(double value) {
    return Math.atan(value) / ATAN_1 * 45;
  }

  static double atan2(double y, double x) {
    return Math.atan2(y, x) / ATAN_1 * 45;
  }

  private static double sinOfQuarter(double degrees) {
    return degrees <= 30 ? sinUpTo30(degrees) : cosUpTo60(90 - degrees);
  }

  private static double cosOfQuarter(double degrees) {
    return degrees <= 60 ? cosUpTo60(degrees) : sinUpTo30(90 - degrees);
  }

  private static double sinUpTo30(double degrees) {
    return Math.sin(degrees * RADIANS) / SIN_30 / 2;
  }

  private static double cosUpTo60(double degrees) {
    return 1 - (1 - Math.cos(degrees * RADIANS)) / ONE_MINUS_COS_60 / 2;
  }

  private static double asinOfPositive(double value) {
    return value <= 0.5
        ? Math.asin(value) / ASIN_HALF * 30
        : 90 - Math.acos(value) / ACOS_HALF * 60;
  }

  private static double acosOfPositive(double value) {
    return value <= 0.5
        ? 90 - Math.asin(value) / ASIN_HALF * 30
        : Math.acos(value) / ACOS_HALF * 60;
  }
}
