"""Of whom tickets hardly speak."""

from __future__ import annotations

import pandas as pd

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.tickets.coverage import (
    CoverageKind,
    CoverageRules,
    coverage,
    one_channel,
    questions_on_silence,
)

RULES = CoverageRules(0.25, 0.01, 0.5, 0.9)


def departments(importance, **numbers):
    labels = [name for name, number in numbers.items() for _ in range(number)]
    return coverage(CoverageKind.DEPARTMENT, pd.Series(labels, dtype=object), importance, RULES)


def test_who_raises_far_fewer_than_importance_lets_expect_is_asked():
    found = departments({"Sales": 5.0, "Field": 5.0, "Law": None}, Sales=90, Field=3)
    assert [line.name for line in found.silent] == ["Field"]
    assert found.silent[0].expected == 46.5
    question = questions_on_silence(found, found, "this year")[0]
    assert question.department == "Field"
    assert "3\N{NO-BREAK SPACE}tickets" in question.text


def test_few_tickets_in_all_make_nobody_silent():
    assert departments({"Sales": 5.0, "Field": 5.0}, Sales=6).silent == ()


def test_what_nobody_rates_is_not_called_silent():
    assert departments({"Sales": 5.0, "Law": None}, Sales=90).silent == ()


def test_coverage_is_not_assessed_where_most_tickets_state_none():
    labels = pd.Series(["Sales"] + [None] * 9, dtype=object)
    found = coverage(CoverageKind.DEPARTMENT, labels, {"Sales": 5.0}, RULES)
    assert isinstance(found, NotAssessed)
    assert "1 of 10" in found.why


def test_one_channel_hides_the_others():
    labels = pd.Series(["phone"] * 95 + ["mail"] * 5, dtype=object)
    found = coverage(CoverageKind.CHANNEL, labels, {}, RULES)
    assert one_channel(found, RULES).name == "phone"
    mixed = coverage(CoverageKind.CHANNEL, labels[80:], {}, RULES)
    assert one_channel(mixed, RULES) is None
