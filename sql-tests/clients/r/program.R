# The calls of RJDBC, through rJava; takes the jar, a URL and an API key.
arguments <- commandArgs(trailingOnly = TRUE)
library(rJava)
.jinit(classpath = arguments[1])
driver <- .jnew("io.github.wandbjdbc.jdbc.WandbDriver")
properties <- .jnew("java/util/Properties")
invisible(properties$setProperty("password", arguments[3]))
connection <- .jcall(driver, "Ljava/sql/Connection;", "connect", arguments[2], properties)
statement <- .jcall(connection, "Ljava/sql/Statement;", "createStatement")
rows <- .jcall(statement, "Ljava/sql/ResultSet;", "executeQuery",
  'SELECT run_id, "config.lr", history_rows FROM runs ORDER BY run_id LIMIT 3')
while (.jcall(rows, "Z", "next")) {
  cat(.jcall(rows, "S", "getString", 1L), .jcall(rows, "D", "getDouble", 2L),
    .jcall(rows, "D", "getDouble", 3L), "\n")
}
.jcall(connection, "V", "close")
