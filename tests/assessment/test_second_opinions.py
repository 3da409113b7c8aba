"""Second opinions are fed from stated figures only, and ask for what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.assessment.second_opinions import DAYS_A_MONTH, WEEKDAYS_A_MONTH, second_opinions
from pmo_toolkit.workspace import load_workspace

PROPOSALS = (
    "id,title,department,estimate_effort_person_hours,estimate_duration_days,user_count\n"
    f"A,First,Finance,800,{2 * DAYS_A_MONTH:.6f},400\nB,Second,Legal,,,\n"
    f"C,Third,,400,{4 * DAYS_A_MONTH:.6f},100\n"
)
BENEFITS = (
    "proposal,title,low,mode,high,unit\nA,Saved,6000,12000,15000,money per"
    " year\nA,Faster,1,2,3,unit per year\nB,Calmer,1,2,3,unit per"
    " year\nC,Saved,24000,36000,48000,money per year\n"
)
TITLES = ("value to the business", "urgency", "risk reduction", "impact", "confidence")


def workspace(
    folder: Path, *, scales: tuple[int, ...] = (10,) * 5, scored: str = "AC", hours: str = "8"
):
    (folder / "proposals.csv").write_text(PROPOSALS)
    (folder / "benefits.csv").write_text(BENEFITS)
    rows = [
        f"K-{n},{title},up,0,{high},1"
        for n, (title, high) in enumerate(zip(TITLES, scales, strict=True))
    ]
    (folder / "criteria.csv").write_text(
        "\n".join(["id,title,direction,scale_low,scale_high,weight", *rows]) + "\n"
    )
    said = [
        f"{role},{item},{title},{score}"
        for item in scored
        for title in TITLES
        for role, score in (("Finance director", 4), ("Head of law", 6))
    ]
    (folder / "judgements.csv").write_text(
        "\n".join(["scorer_role,item,criterion,value", *said]) + "\n"
    )
    (folder / "workspace.toml").write_text(f"hours_per_day = {hours}\n" if hours else "")
    return load_workspace(folder)


def test_methods_by_hand(tmp_path):
    found = second_opinions(workspace(tmp_path))
    by_method = {each.opinion.method: each for each in found["A"]}
    assert list(by_method) == ["WSJF", "CD3", "RICE"]
    # Middle of 4 and 6 is 5 on each of three criteria; the stated effort is the size.
    assert by_method["WSJF"].opinion.value == pytest.approx(15 / 800)
    assert by_method["WSJF"].opinion.unit == "points for each person-hour of job size"
    # 12,000 a year is 1,000 a month; the benefit in another unit is not turned into money.
    assert by_method["CD3"].opinion.value == pytest.approx(500, rel=1e-3)
    assert "1 of 2 benefits" in by_method["CD3"].inputs[0].source
    assert by_method["RICE"].opinion.value == pytest.approx(
        400 * 5 * 0.5 / (800 / 8 / WEEKDAYS_A_MONTH)
    )
    ranks = {name: (by_method[name].rank, by_method[name].ranked) for name in by_method}
    assert ranks == {"WSJF": (2.0, 2), "CD3": (2.0, 2), "RICE": (1.0, 2)}


def test_what_is_missing_is_asked_for_and_never_a_number(tmp_path):
    wsjf, cd3, rice = second_opinions(workspace(tmp_path))["B"]
    for each in (wsjf, cd3, rice):
        assert isinstance(each.opinion.value, NotAssessed) and isinstance(each.rank, NotAssessed)
        assert {question.department for question in each.questions} == {"Legal"}
    assert (
        "none of its benefits is stated in money" in cd3.opinion.value.why
        and "duration" in cd3.opinion.value.why
    )
    assert "nobody scored it" in wsjf.opinion.value.why
    assert len(rice.questions) == 4


def test_points_of_two_scales_are_not_added(tmp_path):
    wsjf, *_ = second_opinions(workspace(tmp_path, scales=(10, 10, 100, 10, 10)))["A"]
    assert isinstance(wsjf.opinion.value, NotAssessed) and "another scale" in wsjf.opinion.value.why


def test_without_hours_of_a_day_there_are_no_person_months(tmp_path):
    *_, rice = second_opinions(workspace(tmp_path, hours=""))["A"]
    assert (
        isinstance(rice.opinion.value, NotAssessed)
        and "hours of a person-day" in rice.opinion.value.why
    )


def test_a_bare_workspace_has_questions_only(tmp_path):
    (tmp_path / "proposals.csv").write_text("id,title\nA,First\n")
    found = second_opinions(load_workspace(tmp_path))["A"]
    assert all(
        isinstance(each.rank, NotAssessed) and each.questions and not each.ranked for each in found
    )
