"""Sections say what was assessed and what was not, escape all, and look the same each time."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pmo_toolkit import report
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.money.cost import BudgetAgainst
from pmo_toolkit.analysis.uncertainty.start_wait import WaitView
from pmo_toolkit.core.number_format import NBSP
from pmo_toolkit.report.kit.section import environment, lab_style, minified
from pmo_toolkit.report.proposal.sections import SECTIONS
from tests import fixtures
from tests.pages import Page

ALL = {"rich": fixtures.rich(), "poor": fixtures.poor(), "hostile": fixtures.hostile()}
each_section = pytest.mark.parametrize("name", SECTIONS)
each_assessment = pytest.mark.parametrize("which", ALL)


def text_of(name: str, assessment) -> str:
    return SECTIONS[name](assessment).text.replace(NBSP, " ")


@each_section
def test_the_package_offers_every_section(name):
    assert getattr(report, name) is SECTIONS[name]


@each_section
@each_assessment
def test_a_section_shows_itself_in_both_ways(name, which):
    section = SECTIONS[name](ALL[which])
    bundle = section._repr_mimebundle_()
    assert bundle["text/html"].startswith("<style>") and bundle["text/html"].endswith(section.html)
    assert re.search(r'</style><div class="pmo [^"]*\bmathjax_ignore\b', bundle["text/html"])
    assert bundle["text/plain"] == repr(section) == section.text
    assert not re.search(r"\n\s*\n|^\s|<div", bundle["text/plain"])
    assert section.html == SECTIONS[name](ALL[which]).html


@each_section
def test_nothing_of_the_poor_proposal_reads_as_nought_or_empty(name):
    page = Page(SECTIONS[name](ALL["poor"]).html)
    assert not re.search(r"\bNone\b(?! of)|\bnan\b|\(\)|: *,", page.text)
    assert not re.search(r"(?<![\d,.])0\s*(€|k€|h\b|days|months)", page.text)
    assert "tbody" not in page.tags or name == "confidence"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("headline", "Cost not assessed: there are neither cost ranges nor a requested budget."),
        ("headline", "Effort and duration not assessed: there is no table of finished projects."),
        ("options", "not assessed: no option is stated"),
        ("cost", "there are neither cost ranges nor a requested budget"),
        ("effort", "Effort not assessed: there is no table of finished projects"),
        ("alignment", "Not assessed: the proposal names no goal"),
        ("benefits", "Not assessed: no benefit is stated"),
        ("risks", "Not assessed: no risk is stated"),
        ("dependencies", "No dependency on other proposals or on work in flight is stated"),
        ("switching", "Not assessed"),
    ],
)
def test_what_is_not_assessed_says_why(name, why):
    assert why in text_of(name, ALL["poor"])


def test_the_first_page_stands_alone():
    text = text_of("headline", ALL["rich"])
    for part in (
        "Customer services",
        "sample data",
        "One front door for service requests",
        "P-017",
        "prepared 22 November 2026 for the enterprise PMO, which decides",
        "valid until 20 February 2027",
        "We advise, on present evidence",
        "likely (72 %)",
        "confidence is moderate",
        "420–600 k€",
        "1,900–8,100 h",
        "13–17 months",
        "12 % chance to keep the wanted finish",
        "74 %",
        "n = 148",
        "asked for 380 k€",
        "four chances in five of at most",
    ):
        assert part in text, part
    html = SECTIONS["headline"](ALL["rich"]).html
    assert html.count("<h1") == 1 and "<b>likely</b>" in html and "<b>moderate</b>" in html
    assert '<dl class="facts facts-4">' in html


def test_likelihood_and_confidence_never_share_a_sentence():
    for assessment in (ALL["rich"], ALL["poor"]):
        for name in SECTIONS:
            html = re.sub(
                r"</(p|li|td|th|dd|dt|small|caption|figcaption|h\d)>",
                ". ",
                SECTIONS[name](assessment).html,
            )
            for sentence in re.split(r"[.!?]\s", re.sub(r"<[^>]+>", " ", html)):
                assert not (
                    "confidence is" in sentence
                    and re.search(r"\blikely \(|\bchance of\b", sentence)
                ), sentence


def test_nothing_is_approved_or_rejected():
    everything = " ".join(
        text_of(name, each) for each in (ALL["rich"], ALL["poor"]) for name in SECTIONS
    ).lower()
    assert (
        "approved" not in everything.replace("nobody has approved", "")
        and "rejected" not in everything
    )


def test_without_a_currency_it_is_said_once():
    bare = fixtures.without_currency(fixtures.rich())
    texts = [text_of(name, bare) for name in SECTIONS]
    assert sum(text.count("currency not declared") for text in texts) == 1
    assert (
        "420–600 k\n" in texts[0].replace(" · ", "\n")
        and "k€" not in texts[list(SECTIONS).index("cost")]
    )


def test_a_chance_already_told_is_not_told_again_on_the_first_page():
    rich = fixtures.rich()
    told = replace(rich.advice.likelihoods[1], probability=rich.cost.chance_within_budget)
    advice = replace(rich.advice, likelihoods=(rich.advice.likelihoods[0], told))
    assert "chance that it suffices" not in text_of("headline", replace(rich, advice=advice))
    silent = replace(rich, advice=replace(rich.advice, likelihoods=()))
    assert "41 % chance that it suffices" in text_of("headline", silent)


def test_options_without_figures_keep_their_row():
    rich = fixtures.rich()
    first = replace(
        rich.options.options[1],
        cost=NotAssessed("cost", "no cost element is stated", ReasonCode.NO_ROWS),
        net_value=NotAssessed("net value", "no cost element is stated", ReasonCode.NO_ROWS),
    )
    html = SECTIONS["options"](replace(rich, options=replace(rich.options, options=(first,)))).html
    assert html.count("no cost element is stated") == 1 and 'colspan="5"' in html


def test_every_picture_has_a_description_with_numbers():
    for name in ("cost", "effort", "options"):
        html = SECTIONS[name](ALL["rich"]).html
        alts = re.findall(r'<img [^>]*alt="([^"]*)"', html)
        assert alts and len(alts) == html.count("<img ")
        assert all(re.search(r"\d", alt) for alt in alts)
    cost = SECTIONS["cost"](ALL["rich"]).html
    assert cost.count("<figure") == cost.count("<figcaption>Read it so:") == 3


def test_tables_name_their_rows_and_columns():
    for name in SECTIONS:
        html = SECTIONS[name](ALL["rich"]).html
        for table in re.findall(r"<table.*?</table>", html, re.S):
            assert "<caption" in table and 'scope="col"' in table and 'scope="row"' in table
            assert not re.search(r"<th(?![^>]*scope)[\s>]", table)


@each_section
def test_hostile_text_stays_text(name):
    section = SECTIONS[name](ALL["hostile"])
    page = Page(section.html)
    page.assert_harmless()
    assert not page.tags & {"style", "title"}
    assert "{{7*7}}" in page.text and "<script>" in page.text and "**bold**" in page.text


def test_the_notebook_style_is_bound_to_sections():
    for rule in re.findall(r"([^{}]+)\{", re.sub(r"@media[^{]*\{", "", lab_style())):
        for selector in re.sub(r":nth-child\([^)]*\)|minmax\([^)]*\)", "", rule).split(","):
            assert selector.strip().startswith(".pmo"), selector
    assert len(lab_style()) < 9_000


def test_templates_are_strict_and_escape():
    assert environment().autoescape is True
    assert environment().from_string("{{ a }}").render(a="<\u202e&") == "&lt;&amp;"
    assert minified('a , b { c : d ; /* e */ content:"x, y" ; }') == 'a , b{c : d;content:"x, y"}'


@pytest.mark.parametrize("name", SECTIONS)
def test_sections_are_for_readers_alone(name):
    assert set(SECTIONS[name](ALL["rich"])._repr_mimebundle_()) == {"text/html", "text/plain"}


def test_platforms_are_explained_once_where_an_option_is_one():
    rich = fixtures.rich()
    texts = " ".join(text_of(name, rich) for name in SECTIONS)
    assert texts.count("SaaS is a finished service that one subscribes to") == 1
    plain = tuple(replace(option, kind="reuse") for option in rich.options.options)
    bare = replace(rich, options=replace(rich.options, options=plain))
    assert "finished service" not in text_of("options", bare)


def test_a_wanted_finish_is_not_kept_where_what_is_required_comes_later():
    rich = fixtures.rich()
    links = replace(rich.dependencies.links, not_before="2028-05-01", not_before_days=400.0)
    late = replace(rich, dependencies=replace(rich.dependencies, links=links))
    assert "; what it requires is there on 1 May 2028, no work begins before" in text_of(
        "headline", late
    )
    free = replace(links, not_before=None, not_before_days=None)
    held = replace(rich, dependencies=replace(rich.dependencies, links=free))
    assert "what it requires is there" not in text_of("headline", held)


def test_a_wait_for_people_stands_beside_the_duration_or_why_it_is_not_known():
    rich, days = fixtures.rich(), Quantiles(0.0, 30.0, 61.0, 152.0, 200.0, "calendar days")
    assert "waits for people" not in text_of("headline", rich)
    for beyond, words in ((0.0, "2–5 months"), (0.3, "at least 2–5 months")):
        late = replace(rich, delivery=replace(rich.delivery, wait=WaitView(days, beyond)))
        assert f"it waits for people first: {words} (P50–P80)" in text_of("headline", late)
    gap = NotAssessed("wait", "nobody states their hours", ReasonCode.NOT_STATED)
    unknown = replace(rich, delivery=replace(rich.delivery, wait=gap))
    said = "Whether it must wait for people is not assessed: nobody states their hours."
    assert any(said in text_of(name, unknown) for name in SECTIONS)


@pytest.mark.parametrize(("kind", "covers"), [("build", "not stated"), ("SaaS", "project")])
def test_a_budget_for_another_cost_is_not_read_off_the_curve(kind, covers):
    rich = fixtures.rich()
    whole = Quantiles(3e5, 3.5e5, 450_000, 590_000, 7e5, "money")
    against = BudgetAgainst("O-9", kind, kind, covers, whole)
    other = replace(rich, cost=replace(rich.cost, budget_against=against))
    assert "Go up from the 380 k€" in text_of("cost", rich)
    text = text_of("cost", other)
    assert "Go up from" not in text and "would suffice with a chance" not in text
    assert "not for this cost but for the whole" in text and "450–590 k€, P50–P80" in text
    assert ("without running it" in text) == (covers == "project")
