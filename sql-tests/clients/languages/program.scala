// Rows as an iterator; takes a URL and an API key.
import java.sql.{DriverManager, ResultSet}
import scala.util.Using

def rows[T](result: ResultSet)(row: ResultSet => T): Iterator[T] =
  Iterator.continually(result.next()).takeWhile(identity).map(_ => row(result))

Using.Manager { use =>
  val wandb = use(DriverManager.getConnection(args(0), "", args(1)))
  val runs = use(wandb.createStatement())
  rows(runs.executeQuery("""SELECT name, "config.lr" FROM runs WHERE state = 'crashed'"""))(row =>
    s"${row.getString(1)} ${row.getDouble(2)}"
  ).foreach(println)
  val best = use(wandb.prepareStatement("""SELECT MAX("val/acc") FROM history WHERE run_id = ?"""))
  best.setString(1, "adam-long")
  rows(best.executeQuery())(_.getDouble(1)).foreach(println)
}.get
