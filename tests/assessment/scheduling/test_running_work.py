"""In which months work under way keeps its people."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from pmo_toolkit.analysis.capacity.running_work import running_work
from pmo_toolkit.assessment.scheduling.months import PlanMonths
from pmo_toolkit.assessment.scheduling.running_work import work_under_way
from pmo_toolkit.assessment.scheduling.work import RoleHours
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace.model import empty_table

AS_OF = dt.date(2026, 12, 1)


def under_way(*rows: dict, ratios: tuple[float, ...] = (1.0,), stated_months: int = 12):
    frame = pd.DataFrame(
        [
            {"project": "F1", "role": "dev", "_row": number, **row}
            for number, row in enumerate(rows, start=2)
        ],
        columns=list(empty_table("in_flight").columns),
    )
    for column in ("finish_estimate", "start_date"):
        frame[column] = pd.to_datetime(frame[column])
    drawn = running_work(frame, lambda *_: ratios, as_of=AS_OF, settings=Settings())
    return work_under_way(
        frame,
        drawn,
        PlanMonths.after(AS_OF),
        as_of=AS_OF,
        roles=(RoleHours("dev", (100.0,) * stated_months, 100.0, 100.0),),
        settings=Settings(),
    )


#: Work whose finish was estimated anew since it began.
ANEW = {"start_date": "2026-11-01", "estimate_duration_days": 10}


def test_the_stated_end_counts_where_estimates_hold():
    found = under_way({"hours_per_month": 40, "finish_estimate": "2027-02-10"})
    work = found.projects[0]
    assert (work.start, work.months, work.finish) == (0, 3, 3)  # December, January, February
    assert work.hours == {"dev": 40}
    assert work.stated_finish == "2027-02-10"
    assert found.questions == ()


def test_work_that_is_not_begun_yet_takes_nobody_before_it_begins():
    row = {"hours_per_month": 40, "start_date": "2027-02-01", "finish_estimate": "2027-04-30"}
    work = under_way(row).projects[0]
    assert (work.start, work.months) == (2, 3)
    assert work.draws == pytest.approx(3, abs=0.1)


def test_it_ends_later_by_what_became_of_such_estimates():
    row = {"hours_per_month": 40, "finish_estimate": "2027-02-28", **ANEW}
    assert under_way(row, ratios=(2.0,)).projects[0].months == 6  # 89 days become 178


def test_draws_are_those_of_the_settings():
    row = {"hours_per_month": 40, "finish_estimate": "2027-06-30", **ANEW}
    work = under_way(row, ratios=(0.5, 1.0, 2.0)).projects[0]
    assert work.draws.shape == (Settings().scheduling.draws,)
    assert work.draws.min() < 5 < 9 < work.draws.max()


def test_who_never_says_when_it_ends_keeps_its_people_and_is_asked():
    found = under_way({"hours_per_month": 40, "title": "Old work"})
    assert found.projects[0].months == 12
    assert "Old work" in found.questions[0].text
    assert "all months that are stated" in found.questions[0].effect


def test_an_end_that_is_over_is_asked_for():
    found = under_way({"hours_per_month": 40, "finish_estimate": "2026-10-31"})
    assert found.questions[0].text == "When will F1 (F1) be finished?"


def test_hours_that_are_not_stated_are_asked_for_and_all_of_the_role():
    found = under_way({"finish_estimate": "2027-01-31"})
    assert found.projects[0].hours == {"dev": 100}
    assert found.projects[0].supposed == {"dev"}
    assert "role dev" in found.questions[0].text


def test_hours_that_are_not_stated_are_the_most_of_other_work():
    other = {"project": "F2", "hours_per_month": 30}
    found = under_way({}, other)
    assert [work.hours for work in found.projects] == [{"dev": 30}, {"dev": 30}]


def test_hours_of_no_role_are_taken_of_each():
    found = under_way({"role": None, "hours_per_month": 40})
    assert found.projects[0].hours == {"dev": 40}
