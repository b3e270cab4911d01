"""Runs and a curve as data frames of pandas, by JPype; takes the jar, a URL and an API key."""
import sys
import warnings

import jpype
import jpype.dbapi2
import pandas

jar, url, key = sys.argv[1:]
# pandas says that it was tested with SQLAlchemy alone.
warnings.filterwarnings("ignore", message="pandas only supports SQLAlchemy")

# Debian keeps JPype's own classes apart from the module, where it doesn't look for them.
jpype.startJVM(classpath=[jar, "/usr/share/java/org.jpype.jar"])
wandb = jpype.dbapi2.connect(url, driver_args={"password": key})
runs = pandas.read_sql(
    'SELECT run_id, "config.lr", history_rows, read_only, created_at FROM runs ORDER BY run_id', wandb)
steps = pandas.read_sql(
    'SELECT _step, "train/loss", "val/acc" FROM history WHERE run_id = ?', wandb, params=("adam-mid1",))
print(" ".join(str(kind) for kind in runs.dtypes))
print(" ".join(str(kind) for kind in steps.dtypes))
print(runs["run_id"][0], runs["config.lr"][0], runs["history_rows"].sum(), runs["created_at"][0])
print(len(steps), steps["val/acc"].count(), steps["val/acc"].max())
sums = pandas.read_sql(
    "SELECT SUM(history_rows) AS exact, CAST(SUM(history_rows) AS BIGINT) AS whole FROM runs", wandb)
print(sums.dtypes["exact"], sums.dtypes["whole"], sums["whole"][0])
wandb.close()
