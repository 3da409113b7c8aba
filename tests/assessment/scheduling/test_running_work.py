"""Until when work under way keeps its people."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.assessment.scheduling.months import PlanMonths
from pmo_toolkit.assessment.scheduling.running_work import (
    COLUMNS,
    HISTORY_COLUMNS,
    SlipEvidence,
    slip_evidence,
    work_under_way,
)
from pmo_toolkit.core.settings import Settings

AS_OF = dt.date(2026, 12, 1)
NO_SLIP = SlipEvidence({}, ())


def under_way(*rows: dict, evidence: SlipEvidence = NO_SLIP, stated_months: int = 12):
    frame = pd.DataFrame(
        [{"project": "F1", "_row": number, **row} for number, row in enumerate(rows, start=2)],
        columns=list(COLUMNS),
    )
    for column in ("finish_estimate", "start_date"):
        frame[column] = pd.to_datetime(frame[column])
    return work_under_way(
        frame,
        evidence,
        PlanMonths.after(AS_OF),
        as_of=AS_OF,
        stated_months=stated_months,
        settings=Settings(),
    )


def test_without_finished_projects_the_stated_end_counts():
    found = under_way({"role": "dev", "hours_per_month": 40, "finish_estimate": "2027-02-10"})
    work = found.projects[0]
    assert work.months == 3  # December, January, February
    assert work.hours == {"dev": 40}
    assert found.questions == ()


def test_hours_of_a_role_in_several_rows_add_up():
    rows = [
        {"role": "dev", "hours_per_month": hours, "finish_estimate": "2027-01-31"}
        for hours in (40, 20)
    ]
    assert under_way(*rows).projects[0].hours == {"dev": 60}


def test_it_ends_later_by_what_became_of_finished_projects():
    # 334 days have passed of 365 planned: a ratio of .9 is refuted, 1.5 is what is left
    row = {
        "role": "dev",
        "hours_per_month": 40,
        "finish_estimate": "2026-12-31",
        "start_date": "2026-01-01",
        "estimate_duration_days": 365,
    }
    work = under_way(row, evidence=SlipEvidence({}, (0.9, 1.5, 1.5, 1.5))).projects[0]
    days = 365 * 1.5 - 334
    assert work.draws == pytest.approx(days / 30.4375 + 1 / 31)
    assert work.months == 7


def test_it_never_ends_before_its_stated_end():
    row = {
        "role": "dev",
        "hours_per_month": 40,
        "finish_estimate": "2027-06-30",
        "start_date": "2026-06-01",
    }
    ratios = tuple(np.linspace(0.3, 1.6, 20))
    work = under_way(row, evidence=SlipEvidence({}, ratios)).projects[0]
    assert work.draws.min() == pytest.approx(7)
    assert work.draws.max() > 8


def test_who_never_says_when_it_ends_keeps_its_people_and_is_asked():
    found = under_way({"role": "dev", "hours_per_month": 40, "title": "Old work"})
    assert found.projects[0].months == 12
    assert "Old work" in found.questions[0].text
    assert "all months that are stated" in found.questions[0].effect


def test_an_end_that_is_over_is_asked_for():
    found = under_way({"role": "dev", "hours_per_month": 40, "finish_estimate": "2026-10-31"})
    assert found.projects[0].months == 12
    assert "missing or over" in found.questions[0].text


def test_hours_that_are_not_stated_are_asked_for_and_not_nought():
    found = under_way({"role": "dev", "finish_estimate": "2027-01-31"})
    assert found.projects[0].hours == {}
    assert "role dev" in found.questions[0].text


def test_ratios_are_those_of_the_class_where_enough_have_finished():
    rows = [("web", 100, 120)] * 5 + [("data", 100, 300)] * 2 + [(None, 0, 10), ("web", None, 10)]
    evidence = slip_evidence(
        pd.DataFrame(rows, columns=list(HISTORY_COLUMNS), dtype=object).astype(
            dict.fromkeys(HISTORY_COLUMNS[1:], float)
        ),
        5,
    )
    assert evidence.ratios("web") == (1.2,) * 5
    assert len(evidence.ratios("data")) == 7
    assert slip_evidence(pd.DataFrame(columns=list(HISTORY_COLUMNS)), 5).ratios("web") == ()
