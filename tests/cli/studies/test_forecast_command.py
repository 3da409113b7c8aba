"""``pmo forecast``: the keys of the contract, and a sentence for every wrong use."""

from __future__ import annotations

import json

import pytest

from tests.cli.commands import pmo
from tests.flow_series import moving


@pytest.fixture
def counts(tmp_path):
    path = tmp_path / "weeks.csv"
    days = [f"2022-{month:02d}-{day:02d}" for month in range(1, 13) for day in (3, 10, 17, 24)]
    rows = zip(days, moving(len(days)), strict=True)
    lines = "\n".join(f"{day},{number:g}" for day, number in rows)
    path.write_text(f"week,items\n{lines}\n", encoding="utf-8")
    return path


def test_the_json_holds_the_keys_of_the_contract(counts, tmp_path):
    target = tmp_path / "out.json"
    done = pmo("forecast", counts, "--weeks", 4, "--backtest", "--json", target)
    assert done.exit_code == 0, done.output
    made = json.loads(target.read_text(encoding="utf-8"))
    assert set(made["coverage"]) == set(made["forecast"]) == {"50", "80", "85", "95"}
    assert made["n_origins"] > 10 and made["schema_version"] and made["unit"] == "items"
    (team,) = made["teams"]
    assert len(team["origins"]) == made["n_origins"] and len(team["methods"]) == 5
    assert "At least so many items in 4 weeks" in done.output and "80 % kept" in done.output


def test_json_on_the_screen_is_json_alone(counts):
    made = json.loads(pmo("forecast", counts, "--items", 12, "--json", "-").stdout)
    assert (made["unit"], made["items"], made["weeks"]) == ("weeks", 12, None)


def test_a_workspace_is_forecast_by_its_flow():
    done = pmo("forecast", "sample", "--weeks", 8)
    assert done.exit_code == 0 and "These are sample data." in done.output
    assert "Order tracking" in done.output and "All teams" in done.output


@pytest.mark.parametrize(
    "question", [[], ["--weeks", "2", "--items", "2"], ["--weeks", "0"], ["--items", "two"]]
)
def test_wrong_questions_are_2(counts, question):
    assert pmo("forecast", counts, *question).exit_code != 0


def test_bad_rows_are_told_and_the_rest_is_used(tmp_path):
    path = tmp_path / "weeks.csv"
    days = ("2022-01-03", "2022-01-10", "2022-01-17", "2022-01-24", "2022-01-31")
    text = "\n".join(f"{day},{place}" for place, day in enumerate(days))
    path.write_text(f"week,items\n{text}\n2022-02-07,-4\n", encoding="utf-8")
    done = pmo("forecast", path, "--weeks", 2)
    assert done.exit_code == 1 and "fewer items than none" in done.output
    assert "all items" in done.output
