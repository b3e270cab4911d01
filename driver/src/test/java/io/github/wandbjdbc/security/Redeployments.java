package io.github.wandbjdbc.security;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * {@link Application}s one after the other in one JVM, each with class loaders of its own, as
 * containers load them anew; and what the JVM keeps of them.
 */
public final class Redeployments implements AutoCloseable {
  /** OkHttp's and Okio's threads end when they have had nothing to do for a minute. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final int SERVING_THREADS = 4;

  private final ThreadPoolExecutor threads =
      (ThreadPoolExecutor) Executors.newFixedThreadPool(SERVING_THREADS);
  private final ReferenceQueue<ClassLoader> forgotten = new ReferenceQueue<>();
  private final Set<WeakReference<ClassLoader>> loaders = new HashSet<>();

  public Redeployments() {
    // A thread keeps the class loader of whoever starts it.
    threads.prestartAllCoreThreads();
  }

  /** Loads an application, has it connect to {@code url} and end, and forgets it. */
  public void redeploy(String url) throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader("application", classPath(), ClassLoader.getPlatformClassLoader())) {
      Callable<?> application =
          loader
              .loadClass(Application.class.getName())
              .asSubclass(Callable.class)
              .getConstructor(String.class, ExecutorService.class)
              .newInstance(url, threads);
      assertThat(application.call()).isEqualTo(Application.statements());
      loaders.add(new WeakReference<>(loader, forgotten));
    }
  }

  /**
   * Waits until the JVM keeps at most one of the applications: the JDK's own methods of records
   * keep the class of the record that they met last (JDK 17's {@code MethodHandle.asType}).
   */
  public void awaitAtMostOne() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (loaders.size() > 1 && System.nanoTime() < end) {
      System.gc();
      loaders.remove(forgotten.remove(TimeUnit.SECONDS.toMillis(1)));
    }
    assertThat(loaders).as("applications kept, perhaps by %s", threadsOfThem()).hasSizeLessThan(2);
  }

  private static String threadsOfThem() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getContextClassLoader() instanceof URLClassLoader)
        .map(Thread::getName)
        .collect(joining(", "));
  }

  /** That of the tests without others' drivers, whose threads and lists aren't ours. */
  private static URL[] classPath() throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      File file = new File(path);
      if (!file.isFile() || !isOthersDriver(file)) {
        urls.add(file.toURI().toURL());
      }
    }
    return urls.toArray(URL[]::new);
  }

  private static boolean isOthersDriver(File jar) throws IOException {
    try (JarFile content = new JarFile(jar)) {
      ZipEntry drivers = content.getEntry("META-INF/services/java.sql.Driver");
      if (drivers == null) {
        return false;
      }
      try (InputStream names = content.getInputStream(drivers)) {
        return !new String(names.readAllBytes(), StandardCharsets.UTF_8).contains(".calcite.");
      }
    }
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
  }
}
