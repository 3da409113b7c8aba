"""From a workspace or a table to the forecasts of all its teams."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.studies.flow.study import FlowQuestion, study_flow, study_flow_table

EIGHT = FlowQuestion(weeks=8)


@pytest.fixture(scope="module")
def sample():
    return study_flow("sample")


def written(folder: Path, text: str) -> Path:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_sample_has_two_teams_one_of_which_has_changed(sample):
    assert [team.forecast.team for team in sample.teams] == [
        "Customer account pages",
        "Order tracking",
    ]
    assert len(sample.teams[1].forecast.regimes) == 2 and sample.is_sample
    assert sample.coverage.n_origins > 100 and sample.weeks == 8
    made = sample.as_dict()
    assert made["forecast"] is None and made["teams"][1]["forecast"]["80"] > 20
    assert made["coverage"]["80"] == sample.coverage.share(1)


def test_the_same_inputs_give_the_same_bytes(sample):
    again = study_flow("sample", seed=4)
    assert canonical_json(again.as_dict()) == canonical_json(sample.as_dict())


def test_a_workspace_without_flow_has_no_teams(tmp_path):
    (tmp_path / "proposals.csv").write_text("id,title\nP-1,A portal\n", encoding="utf-8")
    assert study_flow(tmp_path, as_of="2026-11-22").teams == ()


def test_weekly_counts_end_with_the_last_row_of_each_team(tmp_path):
    lines = [f"A,2024-{month:02d}-01,{month}" for month in range(1, 13)]
    lines += [f"B,2020-01-{day:02d},2" for day in (6, 13, 20, 27)]
    study = study_flow_table(written(tmp_path, "Series,Week,Items\n" + "\n".join(lines)), EIGHT)
    first, second = (team.forecast for team in study.teams)
    assert (first.n_weeks, first.last_week) == (48, "2024-11-25")
    assert (second.n_weeks, second.last_week) == (4, "2020-01-27")
    assert isinstance(study.teams[0].measures, NotAssessed)


def test_odd_weeks_are_counted_and_named(tmp_path):
    text = (
        "team,week,items\nA,2024-01-01,3\nA,2024-01-08,-2\na ,2024-01-15,4\nA,soon,5\n"
        "A,2024-02-01,5\nA,2024-02-05,1\nA,2024-02-05,1\nA,2024-02-12,\nA,2099-01-05,4\n"
    )
    study = study_flow_table(written(tmp_path, text), EIGHT, as_of=dt.date(2024, 3, 1))
    assert study.exit_code == 1 and study.teams[0].forecast.n_weeks == 7
    rows = {rows for trouble in study.troubles for rows in (trouble.rows or (trouble.row,))}
    assert rows == {3, 4, 5, 6, 7, 9, 10}
    assert list(study.teams[0].forecast.recent) == [3, 0, 4, 0, 5, 1, 0]


def test_odd_items_are_counted_and_named(tmp_path):
    good = "\n".join(f"x{day},2024-01-{day:02d},2024-01-{day + 3:02d}" for day in range(1, 26))
    text = (
        f"key,start,finished\n{good}\n"
        "1,2024-01-02T10:00:00+02:00,2024-01-05T23:30:00-05:00\n2,2024-01-13,2024-01-09\n"
        "2,2024-01-03,2024-01-09\n3,2024-01-03,2034-01-01\n5,,\n6,soon,2024-01-11\n"
    )
    study = study_flow_table(written(tmp_path, text), FlowQuestion(items=5))
    assert study.exit_code == 0 and study.as_of == dt.date(2024, 1, 28)
    what = " ".join(trouble.what for trouble in study.troubles)
    for part in ("time zone", "listed again", "lies after", "neither start", "cannot be read"):
        assert part.replace("cannot", "can") in what or part in what
    assert study.teams[0].measures.in_progress.n == 1
    assert sum(study.teams[0].forecast.recent) == 28


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("team,week,items\n", "no rows"),
        ("", "is empty"),
        ("a,b\n1,2\n", "found the headers a, b"),
        ("week,items\n2099-01-01,3\n", "no rows that can be used"),
        ("week,items\n2024-01-01,-3\n", "no rows that can be used"),
    ],
)
def test_a_table_that_holds_nothing_is_refused_with_what_is_expected(tmp_path, text, why):
    with pytest.raises(UsageError, match=why):
        study_flow_table(written(tmp_path, text), EIGHT)


@pytest.mark.parametrize(
    "question", [{}, {"weeks": 3, "items": 3}, {"weeks": 0}, {"items": -1}, {"weeks": 5000}]
)
def test_one_number_within_reach_is_asked_for(question):
    with pytest.raises(UsageError):
        FlowQuestion(**question)


def test_a_slip_in_a_year_makes_no_idle_century(tmp_path):
    weeks = "\n".join(f"2024-W{week:02d},{week % 4}" for week in range(1, 31))
    study = study_flow_table(written(tmp_path, f"week,items\n1924-01-07,5\n{weeks}\n"), EIGHT)
    assert (study.teams[0].forecast.first_week, study.teams[0].forecast.n_weeks) == (
        "2024-01-01",
        30,
    )
    assert [(trouble.row, "five years" in trouble.what) for trouble in study.troubles] == [
        (2, True)
    ]


def test_dates_by_day_and_month_are_read_by_what_the_column_shows(tmp_path):
    lines = "\n".join(f"1/{day}/2024,1/{day}/2024" for day in range(1, 31))
    study = study_flow_table(written(tmp_path, f"started,done\n{lines}\n"), EIGHT)
    assert (study.teams[0].forecast.first_week, study.as_of) == (
        "2024-01-01",
        dt.date(2024, 1, 30),
    )


def items_by(days):
    lines = [f"A,{place},{started},{done}" for place, (started, done) in enumerate(days)]
    return "team,item,started,done\n" + "\n".join(lines) + "\n"


def test_days_that_nothing_decides_are_named(tmp_path):
    open_days = [(f"0{day}/05/2026", f"0{day + 1}/06/2026") for day in range(1, 6)]
    study = study_flow_table(written(tmp_path, items_by(open_days)), EIGHT)
    assert [(trouble.column, trouble.rows) for trouble in study.troubles] == [
        ("done", (2, 3, 4, 5, 6)),
        ("started", (2, 3, 4, 5, 6)),
    ]
    assert all("day first" in trouble.what for trouble in study.troubles)


def test_a_column_whose_days_decide_nothing_follows_the_others(tmp_path):
    # month first: the ends show it, the starts do not
    days = [("05/04/2026", "05/13/2026"), ("05/05/2026", "05/20/2026")]
    study = study_flow_table(written(tmp_path, items_by(days)), EIGHT)
    assert not study.troubles
    assert study.teams[0].forecast.first_week == "2026-05-04"
