"""The business case in full.

Every section shows itself, says what is missing and keeps hostile text as text.
"""

import re
from dataclasses import replace

import pytest

from pmo_toolkit import report
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.evidence.alignment import BenefitLine
from pmo_toolkit.core.number_format import NBSP, NumberFormat
from pmo_toolkit.report.proposal.business_case import CASE_SECTIONS
from pmo_toolkit.report.proposal.case_rows import benefit_rows, case_summary, measure_rows, measured
from pmo_toolkit.report.proposal.sections import SECTIONS
from tests import fixtures
from tests.pages import Page

ALL = {"rich": fixtures.rich(), "poor": fixtures.poor(), "hostile": fixtures.hostile()}
RICH = ALL["rich"]
each_section = pytest.mark.parametrize("name", CASE_SECTIONS)


def text_of(name: str, assessment=RICH) -> str:
    return {**SECTIONS, **CASE_SECTIONS}[name](assessment).text.replace(NBSP, " ")


@each_section
def test_the_package_offers_every_section(name):
    assert getattr(report, name) is CASE_SECTIONS[name]


@each_section
@pytest.mark.parametrize("which", ALL)
def test_a_section_shows_itself_the_same_each_time(name, which):
    section = CASE_SECTIONS[name](ALL[which])
    assert section.html == CASE_SECTIONS[name](ALL[which]).html and section.text
    assert not re.search(
        r"\bNone\b|\bnan\b|NotAssessed|\(\)", Page(section.html).text.replace("None stated", "")
    )


@each_section
def test_hostile_text_stays_text(name):
    page = Page(CASE_SECTIONS[name](ALL["hostile"]).html)
    page.assert_harmless()
    assert not page.tags & {"style", "title"}


@each_section
def test_without_options_a_section_says_why_or_asks(name):
    said = text_of(name, ALL["poor"])
    assert re.search(r"[Nn]ot assessed|No single answer|No question is open", said), said
    assert "tbody" not in Page(CASE_SECTIONS[name](ALL["poor"]).html).tags


def test_without_a_case_the_questions_that_would_fill_it_are_asked():
    said = text_of("case_headline", ALL["poor"])
    assert "A business case needs options" in said and "Which options were looked at" in said
    assert "What could go wrong" not in said


def test_tables_name_their_rows_and_columns():
    for name, make in CASE_SECTIONS.items():
        for table in re.findall(r"<table.*?</table>", make(RICH).html, re.S):
            assert "<caption" in table and 'scope="col"' in table and 'scope="row"' in table, name


def test_every_picture_is_described_and_explained():
    for name in ("case_whole_life", "case_cash_flow", "case_benefits"):
        html = CASE_SECTIONS[name](RICH).html
        assert re.search(r'<img [^>]*alt="[^"]{60,}"', html) and "<figcaption>Read it so:" in html


def test_measures_carry_their_ranges_and_their_flag():
    option, found = measured(RICH)
    less = replace(found, cashable_only=replace(found.net_present_value, p50=-1.0))
    rows = {row.label: row for row in measure_rows(option, less, NumberFormat("en_GB", "EUR"))}
    every = [
        "Net present value",
        "The same, with cashable benefits alone",
        "Payback",
        "Benefit/cost ratio",
    ]
    assert list(rows) == [*every, "Internal rate of return"]
    assert "P10–P90" in rows["Net present value"].note and "of the cases" in rows["Payback"].note
    assert "go by the net present value" in rows["Internal rate of return"].note, (
        "the exit cost turns the flow again"
    )
    said = text_of("benefits")
    assert all(label in said for label in rows if "cashable" not in label)
    assert "cashable benefits alone" not in said, (
        "all its benefits are cashable: the same figure is not told twice"
    )
    assert "several rates can make the sum nought" in text_of("case_measures")


def test_money_that_never_comes_back_has_no_payback():
    option, found = measured(RICH)
    late = NotAssessed(
        "payback", "the money is not back within the term of 60 months", ReasonCode.NOT_REACHED
    )
    changed = replace(found, payback=replace(found.payback, months=late, p80_months=late))
    row = next(
        each for each in measure_rows(option, changed, NumberFormat()) if each.label == "Payback"
    )
    assert row.value is None and row.note.startswith(late.why)


def test_dis_benefits_stand_last_and_are_named():
    harm = BenefitLine(
        "More work at the counters",
        None,
        None,
        -9.0,
        -5.0,
        -1.0,
        "money per year",
        0,
        "Finance",
        False,
    )
    worse = replace(RICH.alignment, benefits=(harm, *RICH.alignment.benefits))
    changed = replace(RICH, alignment=worse)
    assert [row.harm for row in benefit_rows(changed)] == [False, False, False, True]
    assert "dis-benefit" in text_of("benefits", changed) and "dis-benefit" not in text_of(
        "benefits"
    )


def test_benefits_in_the_report_say_what_they_bring_and_hang_on():
    said = text_of("benefits")
    assert "not in money" in said, "a benefit in other units is no nought"
    assert "Benefits, goals and capabilities: “Six posts freed for other work” serves" in said


def test_options_in_the_report_say_why_and_what_would_turn_it():
    said = text_of("options")
    assert "first benefit after 6 months" in said
    assert "It comes before" in said or "It falls behind" in said
    assert (
        "A single change that would turn this" in said
        and "usually asked about in this order" in said
    )
    bare = replace(
        RICH,
        business_case=NotAssessed("business case", "no option is stated", ReasonCode.NO_OPTION),
    )
    assert "It comes before" not in text_of("options", bare)


def test_the_summary_holds_every_option_that_is_assessed():
    made = case_summary(RICH)
    assert list(made.columns) == ["option", "figure", "value", "unit"]
    assert {"Do nothing", "SaaS", "Build on the platform"} == set(made["option"])
    assert len(case_summary(ALL["poor"])) == 0


def test_questions_without_a_chance_are_folded_away():
    html = CASE_SECTIONS["case_information"](RICH).html
    shown, folded = html.split("<details>")
    idle = [
        each.question.text for each in RICH.open_questions.questions if each.chance_changes <= 0
    ]
    assert idle and not any(text in shown for text in idle)
    assert folded.count("<li>") == len(idle)
