"""``pmo backtest``: the figures of the contract, and a sentence for every wrong use."""

import json
import shutil

import numpy as np
import pytest
from typer.testing import CliRunner

from pmo_toolkit.analysis.estimating import backtest_table as trial
from pmo_toolkit.cli import app


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
    out = tmp_path / "trust.json"
    result = run(table, "--target", "effort", "--json", out)
    assert result.exit_code == 0, result.output
    made = json.loads(out.read_text(encoding="utf-8"))
    assert (made["n"], made["target"], made["protocol"]) == (16, "Effort", "loo")
    for method in ("default", "median", "ridge_log"):
        assert {"mar", "sa", "mdmre", "pred25"} <= set(made["methods"][method])
    assert {"coverage", "median_ratio_hi_lo"} <= set(made["intervals"]["80"])
    assert [leak["column"] for leak in made["leaks"]] == ["Effort days"]
    assert "Effort days" not in made["drivers"]
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


def test_what_a_workspace_knew_before_is_kept_as_it_declares(sample, tmp_path, monkeypatch):
    copied = tmp_path / "copied"
    shutil.copytree(sample, copied)
    toml = copied / "workspace.toml"
    declared = '[drivers]\nknown_before = ["actual_duration_days"]\n'
    toml.write_text(f"{toml.read_text(encoding='utf-8')}\n{declared}", encoding="utf-8")
    asked = {}
    monkeypatch.setattr(
        trial, "run_trial", lambda table, target, **options: asked.update(options) or 1 / 0
    )
    run(copied, "--target", "actual_effort_person_hours", "--keep", "class")
    assert asked["keep"] == ["class", "actual_duration_days"] and asked["drop"] == []
