package io.github.wandbjdbc.jdbc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Loads the classes of a first statement, in the order in which it needs them, ahead of the threads
 * that use them: reading them is much of a first statement's time.
 *
 * <p>They are loaded, but not initialised. None of their code runs, so that nobody can wait for an
 * initialisation that waits for theirs.
 */
final class ClassPreloader {
  /** Names without {@link #PACKAGE}, as they are in the one jar; a line each. */
  private static final String LIST = "first-statement.classes";

  private static final String PACKAGE = "io.github.wandbjdbc.";

  private ClassPreloader() {}

  /** Loads them all, unless this isn't the one jar, in which libraries have names of our own. */
  static void load() {
    ClassLoader loader = ClassPreloader.class.getClassLoader();
    try (InputStream list = ClassPreloader.class.getResourceAsStream(LIST)) {
      if (list == null) {
        return;
      }
      BufferedReader names =
          new BufferedReader(new InputStreamReader(list, StandardCharsets.US_ASCII));
      for (String name = names.readLine(); name != null; name = names.readLine()) {
        loader.loadClass(PACKAGE + name);
      }
    } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError e) {
      // Who needs a class will load it, and say what is wrong with it.
      return;
    }
  }
}
