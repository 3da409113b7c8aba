"""``pmo backtest``: the figures of the contract, and a sentence for every wrong use."""

import json
import shutil

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from pmo_toolkit.cli import app
from pmo_toolkit.studies import history_backtest


@pytest.fixture
def table(tmp_path):
    rng = np.random.default_rng(3)
    size = rng.lognormal(5, 1, 16).round(1)
    effort = (9 * size**0.9 * rng.lognormal(0, 0.3, 16)).round(0)
    lines = [
        f"{i},{s},{e},{e / 8},{'new' if i % 2 else 'old'}"
        for i, (s, e) in enumerate(zip(size, effort, strict=True))
    ]
    path = tmp_path / "finished.csv"
    path.write_text("\n".join(["id,Size,Effort,Effort days,Kind", *lines]), encoding="utf-8")
    return path


def run(*arguments):
    return CliRunner().invoke(app, ["backtest", *map(str, arguments)])


def test_the_json_holds_the_figures_of_the_contract_and_names_the_leak(table, tmp_path):
    out = tmp_path / "backtest.json"
    result = run(table, "--target", "effort", "--json", out)
    assert result.exit_code == 0, result.output
    made = json.loads(out.read_text(encoding="utf-8"))
    assert (made["n"], made["target"], made["protocol"]) == (16, "Effort", "loo")
    for method in ("default", "median", "ridge_log"):
        assert {"mar", "sa", "mdmre", "pred25"} <= set(made["methods"][method])
    assert {"coverage", "median_ratio_hi_lo"} <= set(made["intervals"]["80"])
    assert [leak["column"] for leak in made["leaks"]] == ["Effort days"]
    assert "Effort days" not in made["drivers"] and made["repeats"] == 1
    assert made["not_used"][0]["column"] == "id" or made["not_used"][1]["column"] == "id"
    assert "80%" in result.output.replace("\u00a0", "") and "Effort days" in result.output


def test_columns_are_dropped_on_request_and_the_run_repeats(table, tmp_path):
    for name in ("a.json", "b.json"):
        run(
            table,
            "--target",
            "Effort",
            "--drop",
            "Kind, id",
            "--protocol",
            "kfold",
            "--json",
            tmp_path / name,
        )
    made = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert made["dropped"] == ["Kind", "id"] and made["drivers"] == ["Size"]
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


@pytest.mark.parametrize(
    ("text", "arguments", "message"),
    [
        ("a,b\n1,2\n", ["--target", "c"], "no column"),
        ("a,b\nx,2\ny,3\n", ["--target", "a"], "cannot be predicted"),
        ("a,b\n" + "5,2\n" * 12, ["--target", "a"], "cannot be predicted"),
        ("a,b\n1,2\n2,3\n", ["--target", "a"], "only 2 rows"),
        (
            "a,b\n" + "".join(f"{i},1\n" for i in range(1, 13)),
            ["--target", "a"],
            "no column is left",
        ),
    ],
)
def test_a_table_that_cannot_be_measured_is_refused_in_a_sentence(
    tmp_path, text, arguments, message
):
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    result = run(path, *arguments)
    assert result.exit_code == 2
    assert message in result.output and "Traceback" not in result.output


def test_what_a_workspace_declares_of_its_drivers_holds(sample, tmp_path, monkeypatch):
    copied = tmp_path / "copied"
    shutil.copytree(sample, copied)
    toml = copied / "workspace.toml"
    declared = '[drivers]\nknown_before = ["actual_duration_days"]\ndrop = ["class"]\n'
    toml.write_text(f"{toml.read_text(encoding='utf-8')}\n{declared}", encoding="utf-8")
    measured = {}

    def measure(history, settings, **options):
        measured.update(history=history, settings=settings, **options)
        raise ZeroDivisionError

    monkeypatch.setattr(history_backtest, "backtest_history", measure)
    run(copied, "--target", "actual_effort_person_hours", "--keep", "size", "--drop", "Department")
    history = measured["history"]
    assert history.keep == ("actual_duration_days", "size")
    assert not {"class", "department"} & {*history.present}
    assert "actual_duration_days" not in [leak.column for leak in history.known_afterwards]
    assert measured["settings"].seed == 20261122 and measured["protocol"] is None


def test_of_a_workspace_only_a_result_can_be_predicted(sample):
    refused = run(sample, "--target", "user_count")
    assert refused.exit_code == 2 and "no result of a project" in refused.output


def test_houses_are_predicted_whole_on_request(tmp_path):
    rng = np.random.default_rng(5)
    size = rng.lognormal(5, 0.7, 60)
    client = np.repeat(list("ABCDEF"), 10)
    level = dict(zip("ABCDEF", (0.25, 0.5, 1, 1.5, 3, 6), strict=True))
    hours = [5 * s * level[c] * rng.lognormal(0, 0.1) for s, c in zip(size, client, strict=True)]
    path = tmp_path / "finished.csv"
    pd.DataFrame({"size": size, "client": client, "hours": hours}).to_csv(path, index=False)

    def figures(*options):
        done = run(path, "--target", "hours", *options, "--json", "-")
        assert done.exit_code == 0, done.stderr
        return json.loads(done.stdout)

    mixed, whole = figures(), figures("--groups", "Client")
    assert (mixed["groups"], whole["groups"]) == (None, "client")
    assert "client" in mixed["drivers"] and "client" not in whole["drivers"]
    # A house that is new is known far worse, and the ranges say so.
    assert mixed["methods"]["default"]["sa"] > whole["methods"]["default"]["sa"] + 0.2
    widths = [found["intervals"]["80"]["median_ratio_hi_lo"] for found in (mixed, whole)]
    assert widths[1] > 3 * widths[0]
    said = run(path, "--target", "hours", "--groups", "client").stdout
    assert "whole houses by client" in said


def test_too_few_houses_are_refused_in_a_sentence(table):
    done = run(table, "--target", "Effort", "--groups", "nowhere")
    assert done.exit_code == 2 and "nowhere" in done.stderr
    same = pd.read_csv(table).assign(house="one")
    same.to_csv(table, index=False)
    done = run(table, "--target", "Effort", "--groups", "house")
    assert done.exit_code == 2 and "names 1 of the 3 houses" in done.stderr
