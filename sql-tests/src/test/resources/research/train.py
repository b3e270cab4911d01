"""Makes the runs beside this file with the official client, offline, and says in expected.json what
was logged.

    mkdir -p /tmp/exp/research && cp train.py /tmp/exp/research && cd /tmp/exp/research
    python train.py

Host, user, system and interpreter are called by names that say nothing of the machine; look through
the files (`strings`) before keeping them. Of each run directory the log and `files` are kept.
"""

import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

HERE = Path.cwd()
COMMIT = "0123456789abcdef0123456789abcdef01234567"
REMOTE = "https://example.org/lab/shapes.git"
SYSTEM = "Linux-6.1.0-x86_64-with-glibc2.36"


def start(run_id, **more):
    import wandb

    platform.platform = lambda *any, **more: SYSTEM
    settings = wandb.Settings(
        mode="offline",
        host="workbench",
        username="researcher",
        email="researcher@example.org",
        program="train.py",
        program_relpath="train.py",
        x_executable="python",
        x_stats_sampling_interval=1.0,
        console="wrap",
        silent=True,
        disable_job_creation=True,
        save_code=False,
    )
    return wandb.init(entity="lab", project="shapes", id=run_id, settings=settings, **more)


def files_of(artifact):
    return {name: [entry.size, entry.digest] for name, entry in artifact.manifest.entries.items()}


def whole():
    """A run with all that a log can hold, exit code 0."""
    import wandb

    config = {"lr": 0.1, "optimizer": {"name": "adam", "betas": [0.9, 0.99]}}
    run = start(
        "whole-01",
        name="whole",
        group="first",
        job_type="train",
        tags=["base", "long"],
        notes="All that a log can hold.",
        config=config,
    )
    run.define_metric("epoch", hidden=True)
    run.define_metric("val/*", step_metric="epoch")
    run.define_metric("loss", summary="min,max,mean,last,first")
    run.define_metric("acc", summary="max", step_metric="epoch", step_sync=True)
    print("training begins")
    print("\x1b[32mgreen\x1b[0m and plain")
    print("a warning", file=sys.stderr)
    losses, accs = [0.9, 0.5, 0.2, 0.4, 0.3], [0.1, 0.6, 0.8, 0.7, 0.75]
    for epoch in range(5):
        row = {"epoch": epoch, "loss": losses[epoch], "acc": accs[epoch], "val/f1": accs[epoch] / 2}
        row["system/wheels"] = 4.0 + epoch
        run.log(row)
        sys.stdout.write("\repoch %d" % epoch)
        sys.stdout.flush()
    print()
    sys.stdout.write("upper  0\nlower  0\x1b[A\rupper 10\x1b[B\rlower 10\n\n")
    print("done: \u03b1\u03b2\u03b3")
    table = wandb.Table(columns=["id", "label", "score"], data=[[1, "cat", 0.5], [2, "dog", 0.25]])
    run.log({"predictions": table})
    run.alert(title="Loss is low", text="It fell below 0.25.", level=wandb.AlertLevel.WARN)
    run.alert(title="Done", text="", level="INFO")
    data = wandb.Artifact("digits", type="dataset", metadata={"rows": 3})
    with data.new_file("rows.csv") as file:
        file.write("a,b\n1,2\n3,4\n")
    data.add_reference("https://example.org/more.csv", name="more.csv", checksum=False)
    run.log_artifact(data)
    model = wandb.Artifact("net", type="model", description="The best of them.", metadata={"layers": 2})
    with model.new_file("weights.txt") as file:
        file.write("0.5 0.25\n")
    with model.new_file("readme.md") as file:
        file.write("# Net\n")
    run.log_artifact(model, aliases=["best", "epoch-2"])
    run.summary["best"] = {"epoch": 2, "acc": 0.8}
    run.summary["best"] = {"loss": 0.2}
    run.summary["notes"] = "chosen"
    time.sleep(2.5)
    run.finish()
    return {
        "exit_code": 0,
        "config": config,
        "history": {
            "epoch": [0, 1, 2, 3, 4],
            "loss": losses,
            "acc": accs,
            "val/f1": [acc / 2 for acc in accs],
            "system/wheels": [4.0, 5.0, 6.0, 7.0, 8.0],
        },
        "summary": {
            "loss.min": min(losses),
            "loss.max": max(losses),
            "loss.mean": sum(losses) / 5,
            "loss.last": losses[-1],
            "loss.first": losses[0],
            "acc.max": max(accs),
            "val/f1": accs[-1] / 2,
            "best.loss": 0.2,
            "notes": "chosen",
        },
        "console": [
            [None, "training begins"],
            [None, "\x1b[32mgreen\x1b[0m and plain"],
            ["error", "a warning"],
            [None, "epoch 4"],
            [None, "upper 10"],
            [None, "lower 10"],
            [None, ""],
            [None, "done: \u03b1\u03b2\u03b3"],
        ],
        "alerts": [["WARN", "Loss is low", "It fell below 0.25."], ["INFO", "Done", ""]],
        "metrics": {
            "acc": ["epoch", "max", False],
            "epoch": [None, None, True],
            "loss": [None, "min,max,mean,last,first", False],
            "val/*": ["epoch", None, False],
            "val/f1": ["epoch", None, False],
        },
        "artifacts": {
            "digits": ["dataset", data.digest, None, {"rows": 3}, ["latest"], files_of(data)],
            "net": [
                "model", model.digest, "The best of them.", {"layers": 2}, ["best", "epoch-2", "latest"],
                files_of(model),
            ],
        },
    }


