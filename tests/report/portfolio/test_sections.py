"""Sections of the portfolio: for a board and a moderator, of little, of much and of anything."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmo_toolkit import report
from pmo_toolkit.core.number_format import NBSP
from pmo_toolkit.studies.portfolio.shapes import Change, DissentLine
from tests import invented_portfolios as portfolios

SECTIONS = [
    name
    for name in report.__all__
    if name.startswith(("portfolio_", "explore_")) and not name.startswith("explore_history_")
]
EVIL = '<img src=x onerror=alert(1)>"\u202egpj'


def text_of(name: str, portfolio=None) -> str:
    return getattr(report, name)(portfolio or portfolios.invented()).text.replace(NBSP, " ")


def html_of(name: str, portfolio=None) -> str:
    return str(getattr(report, name)(portfolio or portfolios.invented()).html)


def hostile():
    """All that users may write is hostile."""
    found = portfolios.invented()
    return replace(
        found,
        lines=tuple(
            replace(line, title=EVIL, department=EVIL, source=EVIL) for line in found.lines
        ),
        groups=tuple(replace(group, title=EVIL) for group in found.groups),
        sentences=(EVIL,),
        asked=(EVIL,),
        rank_reversals=(EVIL,),
        turning=(EVIL,),
        notes=(EVIL,),
        dissent=(DissentLine(EVIL, EVIL, (EVIL,)),),
        changes=(Change(EVIL, "figure", EVIL, EVIL, EVIL, EVIL),),
        balance=tuple(replace(line, title=EVIL) for line in found.balance),
        questions={EVIL: next(iter(found.questions.values()))},
        failed={EVIL: EVIL},
        context=replace(found.context, workspace=EVIL, decides=EVIL),
    )


@pytest.mark.parametrize("name", SECTIONS)
def test_each_section_says_something_of_little_and_of_much(name):
    assert len(text_of(name)) > 30
    assert len(text_of(name, portfolios.empty())) > 15


@pytest.mark.parametrize("name", SECTIONS)
def test_what_users_wrote_is_never_executed(name):
    html = html_of(name, hostile())
    assert "<img src=x" not in html and "\u202e" not in html


@pytest.mark.parametrize("name", SECTIONS)
def test_pictures_say_what_they_show_and_tables_have_headers(name):
    html = html_of(name)
    assert html.count("<img") == html.count(' alt="') and ' alt=""' not in html
    assert html.count("<table") == html.count("<caption") == html.count("<thead")


def test_the_first_page_stands_alone():
    html, text = html_of("portfolio_headline"), text_of("portfolio_headline")
    assert all(sentence in text for sentence in portfolios.SENTENCES)
    assert html.count("<img") == 1 and html.count("<h1") == 1
    assert "The board decides; we advise." in text
    assert "Settle P-009 against P-012." in text and "1 proposal could not be assessed" in text
    assert html.index("pmo-portfolio_headline") < html.index("<img") < html.index("Who decides")


def test_without_sentences_the_counts_are_said():
    bare = replace(portfolios.invented(), sentences=(), asked=())
    assert "24 proposals, and what we advise on them: " in text_of("portfolio_headline", bare)


def test_decisions_have_a_column_of_their_own_only_where_there_are_any():
    found = portfolios.invented()
    text = text_of("portfolio_proposals")
    assert "go ahead" in text and "Investment board, 10 November 2026: Safety first" in text
    none = replace(found, lines=tuple(replace(line, decision=None) for line in found.lines))
    assert "Decided" not in html_of("portfolio_proposals", none)


def test_every_proposal_stands_once_under_its_outcome():
    html = html_of("portfolio_proposals")
    for line in portfolios.invented().lines:
        assert html.count(f"<bdi>{line.id}</bdi>") == 1
    assert html.count('scope="rowgroup"') == 4


def test_ranks_are_never_a_list_from_one_to_the_last():
    text = text_of("portfolio_tiers")
    assert "Robust (8)" in text and "Contested (8)" in text and "Weak (8)" in text
    assert "<ol" not in html_of("portfolio_tiers")


def test_unknown_starts_and_costs_are_not_assessed():
    assert html_of("portfolio_proposals").count("not assessed") >= 6
    assert "3 proposals have no place in the chart" in text_of("portfolio_value")


def test_the_money_section_speaks_of_the_first_scenario():
    text = text_of("portfolio_affordable")
    assert "“As planned” would begin 8" in text and "78 %" in text
    never = replace(portfolios.invented(), scenarios=portfolios.invented().scenarios[-1:])
    assert "cannot be met" in text_of("portfolio_affordable", never)


def test_shares_with_a_target_stand_first():
    html = html_of("portfolio_balance")
    assert html.index("Business outcomes") < html.index("Departments")
    assert "beside the targets that were set" in html
    none = tuple(replace(line, target=None) for line in portfolios.invented().balance)
    without = replace(portfolios.invented(), balance=none)
    assert "No target is set" in text_of("portfolio_balance", without)


def test_dissent_names_roles_and_is_not_averaged():
    text = text_of("portfolio_dissent")
    assert "Finance (1), HR (1)" in text and "urgency: 2 to 9." in text


def test_what_is_said_of_one_proposal_stands_together():
    said = tuple(DissentLine(f"P-{place // 5}", f"Said {place}.", ("HR",)) for place in range(20))
    html = html_of("portfolio_dissent", replace(portfolios.invented(), dissent=said))
    shown, _, folded = html.partition("<details")
    assert "Said 14." in shown and "Said 15." in folded and "1\u00a0further proposal" in folded


def test_changes_say_advice_first_and_why():
    text = text_of("portfolio_changes")
    assert text.index("the budget was stated") < text.index("two offers came in")
    one = Change("P-1", "figure", "net_value.p50", "1 k€", "2 k€", "its costs changed")
    text = text_of("portfolio_changes", replace(portfolios.invented(), changes=(one,)))
    assert "Since the former run: 1 figure that moved." in text and "net value P50" in text
    nothing = replace(portfolios.invented(), changes=())
    assert "Nothing changed" in text_of("portfolio_changes", nothing)
    assert "--since" in text_of("portfolio_changes", portfolios.empty())


def test_questions_say_what_an_answer_is_worth():
    text = text_of("portfolio_questions")
    assert "15 questions to 3 departments" in text
    assert "worth up to 30 k€; it changes the advice with a chance of 20 %" in text


@pytest.mark.parametrize("name", [name for name in SECTIONS if name.startswith("portfolio_")])
def test_500_proposals_are_folded_and_capped(name):
    html = html_of(name, portfolios.invented(500))
    assert len(html) < 450_000
    if name in ("portfolio_proposals", "portfolio_value", "portfolio_tiers"):
        assert "more in <code>moderation.xlsx</code>" in html
