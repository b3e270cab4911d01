package io.github.wandbjdbc.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Nine genuine training runs, written by the official SDK, and what they logged. */
public final class Digits {
  private static final Path HOME = Path.of("src/test/resources/digits");

  private Digits() {}

  /**
   * A copy of the run files below {@code directory}, untouched for a day: a run without an exit
   * record counts as crashed only when its file has rested, which a file of a fresh checkout
   * hasn't.
   */
  public static Path restedCopy(Path directory) throws IOException {
    Path source = HOME.resolve("wandb");
    Path copy = directory.resolve("wandb");
    FileTime yesterday = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
    try (Stream<Path> paths = Files.walk(source)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Path target = copy.resolve(source.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
          Files.setLastModifiedTime(target, yesterday);
        }
      }
    }
    return copy;
  }

  /** The logged values, by run id. */
  public static JsonNode expected() {
    try {
      return new ObjectMapper().readTree(HOME.resolve("expected.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One of the things that a run logged, by its JSON pointer, as {@code toString} has it. */
  public static String logged(String runId, String pointer) {
    JsonNode value = expected().get(runId).at(pointer);
    if (value.isMissingNode()) {
      throw new IllegalArgumentException("no " + pointer + " in " + runId);
    }
    return value.asText();
  }

  /** The run ids. */
  public static List<String> runIds() {
    List<String> ids = new ArrayList<>();
    expected().fieldNames().forEachRemaining(ids::add);
    return ids;
  }
}