def resumed():
    """A run that was started twice."""
    for part in range(2):
        run = start("again-01", name="again", resume="allow", config={"part": part})
        print("part", part)
        for step in range(3):
            run.log({"value": 10.0 * part + step}, step=3 * part + step)
        run.finish()
        time.sleep(1.2)
    return {
        "exit_code": 0,
        "config": {"part": 1},
        "history": {"value": [0.0, 1.0, 2.0, 10.0, 11.0, 12.0]},
        "summary": {"value": 12.0},
        "console": [[None, "part 0"], [None, "part 1"]],
    }


def failing():
    run = start("fails-01", name="fails")
    run.log({"value": 1.0})
    print("about to fail")
    run.finish(exit_code=1)
    return {
        "exit_code": 1,
        "config": {},
        "history": {"value": [1.0]},
        "summary": {"value": 1.0},
        "console": [[None, "about to fail"]],
    }


def crashing():
    run = start("crash-01", name="crashes")
    run.log({"value": 2.0})
    run.finish(exit_code=254)
    return {"exit_code": 254, "config": {}, "history": {"value": [2.0]}, "summary": {"value": 2.0}, "console": []}


def killed():
    run = start("kill-001", name="killed")
    for step in range(300):
        run.log({"value": float(step), "text": "x" * 100})
        print("step", step)
    time.sleep(60)


CASES = {"whole": whole, "resumed": resumed, "failing": failing, "crashing": crashing, "killed": killed}


def main():
    if len(sys.argv) > 1:
        told = CASES[sys.argv[1]]()
        Path(sys.argv[1] + ".json").write_text(json.dumps(told))
        return
    shutil.rmtree(HERE / "wandb", ignore_errors=True)
    expected = {}
    for name in CASES:
        environment = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(HERE),
            "TZ": "UTC",
            "LANG": "C.UTF-8",
            "WANDB_GIT_COMMIT": COMMIT,
            "WANDB_GIT_REMOTE_URL": REMOTE,
        }
        child = subprocess.Popen([sys.executable, "train.py", name], env=environment, start_new_session=True)
        if name == "killed":
            time.sleep(12)
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        part = HERE / (name + ".json")
        if part.exists():
            expected[name] = json.loads(part.read_text())
            part.unlink()
        time.sleep(1.2)
    (HERE / "expected.json").write_text(json.dumps(expected, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
