"""The business case in sentences: each figure is there, and each case reads as it is."""

from dataclasses import replace

import pytest

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Question
from pmo_toolkit.analysis.money.business_case.open_questions import OpenQuestion
from pmo_toolkit.analysis.money.business_case.platform_order import EarlierKind, PlatformOrder
from pmo_toolkit.analysis.money.measures.return_rates import InternalRate
from pmo_toolkit.core.number_format import NBSP, NumberFormat
from pmo_toolkit.report.proposal import case_words as words
from tests import fixtures

FIGURES = NumberFormat("en_GB", "EUR")
CASE = fixtures.rich().business_case
UNPRICED = NotAssessed("worth", "nothing is drawn", ReasonCode.NO_PROBABILITIES)


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def order(*earlier: EarlierKind, applies: bool = True, exit_known: bool = True) -> str:
    made = PlatformOrder("build" if earlier else "SaaS", applies, earlier, False, exit_known, ())
    return plain(words.order_answer(made, CASE, FIGURES))


def worth(
    chance: float = 0.11,
    position: float = 0.11,
    becomes: str | None = "defer",
    money=3500.0,
    tried=None,
) -> str:
    question = Question("IT", "What?", "", "costs")
    error = None if isinstance(money, NotAssessed) else 500.0
    found = OpenQuestion(
        question, "x", None, "draws", chance, position, 0.0, becomes, money, error, tried
    )
    return plain(words.answer_worth(found, FIGURES))


def test_the_lead_over_the_next_option_says_how_much_and_how_often():
    against = CASE.against_next
    said = plain(words.beats_next(CASE, against, FIGURES))
    assert plain(FIGURES.money(against.difference.p50)) in said
    assert plain(FIGURES.chance(against.chance_better)) in said and "doing nothing" in said


def test_what_is_brought_and_spent_adds_up_from_the_parts():
    parts = (words_part("benefit", 300.0), words_part("capital", -120.0), words_part("run", 20.0))
    said = plain(words.beats_next(CASE, replace(CASE.against_next, parts=parts), FIGURES))
    assert (
        "brings 300 € more and costs 100 € more (setting it up 120 € more, running it 20 € less)"
        in said
    )


def words_part(kind: str, amount: float):
    return replace(CASE.against_next.parts[0], kind=kind, amount=amount)


def test_the_smallest_change_is_named_or_that_there_is_none():
    nearest = CASE.against_next.tipping[0]
    said = plain(words.would_not(CASE, CASE.against_next, FIGURES))
    assert nearest.name in said and plain(FIGURES.money(nearest.tips_at)) in said
    assert "No single figure" in words.would_not(
        CASE, replace(CASE.against_next, tipping=()), FIGURES
    )


def test_the_order_of_platforms_is_a_question_never_a_rule():
    unseen = EarlierKind("SaaS", None, "not considered", None, None, None, None, None)
    unpriced = EarlierKind("PaaS", "O-3", "not weighed", None, None, 5.0, None, None)
    worse = EarlierKind("IaaS", "O-3", "worse", 85_000.0, 0.08, 5.0, None, None)
    said = order(unseen, unpriced, worse)
    assert "(SaaS) was not looked at, and why is still to be answered" in said
    assert "(PaaS) is among the options, but its value is not assessed" in said
    assert (
        "(IaaS) would bring 85 k€ less at the median and come out ahead in 8 % of the cases" in said
    )
    assert "passes nothing over" in order() and "no question here" in order(applies=False)
    assert "How one would leave it" in order(exit_known=False) and "leave" not in order()
    assert not any(word in said for word in ("must", "rule", "should"))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {},
            (
                "a chance of 11 % to change the advice, most likely to defer it; it is worth about"
                " 3,500 € at most."
            ),
        ),
        ({"money": 900.0}, "a chance of 11 % to change the advice, most likely to defer it."),
        ({"money": UNPRICED, "tried": "0 to 18 months"}, "to defer it (tried: 0 to 18 months)."),
        (
            {"position": 0.0, "becomes": None, "money": 0.0},
            "a chance of 11 % to change which option we prefer.",
        ),
    ],
)
def test_an_answer_says_what_it_would_change_and_no_more_than_is_known(given, said):
    assert worth(**given).endswith(said)


def test_an_answer_without_a_chance_says_nothing():
    assert worth(chance=0.0) == ""


def test_a_rate_with_several_roots_is_flagged_in_words():
    several = InternalRate(
        NotAssessed("rate", "no single rate", ReasonCode.NO_SINGLE_RATE), (0.1, 0.2), 2, True
    )
    value, note = words.rate_words(several, FIGURES)
    assert value is None and "turns between spending and gaining 2 times" in note
    assert "10 % and 20 % a year would fit as well" in plain(note) and "net present value" in note
    value, note = words.rate_words(InternalRate(0.2, (-0.5, 0.2), 2, True), FIGURES)
    assert (
        plain(value) == "20 %"
        and "−50 % would fit too" in plain(note)
        and "net present value" in note
    )
    value, note = words.rate_words(InternalRate(0.2, (0.2,), 1, False), FIGURES)
    assert plain(value) == "20 %" and "mislead" not in note
    assert words.rate_words(UNPRICED, FIGURES) == (None, "nothing is drawn")
    assert words.rate_in_short(several, FIGURES)[0] is None
    assert "2 rates fit: 10 % and 20 %" in plain(words.rate_in_short(several, FIGURES)[1])


def test_turns_follow_the_flips_or_else_what_makes_it_worth_nothing():
    made = words.turns(CASE, FIGURES, 3)
    assert [each.name.split(" (")[0] for each in made] == [each.name for each in CASE.flips[:3]]
    assert all("we would advise" in each.text for each in made)
    silent = words.turns(replace(CASE, flips=()), FIGURES, 2)
    assert len(silent) == 2 and all("just cover the cost" in each.text for each in silent)


def test_doing_nothing_is_never_quoted():
    assert (
        words.title_of(CASE, "O-1") == "doing nothing" and words.title_of(CASE, "O-2") == "“SaaS”"
    )
    assert words.title_of(CASE, "gone") == "“gone”"


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        (320_000, 158_000, "320 k€ instead of 158 k€"),
        (211_400, 208_900, "211.4 k€ instead of 208.9 k€"),
        (208_904, 208_900, "a little more than 208.9 k€"),
        (208_896, 208_900, "a little less than 208.9 k€"),
    ],
)
def test_a_turn_never_prints_the_same_figure_twice(then, now, said):
    assert plain(words._instead(then, now, FIGURES)) == said
