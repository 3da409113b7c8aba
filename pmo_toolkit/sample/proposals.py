"""Rows of the tables that speak of the proposals themselves.

Facts, goals, capabilities, links, risks.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

from pmo_toolkit.sample.cases import Case
from pmo_toolkit.sample.chance import between, chance, lognormal, pick, rounded, stream
from pmo_toolkit.sample.content import links, moderation, organisation, themes
from pmo_toolkit.sample.effort_law import HOURLY_RATE, usual_days
from pmo_toolkit.sample.options import priced_options, requested_budget

Row = dict[str, Any]

#: Risks that any project of the class may meet: title, probability, effect on cost (share of what
#: is spent once), days.
_CLASS_RISKS: MappingProxyType[str, tuple[tuple[str, float, float | None, float | None], ...]] = (
    MappingProxyType(
        {
            "software package": (
                (
                    "The product covers less of the daily work than its demonstration promised",
                    0.35,
                    0.15,
                    35,
                ),
                ("Users are not free for training in the busy months", 0.4, None, 25),
                ("The price rises when the contract is renewed", 0.3, 0.10, None),
            ),
            "custom development": (
                ("Requirements change after development has begun", 0.55, 0.25, 60),
                ("Key developers are drawn into urgent repairs elsewhere", 0.4, 0.1, 45),
            ),
            "integration": (
                ("An old system cannot deliver its data as described", 0.45, 0.2, 40),
                ("A supplier charges more than expected for opening its system", 0.35, 0.15, None),
            ),
            "infrastructure": (
                ("Night work is needed because plants cannot be switched off by day", 0.3, 0.1, 15),
                ("Delivery of equipment is late", 0.3, None, 40),
            ),
            "data and analytics": (
                ("Data are less complete than assumed", 0.5, 0.15, 45),
                ("Nobody changes a decision because of the new figures", 0.3, None, None),
            ),
            "migration": (
                ("Records must be cleaned by hand before they can be moved", 0.5, 0.2, 50),
                (
                    "The old and the new system must run side by side for longer than planned",
                    0.35,
                    0.12,
                    60,
                ),
            ),
        }
    )
)


def proposal_row(case: Case) -> Row:
    """The row of ``proposals``."""
    theme = case.theme
    hours, days = _expected_work(case)
    asked = requested_budget(case)
    return {
        "id": case.id,
        "title": theme.title,
        "department": theme.department,
        "sponsor_role": theme.sponsor_role,
        "stage": theme.stage,
        "need": theme.need,
        "description": theme.description,
        "risk_of_not_doing": theme.risk_of_not_doing,
        "start_window": theme.start,
        "wanted_finish": theme.finish,
        "requested_budget": asked,
        "requested_budget_covers": _budget_covers(case, asked),
        "estimate_effort_person_hours": hours,
        "estimate_duration_days": days,
        "class": theme.project_class,
        "size": theme.size,
        "size_unit": theme.size_unit,
        "interface_count": theme.interface_count,
        "user_count": theme.user_count,
        "team_experience": theme.team_experience,
        "requirements_clarity": theme.requirements_clarity,
        "technology_novelty": theme.technology_novelty,
    }


def _budget_covers(case: Case, asked: float | str | None) -> str | None:
    """What the budget is for: it was reckoned over the whole life; one in five does not say so."""
    if not isinstance(asked, int | float) or chance(stream(case.seed, "covers", case.index), 0.2):
        return None
    return "whole life"


def _expected_work(case: Case) -> tuple[int | float | None, int | float | None]:
    """Person-hours and calendar days as the sponsor sees them.

    Early proposals rarely state either.
    """
    rng = stream(case.seed, "expected work", case.index)
    stated = chance(rng, 0.3 if case.theme.stage in ("idea", "outline") else 0.85)
    if case.theme.sparse or case.theme.size is None or not stated:
        return None, None
    hours = rounded(case.labour / HOURLY_RATE * lognormal(rng, 1.0, 0.12))
    days = 5 * round(usual_days(hours) * lognormal(rng, 0.95, 0.1) / 5)
    return hours, days


def goal_rows(case: Case) -> list[Row]:
    """Rows of ``proposal_goals``."""
    scale = 1.0 if case.index < len(themes()) else 0.3
    return [
        {"proposal": case.id, "goal": goal, "contribution": max(0.01, round(share * scale, 2))}
        for goal, share in case.theme.goals
    ]


def capability_rows(case: Case) -> list[Row]:
    """Rows of ``proposal_capabilities``."""
    return [
        {"proposal": case.id, "capability": capability, "maturity_gain": gain}
        for capability, gain in case.theme.capabilities
    ]


def risk_rows(case: Case) -> list[Row]:
    """Rows of ``risks``: the theme's own, and at most one that is typical of its class.

    Some parts are unknown.
    """
    theme = case.theme
    if theme.sparse:
        return []
    rng = stream(case.seed, "risks", case.index)
    priced = priced_options(case)
    base = priced[0].once if priced else case.labour
    risks: list[tuple[str, float, float | None, float | None, str]] = [
        (risk["title"], risk["probability"], risk.get("cost"), risk.get("days"), risk["origin"])
        for risk in theme.risks
    ]
    if theme.project_class and chance(rng, 0.6):
        risks.append(
            (*pick(rng, _CLASS_RISKS[theme.project_class]), pick(rng, ("register", "pre-mortem")))
        )
    rows = []
    for title, probability, cost, days, origin in risks[:4]:
        row: Row = {
            "proposal": case.id,
            "title": title,
            "probability": None if chance(rng, 0.05) else probability,
        }
        for part, middle in (("money", cost and cost * base), ("days", days)):
            low = middle and rounded(middle * between(rng, 0.3, 0.6), 1 if part == "days" else 2)
            high = middle and rounded(middle * between(rng, 1.6, 3.2), 1 if part == "days" else 2)
            mode = middle and rounded(middle)
            row |= {
                f"impact_{part}_low": low,
                f"impact_{part}_mode": mode,
                f"impact_{part}_high": high,
            }
        rows.append(row | {"origin": origin})
    return rows


def dependency_rows(cases: Sequence[Case], seed: int) -> list[Row]:
    """Rows of ``dependencies`` between the proposals that are there; they never run in circles.

    Hand-written links come from ``links.toml``. Further proposals hang only on proposals before
    them.
    """
    ids = {case.theme.key: case.id for case in cases}
    known = organisation()
    ids |= {project["project"]: project["project"] for project in known["in_flight"]}
    ids |= {row["id"]: row["id"] for row in (*known["services"], *known["capabilities"])}
    rows = [
        {
            "from": ids[link["from"]],
            "to": ids[link["to"]],
            "type": link["type"],
            "lag_days": link.get("lag_days"),
            "strength": link.get("strength"),
        }
        for link in links()
        if link["from"] in ids and link["to"] in ids
    ]
    written = len(themes())
    platforms = [ids[key] for key in ("sign-on", "integration") if key in ids]
    every = sum(1 for theme in themes() if not theme.sparse)
    for case in cases[written:]:
        rng = stream(seed, "links", case.index)
        if chance(rng, 0.3):
            strength = round(between(rng, 0.4, 1.0), 1)
            rows.append(
                _link(case.id, pick(rng, platforms), "requires", pick(rng, (0, 30)), strength)
            )
        earlier = case.index - every
        # only every second generation depends on the one before, so that chains stay short
        if earlier >= written and (earlier - written) // every % 2 == 0 and chance(rng, 0.25):
            kind = pick(rng, ("requires", "enables", "relates", "excludes"), (3, 2, 3, 1))
            rows.append(
                _link(case.id, cases[earlier].id, kind, None, round(between(rng, 0.3, 1.0), 1))
            )
    return rows


def _link(source: str, target: str, kind: str, lag_days: int | None, strength: float) -> Row:
    return {"from": source, "to": target, "type": kind, "lag_days": lag_days, "strength": strength}


def overlap_answer_rows(cases: Sequence[Case]) -> list[Row]:
    """Rows of ``overlap_answers`` on pairs of which both proposals are there."""
    ids = {case.theme.key: case.id for case in cases}
    return [
        {**answer, "a": ids[answer["a"]], "b": ids[answer["b"]]}
        for answer in organisation()["overlap_answers"]
        if answer["a"] in ids and answer["b"] in ids
    ]


def target_rows(cases: Sequence[Case]) -> list[Row]:
    """Rows of ``targets`` on goals, and on departments that hand in a proposal."""
    return [
        target
        for target in moderation()["target"]
        if target["kind"] != "department" or target["name"] in _departments(cases)
    ]


def scenario_rows(cases: Sequence[Case]) -> list[Row]:
    """Rows of ``scenarios`` that name nothing which is not there, one a setting."""
    rows: list[Row] = []
    for scenario in moderation()["scenario"]:
        settings = [(name, _value(name, value, cases)) for name, value in scenario["set"]]
        if all(value for _, value in settings):
            rows += [
                {"name": scenario["name"], "setting": name, "value": value}
                for name, value in settings
            ]
    return rows


def _value(setting: str, value: str, cases: Sequence[Case]) -> str:
    """Keys of proposals as their ids; empty where a proposal or department is not there."""
    if setting in ("force in", "leave out"):
        ids = {case.theme.key: case.id for case in cases}
        keys = value.split()
        return "; ".join(ids[key] for key in keys) if ids.keys() >= set(keys) else ""
    department = setting.partition("least department ")[2]
    return value if not department or department in _departments(cases) else ""


def _departments(cases: Sequence[Case]) -> set[str]:
    return {case.theme.department for case in cases}


def answer_rows(cases: Sequence[Case]) -> list[Row]:
    """Rows of ``answers`` to questions on proposals that are there."""
    return _on_proposals("answer", cases)


def decision_rows(cases: Sequence[Case]) -> list[Row]:
    """Rows of ``decisions`` on proposals that are there."""
    return _on_proposals("decision", cases)


def _on_proposals(kind: str, cases: Sequence[Case]) -> list[Row]:
    ids = {case.theme.key: case.id for case in cases}
    return [
        {**row, "proposal": ids[row["proposal"]]}
        for row in moderation()[kind]
        if row["proposal"] in ids
    ]
