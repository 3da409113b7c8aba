"""``pmo backtest``: the figures of the contract, and a sentence for every wrong use."""

import json
import shutil

import numpy as np
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
