"""Reads a project through the official client and prints what it saw as one line of JSON.

Usage: official_client.py URL ENTITY PROJECT KEY SCRATCH_DIRECTORY
"""

import json
import os
import sys

base, entity, project, key, scratch = sys.argv[1:6]
os.environ.update(
    {
        "WANDB_BASE_URL": base,
        "WANDB_API_KEY": key,
        "WANDB_SILENT": "true",
        "WANDB_ERROR_REPORTING": "false",
        "DO_NOT_TRACK": "1",
        "NO_PROXY": "127.0.0.1",
        "no_proxy": "127.0.0.1",
    }
)
for name in ("WANDB_CACHE_DIR", "WANDB_CONFIG_DIR", "WANDB_DATA_DIR", "WANDB_DIR"):
    os.environ[name] = os.path.join(scratch, name.lower())
    os.makedirs(os.environ[name])

import wandb  # noqa: E402

api = wandb.Api(timeout=60)
path = f"{entity}/{project}"
everything = api.runs(path, per_page=7)
big = api.run(f"{path}/big")
exported = api.run(f"{entity}/exported/old")
print(
    json.dumps(
        {
            "projects": [p.name for p in api.projects(entity)],
            "length": len(everything),
            "ids": [run.id for run in everything],
            "newest_first": [run.id for run in api.runs(path, order="-created_at")],
            "by_lr": [run.id for run in api.runs(path, order="+config.lr.value")],
            "fast": [run.id for run in api.runs(path, filters={"config.lr": {"$gte": 0.02}})],
            "fast_length": len(api.runs(path, filters={"config.lr": {"$gte": 0.02}})),
            "failed_or_tagged": [
                run.id for run in api.runs(path, filters={"$or": [{"state": "failed"}, {"tags": "baseline"}]})
            ],
            "config": dict(api.run(f"{path}/run00003").config),
            "tags": api.run(f"{path}/run00000").tags,
            "best": api.run(f"{path}/run00003").summary["best"],
            "scanned": [row["_step"] for row in big.scan_history()],
            "loss": [[row["_step"], row["loss"]] for row in big.scan_history(keys=["_step", "loss"], min_step=90, max_step=100)],
            "exported": [[row["_step"], row["loss"]] for row in exported.scan_history()],
            "exported_loss": [[row["_step"], row["loss"]] for row in exported.scan_history(keys=["_step", "loss"])],
            "last_step": big.lastHistoryStep,
            "samples": [row["_step"] for row in big.history(samples=50, pandas=False)],
            "histories": sorted({row["run_id"] for row in everything.histories(samples=10, keys=["loss"])}),
            "nan_steps": [row["_step"] for row in big.scan_history() if row.get("train/loss") != row.get("train/loss") or row.get("train/loss") == "NaN"],
        }
    )
)
