"""The section on people says when it could start, what is short, and what nobody states."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.capacity.shapes import EarliestStart
from pmo_toolkit.core.number_format import NBSP, NumberFormat
from pmo_toolkit.report.proposal.first_page import headline
from pmo_toolkit.report.resources.capacity import capacity, start_at_a_glance, start_in_words
from tests import fixtures
from tests.rich_resources import resources

RICH = fixtures.rich()
NUMBERS = NumberFormat("en_GB", "EUR")


def said(section) -> str:
    return section.text.replace(NBSP, " ")


def with_resources(**changes):
    return replace(RICH, resources=replace(resources(), **changes))


@pytest.mark.parametrize(
    "words",
    [
        "Its wished start is March 2027.",
        "With a chance of 80 % it could start in June 2027, 3 months later; in one case of two",
        "It waits most often for the role business analyst.",
        "After P-003 and P-011, which it requires: in one case of two it could start in September",
        "nobody states the hours of interpreter, nor how much it needs of tester",
        "Of business analyst fewer hours may be left than are shown",
        "of the role business analyst about 60 h are left in March 2027; the proposal needs about"
        " 120 h",
        "would let it start 2 months sooner with a chance of 80 %, which changes the net value by"
        " 4–62 k€ (P10–P90).",
        "Portal team finished 1 to 6 items a week in the last 26 weeks",
        "To IT: How many hours a month has the role interpreter",
    ],
)
def test_what_a_department_reads(words):
    assert words in said(capacity(RICH))


def test_the_table_holds_every_month_of_need_and_no_nought_for_what_is_unknown():
    rows = [line for line in said(capacity(RICH)).splitlines() if " | " in line]
    assert len(rows) == 1 + 3 + 4 + 3 + 4  # two roles are not needed in one of the four months
    (row,) = [line for line in rows if line.startswith("interpreter · June 2027")]
    assert row.count("not stated") == 5 and "16–24 h" in row
    (row,) = [line for line in rows if line.startswith("business analyst · March 2027")]
    assert "60 + 80 + ?" in row


def test_free_people_are_said_to_be_free():
    start = EarliestStart("2027-03", "2027-03", 0.0, 0.0, 1.0, "2027-03", 0.0, 0.92)
    text = said(capacity(with_resources(alone=start, after_others=start, others=())))
    assert "With a chance of at most 92 % its people are free for a start as wished: March" in text
    assert "which it requires" not in text


def test_beyond_the_stated_months_nothing_is_invented():
    start = EarliestStart(None, None, None, None, 0.0, "2028-02", 0.1)
    text = start_in_words(replace(resources(), alone=start), NUMBERS).replace(NBSP, " ")
    assert "The months that are stated end with May 2028; its work takes 4 months." in text
    assert "less than 1 %, and hardly before February 2028. What lies beyond is not known." in text
    assert start_at_a_glance(replace(resources(), alone=start), NUMBERS) is None


def test_a_start_that_nobody_states_is_said():
    text = start_in_words(replace(resources(), is_start_stated=False), NUMBERS)
    assert "the first full month, since it states no start" in text


def test_what_is_not_assessed_says_why_and_what_it_takes():
    why = NotAssessed(
        "remaining resources", "doing nothing needs nobody", ReasonCode.NOT_APPLICABLE
    )
    text = said(capacity(replace(RICH, resources=why)))
    assert "not assessed: doing nothing needs nobody" in text and "demand" in text
    assert "To IT" not in text
    gap = NotAssessed("remaining resources", "no", ReasonCode.NO_ROWS, names=("demand",))
    text = said(capacity(replace(RICH, resources=gap)))
    assert "To IT: Which roles does it need" in text


def test_the_first_page_names_the_earliest_start():
    text = said(headline(RICH))
    assert "Earliest start" in text
    assert (
        "June 2027 with a chance of 80 %, beside work under way alone, 3 months after the wished"
        " start, waiting for the role business analyst; after P-003 and P-011: not within the"
        " stated months, as far as stated roles go."
    ) in text
    assert "Earliest start" not in said(headline(fixtures.poor()))


def test_what_users_wrote_is_escaped():
    html = capacity(fixtures.hostile()).html
    assert "<script>" not in html and "&lt;script&gt;" in html
