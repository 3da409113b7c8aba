"""Reasons written alone, put together once revealed, and risks made of them."""

from __future__ import annotations

import numpy as np
import pytest

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.studies.elicitation.pre_mortem import (
    keep_risk,
    move_reason,
    pre_mortem_of,
    reveal_reasons,
    risk_rows,
    subject_of,
)


class ByFirstLetter:
    """Texts that begin alike mean the same."""

    name = "first letter"

    def encode(self, texts):
        return np.array([[text[0] == letter for letter in "su"] for text in texts], dtype=float)


@pytest.fixture
def revealed(journal):
    for role, text in (
        ("Architect", "supplier fails"),
        ("Developer", "supplier goes bankrupt"),
        ("Developer", "users refuse it"),
    ):
        journal.add_reason(subject_of("P-1"), role, text)
    reveal_reasons(journal, "P-1", "Moderator", ByFirstLetter())
    return journal


def _seen(journal, role=""):
    return pre_mortem_of(journal.entries(), "P-1", role)


def test_reasons_are_hidden_until_revealed(journal):
    journal.add_reason(subject_of("P-1"), "Architect", "supplier fails")
    assert _seen(journal).reasons == () and _seen(journal).scorers == ("Architect",)
    assert len(_seen(journal, "Architect").reasons) == 1 and not _seen(journal).groups


def test_similar_reasons_stand_together_and_late_ones_alone(revealed):
    titles = [(group.title, len(group.reasons)) for group in _seen(revealed).groups]
    assert titles == [("supplier fails", 2), ("users refuse it", 1)]
    revealed.add_reason(subject_of("P-1"), "Tester", "users refuse it")
    assert _seen(revealed).groups[-1].title == "users refuse it (2)"
    with pytest.raises(UsageError, match="revealed already"):
        reveal_reasons(revealed, "P-1", "Moderator", ByFirstLetter())


def test_groups_are_corrected_by_hand(revealed):
    number = _seen(revealed).groups[0].reasons[1].number
    groups = move_reason(revealed, "P-1", "Moderator", number, "bankruptcy")
    assert [group.title for group in groups] == ["supplier fails", "users refuse it", "bankruptcy"]
    assert len(move_reason(revealed, "P-1", "Moderator", number, "supplier fails")) == 2
    with pytest.raises(UsageError, match="choose the reason"):
        move_reason(revealed, "P-1", "Moderator", 999, "x")
    with pytest.raises(UsageError, match="empty"):
        move_reason(revealed, "P-1", "Moderator", number, " ")


def test_a_group_becomes_a_row_of_risks_and_the_last_one_holds(revealed):
    keep_risk(revealed, "P-1", "Moderator", "supplier fails", 0.5, (1, 2, 3))
    keep_risk(revealed, "P-1", "Moderator", "supplier fails", 0.3, days=(None, 20, 40))
    (row,) = risk_rows(revealed.entries(), ["P-1", "P-2"])
    assert (row["proposal"], row["title"]) == ("P-1", "supplier fails")
    assert (row["probability"], row["origin"]) == (0.3, "pre-mortem")
    assert (row["impact_days_low"], row["impact_days_high"]) == (None, 40)


@pytest.mark.parametrize(
    ("title", "probability", "money", "words"),
    [
        ("something else", 0.1, (1, 2, 3), "choose the group"),
        ("supplier fails", None, (1, 2, 3), "state the probability"),
        ("supplier fails", 1.1, (1, 2, 3), "state the probability"),
        ("supplier fails", 0.1, (3, None, 1), "from low to high"),
        ("supplier fails", 0.1, (None, None, None), "in money or in days"),
    ],
)
def test_a_faulty_risk_is_said_and_not_written(revealed, title, probability, money, words):
    with pytest.raises(UsageError, match=words):
        keep_risk(revealed, "P-1", "Moderator", title, probability, money)
    assert risk_rows(revealed.entries(), ["P-1"]) == ()
