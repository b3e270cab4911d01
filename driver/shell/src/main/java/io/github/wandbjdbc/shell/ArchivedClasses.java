package io.github.wandbjdbc.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The program at whose end the launcher's archive of classes is made: it runs a statement over
 * files, and loads what statements over the network need besides, for which nobody is asked.
 */
public final class ArchivedClasses {
  /** Names of classes, a line each. */
  private static final String LIST = "network.classes";

  private ArchivedClasses() {}

  /** Runs with the words of {@code wandb-sql}, and ends the JVM. */
  public static void main(String[] words) throws IOException {
    int code = WandbSql.start(words);
    ClassLoader loader = ArchivedClasses.class.getClassLoader();
    try (InputStream list = ArchivedClasses.class.getResourceAsStream(LIST);
        BufferedReader names =
            new BufferedReader(new InputStreamReader(list, StandardCharsets.US_ASCII))) {
      for (String name = names.readLine(); name != null; name = names.readLine()) {
        load(name, loader);
      }
    }
    System.exit(code);
  }

  /** Those of one JDK may be missing in another. */
  private static void load(String name, ClassLoader loader) {
    try {
      Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      return;
    }
  }
}
