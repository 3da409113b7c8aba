"""An advice changes only if a number that it names changes."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.advice import Advice, LinkedProposal, Results
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.evidence.alignment import Alignment
from pmo_toolkit.analysis.evidence.readiness import Readiness
from pmo_toolkit.analysis.money.option_results import OptionsComparison
from tests.advice.test_rules import GAP, GOAL, advice, cost, option, results

CHANCES = (None, 0.1, 0.3, 0.545, 0.7)
WITHIN = (None, 0.194, 0.9)
SHARES = (0.59, 0.6)
LINKS = ((), (0.79,), (0.4, 0.9))


def linked(strengths) -> tuple[LinkedProposal, ...]:
    return tuple(
        LinkedProposal(f"P-{place}", "Another", strength)
        for place, strength in enumerate(strengths)
    )


def made(
    chance,
    within,
    share,
    goals,
    requires,
    required_by,
    *,
    department="Finance",
    kind="SaaS",
    p50=5e5,
) -> Results:
    priced = cost(within)
    return replace(
        results(chance, share=share, requires=linked(requires), required_by=linked(required_by)),
        options=OptionsComparison(
            (option(None, "nothing", preferred=False), option(chance, kind)), kind, "why", ()
        ),
        readiness=Readiness((GAP,), share),
        alignment=Alignment((GOAL,) * goals, (), ()),
        cost=replace(priced, cost=replace(priced.cost, p50=p50)),
        department=department,
    )


def unexplained(said: list[Advice]) -> list[set[str]]:
    """Positions that differ although all numbers that the advice names are the same."""
    by_numbers: dict[frozenset[tuple[str, float]], set[str]] = {}
    for each in said:
        by_numbers.setdefault(frozenset(each.named.items()), set()).add(each.position)
    return [positions for positions in by_numbers.values() if len(positions) > 1]


EVERY = [
    made(*case, department=department)
    for case in product(CHANCES, WITHIN, SHARES, (0, 1), LINKS, LINKS)
    for department in ("Finance", "Legal")
]


@lru_cache(maxsize=1)
def everything() -> tuple[Advice, ...]:
    return tuple(map(advice, EVERY))


def test_no_two_advices_differ_where_the_numbers_that_they_name_agree():
    said = list(everything())
    assert {each.position for each in said} == {
        "advance",
        "advance in part",
        "explore",
        "defer",
        "do not pursue yet",
    }
    assert unexplained(said) == []


@pytest.mark.parametrize("hidden", ["department", "an unnamed link", "evidence"])
def test_a_rule_that_listens_to_something_else_is_found_out(hidden):
    def doctored(given: Results, honest: Advice) -> Advice:
        if hidden == "department" and given.department == "Legal":
            return replace(honest, position="defer")
        if hidden == "an unnamed link" and given.requires and given.requires[0].strength == 0.79:
            return replace(honest, position="defer")
        if hidden == "evidence":
            return replace(
                honest,
                reasons=tuple(each for each in honest.reasons if each.number != "readiness.share"),
            )
        return honest

    assert unexplained([doctored(*each) for each in zip(EVERY, everything(), strict=True)])


chances = st.none() | st.floats(0, 1)
links = st.lists(st.floats(0, 1), max_size=3)


@given(
    fixed=st.tuples(chances, chances, st.floats(0, 1), st.integers(0, 3), links, links),
    departments=st.tuples(st.sampled_from(["Finance", "Legal"]), st.none() | st.text(max_size=5)),
    kinds=st.tuples(
        st.sampled_from(["SaaS", "PaaS", "build"]), st.sampled_from(["minimum", "reuse", "IaaS"])
    ),
    medians=st.tuples(st.floats(1, 1e9), st.floats(1, 1e9)),
)
def test_what_an_advice_does_not_name_cannot_change_it(fixed, departments, kinds, medians):
    first, second = (
        advice(made(*fixed, department=departments[place], kind=kinds[place], p50=medians[place]))
        for place in (0, 1)
    )
    assert first.named == second.named
    assert (first.position, first.likelihoods) == (second.position, second.likelihoods)


def test_every_named_number_has_a_path_of_its_own():
    for each in everything()[:: len(EVERY) // 97]:
        assert len(each.named) == len(
            {one.number for one in each.reasons} | {one.number for one in each.likelihoods}
        )
        for one in each.likelihoods:
            assert each.named[one.number] == one.probability or one.number in {
                r.number for r in each.reasons
            }


def test_a_firm_dependency_is_named_with_its_strength():
    said = advice(made(0.7, 0.9, 0.9, 1, (0.4, 0.9), ()))
    assert said.position == "defer" and said.named["requires.1.strength"] == 0.9
    assert any("P-1 (Another)" in each.text and "90" in each.text for each in said.reasons)
    saved = advice(made(0.1, 0.9, 0.9, 1, (), (0.85,)))
    assert saved.position == "explore" and saved.named["required_by.0.strength"] == 0.85


def test_without_options_nothing_is_said_of_their_chances():
    said = advice(
        replace(
            made(None, None, 0.9, 1, (), ()),
            options=NotAssessed("options", "none stated", ReasonCode.NO_OPTION),
        )
    )
    assert not any(path.startswith("options") for path in said.named)
