"""Logs tables of each kind, offline, with the official client: python log_tables.py"""

import os

import wandb

os.environ["WANDB_MODE"] = "offline"
os.environ["WANDB_SILENT"] = "true"

settings = wandb.Settings(disable_code=True, save_code=False, x_disable_stats=True)
run = wandb.init(project="tables", id="plain-01", settings=settings)
run.log({"loss": 1.0})
run.log(
    {
        "predictions": wandb.Table(
            columns=["id", "name", "score", "ok", "meta"],
            data=[
                [1, "a", 0.5, True, {"x": 1}],
                [2, "b", float("nan"), False, None],
                [3, None, None, None, {"x": 3}],
            ],
        ),
        "loss": 0.5,
    }
)
incremental = wandb.Table(columns=["s", "v"], log_mode="INCREMENTAL")
for i in range(3):
    incremental.add_data(i, i * i)
    incremental.add_data(i, -i)
    run.log({"inc": incremental, "loss": 0.1 * i})
mutable = wandb.Table(columns=["s", "v"], log_mode="MUTABLE")
for i in range(2):
    mutable.add_data(i, i * i)
    run.log({"mut": mutable})
run.summary["final"] = wandb.Table(columns=["k"], data=[["z"]])
parts = wandb.Artifact("parts", "dataset")
parts.add(wandb.Table(columns=["id", "p"], data=[[1, 0.1]]), "parts/1")
parts.add(wandb.Table(columns=["id", "p"], data=[[2, 0.2]]), "parts/2")
partitioned = wandb.data_types.PartitionedTable("parts")
parts.add(partitioned, "all")
left = wandb.Table(columns=["id", "l"], data=[[1, "x"], [2, "y"]])
right = wandb.Table(columns=["id", "r"], data=[[1, "X"], [3, "Z"]])
joined = wandb.JoinedTable(left, right, "id")
parts.add(joined, "both")
run.log_artifact(parts)
run.log({"all": partitioned})
run.log({"both": joined})
run.finish()
