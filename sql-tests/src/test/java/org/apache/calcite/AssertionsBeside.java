package org.apache.calcite;

import java.sql.Connection;
import java.sql.DriverManager;

/**
 * A program that runs with assertions beside the driver's jar, and has a class in Calcite's own
 * package: prints whether they are on for that, and for the classes that it is told.
 */
public final class AssertionsBeside {
  private AssertionsBeside() {}

  /** Connects to the URL that comes first; the names of classes follow. */
  public static void main(String[] arguments) throws Exception {
    try (Connection connection = DriverManager.getConnection(arguments[0])) {
      ClassLoader loader = connection.getClass().getClassLoader();
      System.out.println(AssertionsBeside.class.desiredAssertionStatus());
      for (int i = 1; i < arguments.length; i++) {
        System.out.println(Class.forName(arguments[i], false, loader).desiredAssertionStatus());
      }
    }
  }
}
