"""The advice in one sentence: where it leads, with whom, and what it waits for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmo_toolkit.advice import Links
from pmo_toolkit.advice.sentence import advice_sentence
from pmo_toolkit.analysis.dependencies.shapes import BundleMember, Exclusion
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.core.settings import Settings
from tests.advice.test_rules import FIRM, bundled, quantiles, results


def sentence(position, made):
    return advice_sentence(position, made, NumberFormat("en_GB", "EUR"), Settings())


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        (None, "to advance this to a business case as SaaS"),
        ("idea", "to a business case as"),
        ("outline", "to a business case as"),
        ("business case", "to a decision on its business case as"),
        ("ready for decision", "to advance this to a decision as SaaS"),
        ("a stage of the house's own", "to a business case as"),
    ],
)
def test_the_next_step_follows_from_the_stage(stage, words):
    assert words in sentence("advance", results(0.7, stage=stage))


def with_members(chance):
    links = bundled(chance)
    members = [
        BundleMember(name, name, role, None, quantiles(0.0), weight)
        for name, role, weight in (
            ("P-1", "enabler", 1),
            ("P-2", "dependant", 0.5),
            ("P-3", "dependant", 0),
        )
    ]
    return Links(bundle=replace(links.bundle, members=tuple(members)))


def test_an_enabler_names_those_for_whose_sake_it_is_advanced():
    made = results(0.1, required_by=FIRM, links=with_members(0.7))
    assert ", for the sake of P-2, which require it, planning with" in sentence("advance", made)
    alone = results(0.7, required_by=FIRM, links=with_members(0.7))
    assert "sake" not in sentence("advance", alone)


def test_an_enabler_that_is_explored_says_what_the_bundle_is_worth():
    made = results(0.1, required_by=FIRM, links=with_members(0.3))
    assert "together with the proposal that depends on it" in sentence("explore", made)
    assert "(30\u00a0%)" in sentence("explore", made)


def test_what_is_waited_for_is_named():
    rival = Links(excludes=(Exclusion(FIRM[0], 0.3, True),))
    assert "until P-9 (The platform), which excludes it" in sentence(
        "defer", results(0.7, links=rival)
    )
    assert "on which it depends" in sentence("defer", results(0.7, requires=FIRM))
    assert "better supported" in sentence("defer", results(0.4, requires=FIRM))
    assert "“P-9”, which is not known here" in sentence(
        "explore", results(0.7, links=Links(unknown=FIRM))
    )


def test_one_goal_is_no_first_of_all():
    from tests.advice.test_rules import advice

    texts = [reason.text for reason in advice(results(0.7)).reasons]
    assert "It serves the business goal “Faster answers”." in texts
