"""How far a history can be trusted: measured where it can be, told why where it cannot."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit import HistoryReliability, assess_history, load_workspace, report
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.assessment.history import history_of
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.studies.reliability import TARGETS
from tests.workspace.builders import make

AS_OF, EFFORT = "2026-11-22", "effort_person_hours"


@pytest.fixture(scope="module")
def reliability(sample) -> HistoryReliability:
    return assess_history(sample)


def finished(n: int, seed: int = 1, **columns) -> pd.DataFrame:
    """n invented projects whose effort follows their size."""
    rng = np.random.default_rng(seed)
    size = np.exp(rng.normal(5, 0.8, n)).round(1)
    effort = (size * 10 * np.exp(rng.normal(0, 0.4, n))).round(1)
    return pd.DataFrame(
        {
            "project": [f"H{i}" for i in range(n)],
            "actual_effort_person_hours": effort,
            "size": size,
            "size_unit": "function points",
            "class": [("integration", "migration")[i % 2] for i in range(n)],
        }
        | columns
    )


def assess(
    folder, history: pd.DataFrame | None, target: str = "effort_person_hours", **options
) -> HistoryReliability:
    tables = {} if history is None else {"history": history.to_csv(index=False)}
    return assess_history(make(folder, **tables), target, as_of=AS_OF, **options)


def prepared_of(workspace):
    table = workspace.table("history")
    return history_of(workspace, table, settings=workspace.settings).of(EFFORT)


def all_absent(reliability: HistoryReliability, why: str) -> None:
    """Everything but the house's bias says why; every section can be shown."""
    for part in (
        reliability.accuracy,
        reliability.calibration,
        reliability.residuals,
        reliability.learning,
        reliability.over_time,
        reliability.experts,
    ):
        assert isinstance(part, NotAssessed) and why in part.why, part
    assert why in report.history_headline(reliability).text.replace("\u00a0", " ")
    for name in report.__all__:
        if name.startswith("history_"):
            assert "nan" not in getattr(report, name)(reliability).text.split()
    json.loads(reliability.to_json())


def test_the_sample_in_full(reliability):
    assert reliability.not_assessed == ()
    assert (reliability.n, reliability.left_out) == (180, 0)
    assert "size" in reliability.drivers and "class" in reliability.drivers
    assert not any(name.startswith(("estimate", "actual")) for name in reliability.drivers)
    assert {leak.column for leak in reliability.leaks} == {
        "finish_date",
        "actual_cost",
        "actual_duration_days",
    }
    first = reliability.accuracy.methods[0]
    assert first.name == "default" and 0.4 < first.sa_low < first.sa < first.sa_high < 0.8
    planned = reliability.calibration.at(0.8)
    assert planned.kept and 2 < planned.median_ratio_hi_lo < 8
    assert reliability.residuals.groupings == ("class", "department", "size", "finish")
    assert reliability.learning.points[-1].known == 144
    assert reliability.over_time.accuracy.n == 103 and reliability.over_time.learnt_from == 65
    assert reliability.house.clear and reliability.experts.n == 180
    methods = {method.name: method for method in reliability.experts.methods}
    assert methods["experts_corrected"].against_first == "better"
    assert methods["default_with_experts"].sa > methods["default"].sa


def test_all_numbers_are_json_and_the_summary_tells_the_chief_ones(reliability):
    made = json.loads(reliability.to_json())
    assert (
        made["calibration"]["levels"][7]["level"] == 0.8 and made["provenance"]["seed"] == 20261122
    )
    summary = reliability.summary().set_index("figure")["value"]
    assert summary["finished projects"] == "180"
    assert float(summary["80 % ranges held".replace(" %", "\u00a0%")]) == pytest.approx(
        0.8, abs=0.07
    )
    assert "180 projects" in repr(reliability)


def test_every_section_of_the_sample_can_be_shown(reliability):
    for name in report.__all__:
        if name.startswith("history_"):
            assert "not assessed" not in getattr(report, name)(reliability).text


def test_without_a_history(tmp_path):
    found = assess(tmp_path, None)
    all_absent(found, "there is no history of finished projects")
    assert isinstance(found.house, NotAssessed) and found.n == 0


def test_three_projects(tmp_path):
    all_absent(
        assess(tmp_path, finished(3)),
        "holds 3 finished projects with an actual effort, and at least 15",
    )


def test_no_actuals(tmp_path):
    history = finished(20, actual_effort_person_hours="")
    found = assess(tmp_path, history)
    all_absent(found, "none of 20 finished projects states its actual effort")
    assert found.left_out == 20


def test_constant_effort(tmp_path):
    found = assess(tmp_path, finished(20, actual_effort_person_hours=100))
    all_absent(found, "all 20 finished projects have the same effort")
    assert any("same value" in each.what for each in found.findings)


