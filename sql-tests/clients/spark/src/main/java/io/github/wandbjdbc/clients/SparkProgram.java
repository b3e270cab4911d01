package io.github.wandbjdbc.clients;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Partitions, filters and a catalog, on two local threads; takes a URL and an API key. */
public final class SparkProgram {
  private SparkProgram() {}

  public static void main(String[] arguments) throws Exception {
    String url = arguments[0];
    String key = arguments[1];
    Map<String, String> wandb =
        Map.of("url", url, "password", key, "driver", "io.github.wandbjdbc.jdbc.WandbDriver");
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config(
                "spark.sql.catalog.wandb",
                "org.apache.spark.sql.execution.datasources.v2.jdbc.JDBCTableCatalog")
            .config("spark.sql.catalog.wandb.url", url)
            .config("spark.sql.catalog.wandb.driver", "io.github.wandbjdbc.jdbc.WandbDriver")
            .config("spark.sql.catalog.wandb.password", key)
            .getOrCreate()) {
      printPartitioned(spark, wandb);
      printFiltered(spark, wandb);
      printQuery(spark, wandb);
      printCatalog(spark);
    }
  }

  /** The steps of one run in four ranges, each read by a connection of its own. */
  private static void printPartitioned(SparkSession spark, Map<String, String> wandb) {
    Dataset<Row> history =
        spark
            .read()
            .format("jdbc")
            .options(wandb)
            .option("dbtable", "(SELECT * FROM history WHERE run_id = 'adam-long') AS h")
            .option("partitionColumn", "_step")
            .option("lowerBound", 0)
            .option("upperBound", 5220)
            .option("numPartitions", 4)
            .option("fetchsize", 1000)
            .load();
    System.out.println("partitions " + history.rdd().getNumPartitions());
    print("steps", history.agg(count(lit(1)), max(col("val/acc"))));
  }

  private static void printFiltered(SparkSession spark, Map<String, String> wandb) {
    Dataset<Row> history = table(spark, wandb, "history");
    print(
        "NaN",
        history
            .filter(col("run_id").equalTo("sgd-hot01"))
            .filter(isnan(col("train/loss")))
            .agg(count(lit(1))));
    print(
        "best",
        history
            .filter(col("run_id").isin("adam-mid1", "sgd-slow1"))
            .filter(col("val/acc").isNotNull())
            .groupBy("run_id")
            .agg(max(col("val/acc")))
            .orderBy("run_id"));
    Dataset<Row> runs = table(spark, wandb, "runs");
    print(
        "later",
        runs.filter("created_at >= TIMESTAMP '2026-11-22 05:54:25' AND state = 'finished'")
            .select("run_id", "created_at")
            .orderBy("run_id"));
    print("like", runs.filter("run_id LIKE 'mom%'").select("run_id").orderBy("run_id"));
  }

  private static void printQuery(SparkSession spark, Map<String, String> wandb) {
    print(
        "query",
        spark
            .read()
            .format("jdbc")
            .options(wandb)
            .option("query", "SELECT run_id, \"config.lr\" FROM runs ORDER BY run_id LIMIT 2")
            .load());
  }

  private static void printCatalog(SparkSession spark) {
    print("namespace", spark.sql("SHOW NAMESPACES IN wandb"));
    print("table", spark.sql("SHOW TABLES IN wandb.digits").select("tableName"));
    print(
        "joined",
        spark.sql(
            "SELECT r.name, COUNT(*) FROM wandb.digits.runs r JOIN wandb.digits.history h"
                + " ON h.run_id = r.run_id WHERE r.run_group = 'momentum' GROUP BY r.name"
                + " ORDER BY r.name"));
  }

  private static Dataset<Row> table(SparkSession spark, Map<String, String> wandb, String name) {
    return spark.read().format("jdbc").options(wandb).option("dbtable", name).load();
  }

  private static void print(String what, Dataset<Row> rows) {
    for (Row row : rows.collectAsList()) {
      System.out.println(what + " " + row.mkString(" "));
    }
  }
}
