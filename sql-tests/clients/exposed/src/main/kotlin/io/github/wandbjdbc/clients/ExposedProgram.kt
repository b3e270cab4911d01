package io.github.wandbjdbc.clients

import org.jetbrains.exposed.sql.Database
import org.jetbrains.exposed.sql.DatabaseConfig
import org.jetbrains.exposed.sql.JoinType
import org.jetbrains.exposed.sql.SortOrder
import org.jetbrains.exposed.sql.Table
import org.jetbrains.exposed.sql.and
import org.jetbrains.exposed.sql.javatime.datetime
import org.jetbrains.exposed.sql.max
import org.jetbrains.exposed.sql.selectAll
import org.jetbrains.exposed.sql.transactions.transaction
import org.jetbrains.exposed.sql.vendors.PostgreSQLDialect

object Runs : Table("runs") {
    val id = varchar("run_id", 64)
    val name = varchar("name", 200)
    val state = varchar("state", 20)
    val learningRate = double("\"config.lr\"").nullable()
    val createdAt = datetime("created_at")
}

object Steps : Table("history") {
    val runId = varchar("run_id", 64)
    val step = long("_step")
    val accuracy = double("\"val/acc\"").nullable()
}

/** Tables of Exposed's; takes a URL and an API key. */
object ExposedProgram {
    @JvmStatic
    fun main(arguments: Array<String>) {
        val (url, key) = arguments
        val driver = "io.github.wandbjdbc.jdbc.WandbDriver"
        Database.registerJdbcDriver("jdbc:wandb", driver, PostgreSQLDialect.dialectName)
        val database = Database.connect(
            url,
            driver,
            password = key,
            databaseConfig = DatabaseConfig { explicitDialect = PostgreSQLDialect() },
        )
        transaction(database) {
            Runs.selectAll()
                .where { Runs.state eq "crashed" }
                .forEach { println("${it[Runs.name]} ${it[Runs.learningRate]} ${it[Runs.createdAt]}") }

            val best = Steps.accuracy.max()
            Steps.join(Runs, JoinType.INNER, Steps.runId, Runs.id)
                .select(Runs.name, best)
                .where { (Runs.id inList listOf("mom-big01", "mom-mid01")) and (Steps.step greater 0L) }
                .groupBy(Runs.name)
                .orderBy(best, SortOrder.DESC)
                .limit(1)
                .offset(1)
                .forEach { println("${it[Runs.name]} ${it[best]}") }
        }
    }
}
