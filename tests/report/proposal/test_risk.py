"""Sections on risk in cost and time keep the two views apart, and say what is not assessed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pmo_toolkit import report
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.core.number_format import NBSP, NumberFormat
from pmo_toolkit.report.proposal.risk import RISK_SECTIONS, risk_summary
from pmo_toolkit.report.proposal.sections import risks
from tests import fixtures
from tests.pages import Page

ALL = {"rich": fixtures.rich(), "poor": fixtures.poor(), "hostile": fixtures.hostile()}
RICH = ALL["rich"]
EUR = NumberFormat("en_GB", "EUR")
NO_ACTIVITY = NotAssessed("time", "no activity is stated", ReasonCode.NO_ROWS)


def with_risk(**changes):
    return replace(RICH, risk=replace(RICH.risk, **changes))


def without_time():
    absent = replace(NO_ACTIVITY, what="cost and time together")
    return with_risk(time=NO_ACTIVITY, joint=absent, activities=(), classical=None)


def said(section) -> str:
    return section.text.replace(NBSP, " ")


@pytest.mark.parametrize("name", RISK_SECTIONS)
def test_the_package_offers_every_section(name):
    assert getattr(report, name) is RISK_SECTIONS[name]


@pytest.mark.parametrize("name", RISK_SECTIONS)
@pytest.mark.parametrize("which", ALL)
def test_a_section_is_sound_harmless_and_repeatable(name, which):
    section = RISK_SECTIONS[name](ALL[which])
    page = Page(section.html)
    page.assert_harmless()
    assert not re.search(r"\bNone\b(?! of)|\bnan\b|\(\)|: *,", page.text)
    assert section.html == RISK_SECTIONS[name](ALL[which]).html
    assert len(section.text) > 40


@pytest.mark.parametrize("name", RISK_SECTIONS)
def test_what_is_not_assessed_says_why(name):
    assert "no option is stated" in said(RISK_SECTIONS[name](ALL["poor"]))


@pytest.mark.parametrize(
    "name", ["risk_headline", "risk_time", "risk_joint", "risk_activities", "risk_exceedance"]
)
def test_without_activities_the_reason_is_given(name):
    assert "no activity is stated" in said(RISK_SECTIONS[name](without_time()))


def test_the_chance_of_costing_more_names_what_it_rests_on():
    over = EUR.chance(RICH.risk.cost.chance_over_limit)
    text = said(risks(RICH))
    with_class = "with its risks and what became of other finished projects, as under cost"
    assert f"{over} · {with_class}".replace(NBSP, " ") in text
    gap = NotAssessed("bias uplift", "there is no outside view", ReasonCode.NO_OUTSIDE_VIEW)
    alone = said(risks(with_risk(bias_uplift=gap)))
    assert f"{over} · by its own ranges and risks".replace(NBSP, " ") in alone


def test_contingency_says_how_much_of_it_is_bias_uplift():
    text = said(risks(RICH))
    assert EUR.money(RICH.risk.cost.contingency.amount).replace(NBSP, " ") in text
    lifted = f"lift the cost by {EUR.money(RICH.risk.bias_uplift)} above"
    assert lifted.replace(NBSP, " ") in text
    assert "missed nothing more" in said(risks(with_risk(bias_uplift=-5_000.0)))
    assert "there is no outside view" in said(
        risks(
            with_risk(
                bias_uplift=NotAssessed(
                    "bias uplift", "there is no outside view", ReasonCode.NO_OUTSIDE_VIEW
                )
            )
        )
    )


def test_findings_and_activities_stand_in_the_report():
    html = risks(RICH).html
    assert (
        "Licence prices rise at renewal” states no probability" in html and "<details open>" in html
    )
    assert "Choose the supplier" in html and "more than 99" in html
    quiet = risks(without_time()).html
    assert "Choose the supplier" not in quiet and quiet.count("no activity is stated") == 1


def test_a_heavy_tail_is_told_without_an_average():
    cost = RICH.risk.cost
    heavy = replace(cost, exceedance=replace(cost.exceedance, heavy_tailed=True, p90_to_p50=2.6))
    text = said(risks(with_risk(cost=heavy)))
    assert "no average is given: one case in ten comes to at least 2.6 times the middle one" in text
    assert "heavy" not in said(risks(RICH))


def test_contingency_at_three_levels_by_hand():
    text = said(RISK_SECTIONS["risk_contingency"](RICH))
    cost = RICH.risk.cost
    for value in (cost.quantiles.p50, cost.quantiles.p80, cost.quantiles.p90):
        assert EUR.money(value - cost.contingency.point_estimate).replace(NBSP, " ") in text
    assert text.count("planned with") == 2
    other = replace(cost, contingency=replace(cost.contingency, point_estimate=cost.quantiles.p80))
    assert said(RISK_SECTIONS["risk_contingency"](with_risk(cost=other))).count("none needed") == 2


def test_the_exceedance_table_runs_from_the_budget_to_its_double():
    text = said(RISK_SECTIONS["risk_exceedance"](RICH))
    for part in (
        "the requested budget itself",
        "1.25 times the requested budget",
        "1.5 times",
        "2 times the requested",
    ):
        assert part in text, part
    assert "0.8 times" not in text


def test_the_register_names_what_each_risk_adds_on_average():
    text = said(RISK_SECTIONS["risk_register"](RICH))
    first = RICH.risk.register[0]
    assert 0.35 * 20_000 < first.expected_money < 0.35 * 140_000
    assert EUR.money(first.expected_money).replace(NBSP, " ") in text and "pre-mortem" in text
    assert "Licence prices" in text  # left out, and said so


def test_the_summary_has_the_figures_or_the_reason():
    made = risk_summary(RICH)
    assert {"contingency to P80", "chance that both are kept"} <= set(made["figure"])
    certain = with_risk(cost=replace(RICH.risk.cost, chance_over_limit=0.0))
    assert "below 0.01" in set(risk_summary(certain)["value"])
    assert list(risk_summary(ALL["poor"])["value"]) == ["not assessed: no option is stated"]
