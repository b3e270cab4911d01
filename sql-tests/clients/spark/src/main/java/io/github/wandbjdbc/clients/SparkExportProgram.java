package io.github.wandbjdbc.clients;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Writes the histories of a project to Parquet files, and goes on where it was stopped; takes a
 * URL, an API key, a folder, and after how many batches it breaks down, 0 for never.
 */
public final class SparkExportProgram {
  private static final int RUNS_PER_BATCH = 500;
  private static final int TASKS = 8;

  /** Files whose names begin so are none of a table's. */
  private static final String RUNS_FILE = "_runs";

  private SparkExportProgram() {}

  public static void main(String[] arguments) throws Exception {
    String url = arguments[0];
    Path folder = Files.createDirectories(Path.of(arguments[2]));
    int breakdown = Integer.parseInt(arguments[3]);
    Map<String, String> wandb =
        Map.of(
            "url", url, "password", arguments[1], "driver", "io.github.wandbjdbc.jdbc.WandbDriver");
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[" + TASKS + "]")
            .config("spark.ui.enabled", "false")
            .getOrCreate()) {
      Set<String> done = exported(folder);
      List<String> left = new ArrayList<>(runs(spark, wandb));
      left.removeIf(done::contains);
      System.out.println("left " + left.size());
      for (int i = 0; i < left.size(); i += RUNS_PER_BATCH) {
        if (breakdown > 0 && i / RUNS_PER_BATCH == breakdown) {
          System.out.flush();
          Runtime.getRuntime().halt(0);
        }
        List<String> batch = left.subList(i, Math.min(i + RUNS_PER_BATCH, left.size()));
        export(spark, wandb, batch, folder.resolve("batch-" + batch.get(0)));
      }
      System.out.println("rows " + spark.read().parquet(folder + "/batch-*").count());
    }
  }

  private static List<String> runs(SparkSession spark, Map<String, String> wandb) {
    return spark
        .read()
        .format("jdbc")
        .options(wandb)
        .option("query", "SELECT run_id FROM runs WHERE state <> 'running'")
        .load()
        .as(Encoders.STRING())
        .collectAsList();
  }

  /** A batch is there once its list of runs is: that is written last. */
  private static void export(
      SparkSession spark, Map<String, String> wandb, List<String> batch, Path target)
      throws IOException {
    int perTask = (batch.size() + TASKS - 1) / TASKS;
    List<String> predicates = new ArrayList<>();
    for (int i = 0; i < batch.size(); i += perTask) {
      List<String> some = batch.subList(i, Math.min(i + perTask, batch.size()));
      predicates.add(
          some.stream().map(id -> "'" + id + "'").collect(joining(", ", "run_id IN (", ")")));
    }
    Properties properties = new Properties();
    properties.putAll(wandb);
    spark
        .read()
        .jdbc(wandb.get("url"), "history", predicates.toArray(String[]::new), properties)
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(target.toString());
    Files.write(target.resolve(RUNS_FILE), batch);
  }

  /** The runs of batches that are there. */
  private static Set<String> exported(Path folder) throws IOException {
    Set<String> runs = new HashSet<>();
    try (Stream<Path> batches = Files.list(folder)) {
      for (Path batch : batches.toList()) {
        Path list = batch.resolve(RUNS_FILE);
        if (Files.exists(list)) {
          runs.addAll(Files.readAllLines(list));
        }
      }
    }
    return runs;
  }
}
