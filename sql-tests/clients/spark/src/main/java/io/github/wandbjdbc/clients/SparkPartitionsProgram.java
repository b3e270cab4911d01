package io.github.wandbjdbc.clients;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Sums histories in parts, on eight local threads; takes a URL, an API key, the number of steps of
 * the run {@code big}, and a folder.
 */
public final class SparkPartitionsProgram {
  private SparkPartitionsProgram() {}

  public static void main(String[] arguments) throws Exception {
    String url = arguments[0];
    String key = arguments[1];
    Map<String, String> wandb =
        Map.of("url", url, "password", key, "driver", "io.github.wandbjdbc.jdbc.WandbDriver");
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[8]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate()) {
      System.out.println("Spark " + spark.version().charAt(0));
      printBySteps(spark, wandb, arguments[2]);
      System.out.println("now by predicates");
      Dataset<Row> history = byPredicates(spark, wandb, 8);
      print("predicates " + history.rdd().getNumPartitions(), sums(history));
      history.write().partitionBy("run_id").parquet(arguments[3]);
      print("parquet", sums(spark.read().parquet(arguments[3])));
    }
  }

  /** The steps of one run in eight ranges, each read by a connection of its own. */
  private static void printBySteps(SparkSession spark, Map<String, String> wandb, String steps) {
    Dataset<Row> history =
        spark
            .read()
            .format("jdbc")
            .options(wandb)
            .option(
                "dbtable", "(SELECT run_id, _step, loss FROM history WHERE run_id = 'big') AS h")
            .option("partitionColumn", "_step")
            .option("lowerBound", 0)
            .option("upperBound", steps)
            .option("numPartitions", 8)
            .load();
    print("steps " + history.rdd().getNumPartitions(), sums(history));
  }

  /** All histories of the project, in about {@code parts} parts of the same size. */
  private static Dataset<Row> byPredicates(
      SparkSession spark, Map<String, String> wandb, int parts) {
    List<String> predicates =
        spark
            .read()
            .format("jdbc")
            .options(wandb)
            .option("query", "SELECT predicate FROM TABLE(history_partitions(" + parts + "))")
            .load()
            .as(Encoders.STRING())
            .collectAsList();
    Properties properties = new Properties();
    properties.putAll(wandb);
    return spark
        .read()
        .jdbc(wandb.get("url"), "history", predicates.toArray(String[]::new), properties)
        .select("run_id", "_step", "loss");
  }

  private static Dataset<Row> sums(Dataset<Row> history) {
    return history.agg(countDistinct("run_id"), count(lit(1)), sum(col("_step")), sum(col("loss")));
  }

  private static void print(String what, Dataset<Row> rows) {
    for (Row row : rows.collectAsList()) {
      System.out.println(what + ": " + row.mkString(" "));
    }
  }
}
