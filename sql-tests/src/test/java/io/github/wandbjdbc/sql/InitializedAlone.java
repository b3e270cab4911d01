package io.github.wandbjdbc.sql;

import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Initializes every class of a jar, and prints those that miss another one, each with that. So
 * classes are found as well whose names are made up at run time.
 */
final class InitializedAlone {
  private InitializedAlone() {}

  public static void main(String[] arguments) throws Exception {
    int initialized = 0;
    try (JarFile jar = new JarFile(arguments[0])) {
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        if (entry.getName().endsWith(".class")) {
          String name = entry.getName().replace('/', '.').replaceFirst("\\.class$", "");
          try {
            Class.forName(name, true, InitializedAlone.class.getClassLoader());
            initialized++;
          } catch (LinkageError e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
              cause = cause.getCause();
            }
            // Some fail for other reasons: Calcite's constants depend on the order.
            if (cause instanceof ClassNotFoundException
                || (cause instanceof LinkageError
                    && !(cause instanceof ExceptionInInitializerError))) {
              System.out.println(name + " misses " + cause.getMessage());
            }
          }
        }
      }
    }
    System.out.println(initialized);
    // Some of them start threads.
    System.exit(0);
  }
}
