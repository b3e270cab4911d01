package io.github.wandbjdbc.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Tries a target with its corpus, and with so many mutations of that. What it must not do, it
 * throws; what it throws is told with the input, which belongs into the corpus then: {@code
 * src/test/resources/fuzz/<name>}.
 *
 * <p>The same inputs come each time, unless {@code -Dfuzz.seed} is another; {@code
 * -Dfuzz.times=1000} makes them so many times as many. The targets are also what Jazzer's command
 * line takes, which looks where inputs lead and finds more of them: see CONTRIBUTING. With {@code
 * -Dfuzz.corpus=directory} what a target begins with is written there for it.
 */
public final class Fuzzing {
  private static final int LONGEST_SECONDS = 60;

  private final String name;
  private final List<byte[]> corpus = new ArrayList<>();
  private final List<String> tokens = new ArrayList<>();

  private Fuzzing(String name) {
    this.name = name;
  }

  /** Fuzzing that begins with the findings of {@code name}. */
  public static Fuzzing of(String name) {
    Fuzzing fuzzing = new Fuzzing(name);
    Path findings = Path.of("src", "test", "resources", "fuzz", name);
    if (Files.isDirectory(findings)) {
      try (Stream<Path> files = Files.list(findings)) {
        for (Path file : files.sorted().toList()) {
          fuzzing.corpus.add(Files.readAllBytes(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return fuzzing;
  }

  /** Adds an input to begin with. */
  public Fuzzing seed(byte[] input) {
    corpus.add(input);
    return this;
  }

  /** Adds texts to begin with. */
  public Fuzzing seeds(String... texts) {
    for (String text : texts) {
      seed(text.getBytes(StandardCharsets.UTF_8));
    }
    return this;
  }

  /** Adds what is put into inputs now and then. */
  public Fuzzing tokens(String... more) {
    tokens.addAll(List.of(more));
    return this;
  }

  /** Tries {@code target} with the corpus and {@code inputs} mutations. */
  public void run(int inputs, Consumer<byte[]> target) {
    Random random = new Random(Long.getLong("fuzz.seed", 1));
    Mutations mutations = new Mutations(random, tokens);
    String directory = System.getProperty("fuzz.corpus");
    if (directory != null) {
      writeCorpus(Path.of(directory, name));
    }
    corpus.forEach(input -> attempt(target, input));
    long all = (long) inputs * Integer.getInteger("fuzz.times", 1);
    for (long i = 0; i < all; i++) {
      byte[] seed = corpus.get(random.nextInt(corpus.size()));
      byte[] other = corpus.get(random.nextInt(corpus.size()));
      attempt(target, mutations.of(seed, other));
    }
  }

  private void writeCorpus(Path directory) {
    try {
      Files.createDirectories(directory);
      for (int i = 0; i < corpus.size(); i++) {
        Files.write(directory.resolve("seed" + i), corpus.get(i));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void attempt(Consumer<byte[]> target, byte[] input) {
    long begin = System.nanoTime();
    try {
      target.accept(input);
      if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(LONGEST_SECONDS)) {
        throw new IllegalStateException("it takes too long");
      }
    } catch (RuntimeException | Error e) {
      throw new AssertionError(
          "%s fails with %s, in Base64: %s"
              .formatted(name, e, Base64.getEncoder().encodeToString(input)),
          e);
    }
  }
}