def test_nothing_known_beforehand(tmp_path):
    blank = dict.fromkeys(("size", "size_unit", "class"), "")
    found = assess(tmp_path, finished(20, **blank))
    all_absent(found, "nothing is known of the 20 finished projects")


def test_twenty_projects_are_measured_as_far_as_they_go(tmp_path):
    history = finished(20)
    history["estimate_effort_person_hours"] = history["actual_effort_person_hours"] / 2
    history.loc[3:, "estimate_effort_person_hours"] = np.nan
    found = assess(tmp_path, history)
    assert found.n == 20 and found.accuracy.n == 20
    assert found.calibration.at(0.9) is not None
    assert "20 finished projects are too few" in found.learning.why
    assert "none of 20 finished projects state a start or finish date" in found.over_time.why
    assert "3 finished projects state what experts had estimated" in found.experts.why
    assert "3 finished projects state both" in found.house.why
    assert "three times over" in found.provenance.protocol
    assert found.to_json() == assess(tmp_path, history).to_json()


def test_a_driver_known_only_afterwards_is_never_seen(tmp_path):
    history = finished(16)
    history["final_team_size"] = np.arange(16) + 1
    history["branches"] = np.arange(16) % 5
    proposals = "id,title,final_team_size,branches\nP1,One,3,2\n"
    workspace = load_workspace(
        make(tmp_path, proposals=proposals, history=history.to_csv(index=False))
    )
    prepared = prepared_of(workspace)
    assert [leak.column for leak in prepared.known_afterwards] == ["final_team_size"]
    assert "branches" in prepared.drivers and "final_team_size" not in prepared.drivers
    (first, why), *_ = prepared.dropped
    assert first == "final_team_size" and why.startswith(prepared.leaks[first].reason)


def test_a_driver_that_the_workspace_keeps_is_seen(tmp_path):
    history = finished(16, final_team_size=[2 + place % 5 for place in range(16)])
    house = load_workspace(
        make(
            tmp_path,
            '[drivers]\nkeep = ["final_team_size"]\n',
            proposals="id,title,final_team_size\nP1,One,3\n",
            history=history.to_csv(index=False),
        )
    )
    prepared = prepared_of(house)
    assert prepared.known_afterwards == () and "final_team_size" in prepared.drivers


def test_mixed_units_are_told_with_their_rows(tmp_path):
    history = finished(16)
    history.loc[[2, 5, 9, 12], "actual_effort_person_hours"] /= 160
    prepared = prepared_of(load_workspace(make(tmp_path, history=history.to_csv(index=False))))
    (mixed,) = (odd for odd in prepared.findings if odd.kind == "mixed units")
    assert mixed.column == "actual_effort_person_hours"
    assert prepared.shown_rows(mixed) == (4, 7, 11, 14)


@pytest.mark.slow
def test_public_projects_through_a_workspace(tmp_path, public_data):
    """Desharnais (77 complete projects).

    Its duration is a leak, ranges hold, estimates beat guessing.
    """
    raw = pd.read_csv(public_data / "effort" / "desharnais.csv", na_values="?")
    raw = raw[(raw[["TeamExp", "ManagerExp"]] >= 0).all(axis=1)].dropna()
    drivers = ["TeamExp", "ManagerExp", "Transactions", "Entities", "Envergure", "Length"]
    history = raw[drivers].assign(
        project=[f"H{i}" for i in raw["Project"]],
        actual_effort_person_hours=raw["Effort"],
        size=raw["PointsAdjust"],
        size_unit="function points",
        department=raw["Language"].map("language {:.0f}".format),
    )
    proposals = f"id,title,{','.join(drivers)}\nP1,One,1,2,100,100,20,6\n"
    workspace = make(tmp_path, proposals=proposals, history=history.to_csv(index=False))
    found = assess_history(workspace, as_of=AS_OF)
    assert found.n == 77
    assert "Length" not in found.drivers and "length" not in found.drivers
    assert 0.3 < found.accuracy.methods[0].sa < 0.7
    assert abs(found.calibration.at(0.8).coverage - 0.8) < 0.1
    assert found.learning.points[-1].known == 61
    assert found.residuals.groupings[0] == "department"


@pytest.mark.parametrize("target", ["effort", "actual_cost", ""])
def test_unknown_targets_are_named_with_those_that_exist(sample, target):
    with pytest.raises(UsageError, match=", ".join(TARGETS)):
        assess_history(sample, target)


@pytest.mark.parametrize("target", ["cost", "duration_days"])
def test_other_targets_speak_their_own_words(tmp_path, target):
    history = finished(9).rename(columns={"actual_effort_person_hours": f"actual_{target}"})
    history[f"estimate_{target}"] = history[f"actual_{target}"] / 2
    found = assess(tmp_path, history, target)
    assert found.what == TARGETS[target][0]
    assert f"9 finished projects with an actual {found.what}" in found.accuracy.why
    assert (
        found.house.ratio == pytest.approx(2)
        and f"estimates of {found.what}" in report.history_headline(found).text
    )
