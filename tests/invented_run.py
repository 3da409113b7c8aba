"""An invented run as the index sees it: its manifest and its assessments."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from pmo_toolkit.advice import POSITIONS
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.evidence.alignment import GoalServed
from pmo_toolkit.analysis.money.cost import CostView
from pmo_toolkit.assessment import Assessment
from pmo_toolkit.core.canonical_json import json_ready
from tests.assessment_parts import OUTCOMES, quantiles
from tests.fixtures import EVIL_LONG, NASTY, UNBROKEN, rich

TITLES = (
    "One front door for service requests",
    "Contract register with obligations",
    "Digital mailroom",
    "Map of works",
    "Automatic matching of invoices",
    "Meter data in one place",
    "Inspection app for field teams",
    "Archive renewal",
    "Shared calendar of closures",
    "Supplier self-service",
    "Case file for appeals",
    "Forecast of building energy",
)
DEPARTMENTS = ("Customer services", "Finance", "Works", "Legal", "Facilities", "Audit")
#: What differs between the proposals; all else is the same, and written once.
VARIED = ("proposal", "advice", "alignment", "cost")


def run(
    proposals: int, failed: int = 0, *, base: Assessment | None = None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Manifest and assessments of an invented run, as they stand in the JSON files."""
    rng = np.random.default_rng(7)
    base = base or rich()
    known = base.to_dict()
    entries: list[dict[str, Any]] = []
    found: dict[str, Any] = {}
    for number in range(1, proposals + 1):
        ident = f"P-{number:03d}"
        title = TITLES[number % len(TITLES)]
        if number > len(TITLES):
            title += f" {number // len(TITLES) + 1}"
        entry = {
            "id": ident,
            "title": title,
            "status": "rendered",
            "why": None,
            "input_hash": "0" * 64,
            "seed": 20261122,
            "as_of": "2026-11-22",
            "versions": {"python": "3.11.2", "pmo-toolkit": "0.1.0"},
            "seconds": 3.2,
            "report": f"{ident}/report.html",
            "notebook": f"{ident}/assessment.ipynb",
            "assessment": f"{ident}/assessment.json",
        }
        entries.append(entry)
        if number <= failed:
            entry |= {"status": "failed", "report": None, "assessment": None}
            entry["why"] = (
                "row fault: costs, row 14, column high: low exceeds high; found '12 000'; expected"
                " at least 40000"
            )
            continue
        made = _varied(base, ident, title, rng)
        found[ident] = known | {
            name: json_ready(getattr(made, name), f"$.{name}") for name in VARIED
        }
    manifest = {
        "schema_version": "1.0",
        "made_by": "pmo-toolkit",
        "workspace": "sample organisation",
        "is_sample": True,
        "state": "done",
        "set_aside": [],
        "proposals": entries,
    }
    return manifest, found


def _varied(base: Assessment, ident: str, title: str, rng: np.random.Generator) -> Assessment:
    """The same with other values in the parts that are `VARIED`."""
    position = str(rng.choice(POSITIONS, p=(0.3, 0.15, 0.3, 0.15, 0.1)))
    confidence = str(rng.choice(("high", "moderate", "low"), p=(0.15, 0.5, 0.35)))
    department = str(rng.choice(DEPARTMENTS))
    facts = replace(base.proposal, id=ident, title=title, department=department)
    changed = replace(
        base, proposal=facts, advice=replace(base.advice, position=position, confidence=confidence)
    )
    pick = rng.random()
    goals: tuple[GoalServed, ...] = ()
    if pick > 0.12:
        goals = tuple(
            GoalServed(
                f"G{place}",
                OUTCOMES[place],
                None,
                None,
                None,
                None,
                None,
                None,
                float(rng.uniform(0.05, 0.3)),
                float(rng.uniform(0.05, 0.5)),
            )
            for place in rng.choice(len(OUTCOMES), size=int(rng.integers(1, 3)), replace=False)
        )
    changed = replace(changed, alignment=replace(base.alignment, goals=goals))
    if rng.random() < 0.15 or not isinstance(base.cost, CostView):
        missing = NotAssessed(
            "cost", "there are neither cost ranges nor a requested budget", ReasonCode.NO_ROWS
        )
        return replace(changed, cost=missing)
    middle = float(np.exp(rng.normal(12.8, 0.9)))
    budget = None if rng.random() < 0.2 else middle * float(rng.uniform(0.7, 1.4))
    chance = None if budget is None else float(np.clip(0.5 + np.log(budget / middle), 0.02, 0.98))
    cost = replace(
        base.cost,
        cost=quantiles(middle, 0.45),
        requested_budget=budget,
        chance_within_budget=chance,
    )
    return replace(changed, cost=cost, proposal=replace(facts, requested_budget=budget))


def poisoned_manifest(manifest: dict[str, Any]) -> dict[str, Any]:
    """A manifest whose titles, reasons and names are turned against the page."""
    proposals = [
        each | {"title": EVIL_LONG, "why": each["why"] and NASTY + UNBROKEN}
        for each in manifest["proposals"]
    ]
    return manifest | {"proposals": proposals, "workspace": NASTY, "decides": NASTY}
