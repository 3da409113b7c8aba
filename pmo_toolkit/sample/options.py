"""Options of a proposal, what they cost, and how much is asked for."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from numpy.random import Generator

from pmo_toolkit.sample.cases import Case
from pmo_toolkit.sample.chance import (
    between,
    chance,
    cost_range,
    lognormal,
    pick,
    rounded,
    stream,
)
from pmo_toolkit.sample.cost_elements import (
    ELEMENTS,
    SERVERS,
    Element,
    months_to_benefit,
    purpose_of,
)

Row = dict[str, Any]

_LOCK_IN = MappingProxyType(
    {
        "reuse": "low",
        "SaaS": "medium",
        "PaaS": "medium",
        "IaaS": "low",
        "build": "low",
        "minimum": "low",
    }
)
_EXIT = MappingProxyType({"SaaS": 0.15, "PaaS": 0.10, "IaaS": 0.06, "build": 0.04, "reuse": 0.04})
_TITLES = MappingProxyType({"nothing": "Carry on as today"})
_CODES = MappingProxyType({"nothing": "NONE", "minimum": "MIN"})
_SCOPES = MappingProxyType({"nothing": "nothing", "minimum": "part", "reuse": "part"})
_BENEFIT_SHARE = MappingProxyType({"minimum": (0.25, 0.42), "reuse": (0.6, 0.9)})


@dataclass(frozen=True)
class Priced:
    """One option of a case with its cost elements and their most likely amounts."""

    kind: str
    title: str
    term_months: int
    elements: tuple[tuple[Element, float], ...]
    exit_cost: float | None
    more: Mapping[str, Any]

    @property
    def once(self) -> float:
        """Most likely amount spent once."""
        return math.fsum(amount for element, amount in self.elements if element.period == "once")

    @property
    def yearly(self) -> float:
        """Most likely amount a year."""
        times = {"once": 0, "per month": 12, "per year": 1}
        return math.fsum(amount * times[element.period] for element, amount in self.elements)

    @property
    def whole_life(self) -> float:
        """Most likely cost over the term, in constant prices."""
        return self.once + self.yearly * self.term_months / 12 + (self.exit_cost or 0)


def priced_options(case: Case) -> tuple[Priced, ...]:
    """Options of a case: the sponsor's own first, doing nothing last.

    Empty where none was worked out.
    """
    if not case.theme.options:
        return ()
    rng = stream(case.seed, "options", case.index)
    term = pick(rng, (60, 48, 36, 84), (0.82, 0.06, 0.06, 0.06))
    present = between(rng, 0.75, 1.3)
    priced: list[Priced] = []
    for entry in ({"kind": "nothing"}, *case.theme.options):
        kind = entry["kind"]
        factor = present if kind == "nothing" else lognormal(rng, 1.0, 0.06)
        option = _priced(rng, case, entry, term, factor, present)
        if priced[1:] and option.elements and kind != "minimum":
            aim = priced[1].whole_life * lognormal(rng, 0.88 if kind == "reuse" else 1.18, 0.12)
            option = _scaled(option, aim / option.whole_life)
        priced.append(option)
    return (*priced[1:], priced[0])


def _priced(
    rng: Generator, case: Case, entry: Row, term: int, factor: float, present: float
) -> Priced:
    kind = entry["kind"]
    chosen: list[tuple[Element, float]] = []
    for element in ELEMENTS[kind]:
        name, share = element.name, element.share
        if kind == "build" and case.theme.project_class == "infrastructure":
            name, share = SERVERS.get(name, (name, share))
        if share < 0.06 and element.period == "once" and chance(rng, 0.4):
            continue  # small things are often forgotten
        scale = present if name == "Running the present service" else factor
        amount = share * case.labour * scale * lognormal(rng, 1.0, 0.08)
        chosen.append(
            (replace(element, name=name), amount / 12 if element.period == "per month" else amount)
        )
    exit_cost = _EXIT[kind] * case.labour * lognormal(rng, 1.0, 0.4) if kind in _EXIT else None
    if exit_cost is not None and chance(rng, 0.15):
        exit_cost = None
    return Priced(
        kind=kind,
        title=entry.get("title") or _TITLES[kind],
        term_months=term,
        elements=tuple(chosen) if entry.get("costed", True) else (),
        exit_cost=exit_cost if entry.get("costed", True) else None,
        more={"lock_in": _LOCK_IN.get(kind), **entry},
    )


def _scaled(option: Priced, factor: float) -> Priced:
    elements = tuple((element, amount * factor) for element, amount in option.elements)
    return replace(
        option, elements=elements, exit_cost=option.exit_cost and option.exit_cost * factor
    )


def option_id(case: Case, kind: str) -> str:
    """``O-007-SAAS``: a case has at most one option of a kind."""
    return f"O-{case.number}-{_CODES.get(kind, kind.upper())}"


def option_and_cost_rows(case: Case) -> tuple[list[Row], list[Row]]:
    """Rows of ``options`` and of ``costs``."""
    options: list[Row] = []
    costs: list[Row] = []
    rng = stream(case.seed, "costs", case.index)
    priced = priced_options(case)
    for option in (*priced[-1:], *priced[:-1]):
        name = option_id(case, option.kind)
        usual = _BENEFIT_SHARE.get(option.kind)
        share = option.more.get("benefit_share", round(between(rng, *usual), 2) if usual else None)
        options.append(
            {
                "id": name,
                "proposal": case.id,
                "kind": option.kind,
                "title": option.title,
                "service": option.more.get("service"),
                "replaces": option.more.get("replaces"),
                "benefit_share": None if option.more.get("share_unknown") else share,
                "scope": _SCOPES.get(option.kind, "whole"),
                "term_months": option.term_months,
                "months_to_benefit": months_to_benefit(case, option.kind),
                "exit_cost": option.exit_cost and rounded(option.exit_cost),
                "lock_in": option.more["lock_in"],
            }
        )
        for element, amount in option.elements:
            low, mode, high = cost_range(rng, amount, 1.0 if element.group == "labour" else 0.6)
            costs.append(
                {
                    "option": name,
                    "element": element.name,
                    "cost_type": element.cost_type,
                    "purpose": purpose_of(case, element.name),
                    "low": low,
                    "mode": mode,
                    "high": high,
                    "period": element.period,
                    "correlation_group": element.group,
                }
            )
    return options, costs


def requested_budget(case: Case) -> float | str | None:
    """What the department asks for.

    Rarely more than its own most likely figure; ``TBD`` or nothing in some.
    """
    theme = case.theme
    if theme.budget_text or theme.budget:
        return theme.budget_text or theme.budget
    priced = priced_options(case)
    if not priced:
        return None
    amount = (
        priced[0].whole_life
        * theme.asks
        * lognormal(stream(case.seed, "budget", case.index), 1.0, 0.05)
    )
    return max(80_000, rounded(amount))
