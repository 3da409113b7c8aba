"""IT's offer from the business side as a workbook, made from its figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pmo_toolkit.exports.revaluation_evidence import evidence_sheets
from pmo_toolkit.exports.workbook import Column, Kind, Sheet, workbook

_MISSING = "not assessed"


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
            _services(data["services"]),
            _ways(data["services"]),
            _alternatives(data["services"]),
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
                one["budget"],
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


def _services(services: Iterable[Mapping[str, Any]]) -> Sheet:
    return Sheet(
        "Services",
        (
            Column("Service"),
            Column("Title", width=40),
            Column("Capabilities"),
            Column("Hosting"),
            Column("A year", Kind.MONEY),
            Column("Last twelve months", Kind.MONEY),
            Column("Their period", width=32),
            Column("Fit"),
            *(Column(f"Chance: {name}", Kind.SHARE) for name in _QUADRANTS),
            Column("Steps to the border", Kind.NUMBER),
            Column("Way"),
            Column("Open questions before it", Kind.WHOLE),
            Column("Decide by"),
            Column("Contract end"),
        ),
        [
            (
                one["service"]["id"],
                one["service"]["title"],
                _listed(one["service"]["capabilities"]),
                one["service"]["hosting"],
                one["annual_cost"],
                *_recorded(one["recorded"]),
                one["fit"].get("quadrant", _MISSING),
                *((one["fit"].get("chances") or {}).get(name) for name in _QUADRANTS),
                one["fit"].get("to_border"),
                one["move"]["way"] or "asked",
                len(one["move"]["provided"]),
                one["window"].get("decide_by", "not stated"),
                one["service"]["contract_end"],
            )
            for one in services
        ],
        "No service is stated.",
    )


def _recorded(recorded: Mapping[str, Any] | None) -> tuple[float | None, str]:
    """Sum of the last twelve months, and when they are, how many, and whether they differ."""
    if recorded is None:
        return None, ""
    said = f"{recorded['first'][:7]} to {recorded['last'][:7]}, {recorded['months']} of 12 months"
    return recorded["amount"], said + (": not as stated" if recorded["differs"] else "")


_QUADRANTS = ("tolerate", "invest", "migrate", "eliminate")


def _ways(services: Iterable[Mapping[str, Any]]) -> Sheet:
    words = {True: "yes", False: "no", None: "asked"}
    return Sheet(
        "Ways",
        (
            Column("Service"),
            Column("Question", width=50),
            Column("Answer"),
            Column("Evidence", width=60),
            Column("A yes would mean"),
        ),
        [
            (
                one["service"]["id"],
                answer["question"],
                words[answer["answer"]],
                answer["evidence"],
                answer["way"],
            )
            for one in services
            for answer in one["move"]["answers"]
        ],
        "No service is stated.",
    )


def _alternatives(services: Iterable[Mapping[str, Any]]) -> Sheet:
    return Sheet(
        "Staying and options",
        (
            Column("Service"),
            Column("Option"),
            Column("Proposal"),
            Column("Kind"),
            Column("Replaces it"),
            Column("Months", Kind.WHOLE),
            *(Column(f"Option {name}", Kind.MONEY) for name in ("P10", "P50", "P90")),
            *(Column(f"Doing nothing {name}", Kind.MONEY) for name in ("P10", "P50", "P90")),
            *(Column(f"Service alone, {name}", Kind.MONEY) for name in ("low", "middle", "high")),
        ),
        [
            (
                one["service"]["id"],
                own["option"]["id"],
                own["option"]["proposal"],
                own["option"]["kind"],
                "yes" if one["service"]["id"] in own["option"]["replaces"] else "no",
                own["term_months"],
                *(own["whole_life"].get(name) for name in ("p10", "p50", "p90")),
                *(own["nothing"].get(name) for name in ("p10", "p50", "p90")),
                *(own["staying"].get(name) for name in ("low", "middle", "high")),
            )
            for one in services
            for own in one["alternatives"]
        ],
        "No option names a service that it reuses or replaces.",
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
        ),
        [
            (
                one["kind"],
                one["capability"],
                _listed(one["services"]),
                _listed(one["proposals"]),
                one["why"],
                one["amount"],
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
