"""IT's offer from the business side as a workbook, made from its figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pmo_toolkit.exports.revaluation_evidence import evidence_sheets
from pmo_toolkit.exports.revaluation_services import service_sheets
from pmo_toolkit.exports.workbook import Column, Kind, Sheet, workbook


def revaluation_workbook(data: Mapping[str, Any]) -> bytes:
    """A workbook of the figures of ``revaluation.json``.

    Parameters
    ----------
    data : mapping
        As `Revaluation.as_dict` gives it.

    Returns
    -------
    bytes
        An ``.xlsx`` file; the same for the same figures.
    """
    money = data["currency"] or "money as stated"
    lines = [
        "IT's offer, seen from the business",
        *(["These are sample data."] if data["sample"] else []),
        f"{data['workspace']}, as of {data['as_of']}; money in {money}.",
        "This advises; departments and the deciding body decide.",
        f"Inputs {data['input_hash']}, seed {data['seed']}, pmo-toolkit {data['version']}.",
        *data["remarks"],
    ]
    return workbook(
        "IT's offer, seen from the business",
        ("Read first", lines),
        (
            _outcomes(data["outcomes"]),
            _capabilities(data["capabilities"]),
            *service_sheets(data),
            _thin(data["thin"]),
            *evidence_sheets(data),
            _questions(data["questions"]),
        ),
    )


def _outcomes(outcomes: Iterable[Mapping[str, Any]]) -> Sheet:
    return Sheet(
        "Outcomes",
        (
            Column("Goal"),
            Column("Outcome", width=40),
            Column("To run a year", Kind.MONEY),
            Column("Services without a stated cost", width=24),
            Column("Less mature than aimed at", width=40),
            Column("Proposals", width=30),
            Column("Asked for", Kind.MONEY),
            Column("Proposals without a stated budget", width=24),
        ),
        [
            (
                one["goal"],
                one["title"] or "No stated outcome",
                one["annual_cost"] if len(one["without_cost"]) < len(one["parts"]) else None,
                _listed(one["without_cost"]),
                _listed(own["title"] for own in one["capabilities"] if _gap(own)),
                _listed(own["id"] for own in one["proposals"]),
                one["budget"] if len(one["without_budget"]) < len(one["proposals"]) else None,
                _listed(one["without_budget"]),
            )
            for one in outcomes
        ],
        "No goal is stated.",
    )


def _capabilities(capabilities: Iterable[Mapping[str, Any]]) -> Sheet:
    return Sheet(
        "Capabilities",
        (
            Column("Capability"),
            Column("Title", width=40),
            Column("Level", Kind.WHOLE),
            Column("Above it"),
            Column("Importance", Kind.NUMBER),
            Column("Maturity now", Kind.NUMBER),
            Column("Maturity aimed at", Kind.NUMBER),
            Column("Owned by", width=24),
            Column("Services", width=30),
            Column("A year, as far as stated", Kind.MONEY),
            Column("Services without a stated cost", width=24),
            Column("Proposals", width=30),
        ),
        [
            (
                one["capability"]["id"],
                one["capability"]["title"],
                one["level"],
                one["capability"]["parent"],
                one["capability"]["importance"],
                one["capability"]["maturity_now"],
                one["capability"]["maturity_target"],
                one["capability"]["department"],
                _listed(one["services"]),
                one["annual_cost"] if len(one["without_cost"]) < len(one["services"]) else None,
                _listed(one["without_cost"]),
                _listed(one["proposals"]),
            )
            for one in capabilities
        ],
        "No capability is stated.",
    )


def _thin(spots: Iterable[Mapping[str, Any]]) -> Sheet:
    return Sheet(
        "Thin spots",
        (
            Column("Kind", width=40),
            Column("Capability"),
            Column("Services", width=24),
            Column("Proposals", width=24),
            Column("Why", width=60),
            Column("A year at stake", Kind.MONEY),
            Column("Asked of", width=24),
        ),
        [
            (
                one["kind"],
                one["capability"],
                _listed(one["services"]),
                _listed(one["proposals"]),
                one["why"],
                one["amount"],
                one["department"],
            )
            for one in spots
        ],
        "Nowhere is the map thin, as far as it is stated.",
    )


def _questions(questions: Iterable[Mapping[str, Any]]) -> Sheet:
    return Sheet(
        "Questions",
        (Column("Department", width=28), Column("Question", width=70), Column("Effect", width=60)),
        [(one["department"], one["text"], one["effect"]) for one in questions],
        "No question is open.",
    )


def _gap(capability: Mapping[str, Any]) -> bool:
    now, aim = capability["maturity_now"], capability["maturity_target"]
    return now is not None and aim is not None and aim > now


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
