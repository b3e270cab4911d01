// Rows as objects, and values in a GString as parameters; takes a URL and an API key.
import groovy.sql.Sql

def (url, key) = args
Sql.withInstance(url, "", key, "io.github.wandbjdbc.jdbc.WandbDriver") { sql ->
    sql.eachRow('SELECT name, "config.lr" AS lr FROM runs WHERE state = \'crashed\'') { run ->
        println "$run.name $run.lr"
    }
    def id = "adam-long"
    def best = sql.firstRow("SELECT MAX(\"val/acc\") AS accuracy FROM history WHERE run_id = $id")
    println best.accuracy
}
