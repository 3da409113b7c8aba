"""Sheets on services: where they stand, their fit, their ways, and staying beside options."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pmo_toolkit.exports.workbook import Column, Kind, Sheet

_MISSING = "not assessed"


def service_sheets(data: Mapping[str, Any]) -> tuple[Sheet, ...]:
    """Services in their places, one by one, their ways, and staying with them beside options.

    Parameters
    ----------
    data : mapping
        As `Revaluation.as_dict` gives it.
    """
    services = data["services"]
    return (_by_capability(data), _services(services), _ways(services), _alternatives(services))


def _by_capability(data: Mapping[str, Any]) -> Sheet:
    return Sheet(
        "Services by capability",
        (
            Column("Capability"),
            Column("Capability in words", width=40),
            Column("Service"),
            Column("Title", width=40),
            Column("Share of its cost", Kind.SHARE),
            Column("A year, this share", Kind.MONEY),
            Column("Technical fit", Kind.NUMBER),
            Column("Functional fit", Kind.NUMBER),
            Column("Hosting"),
            Column("Contract end"),
        ),
        list(_placed(data)),
        "No service supports a stated capability.",
    )


def _placed(data: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    """Services at each capability that they name themselves, then those outside the map."""
    by_id = {one["service"]["id"]: one for one in data["services"]}
    titles = {one["capability"]["id"]: one["capability"]["title"] for one in data["capabilities"]}
    named: dict[str, list[str]] = {}
    for name, one in by_id.items():
        for place in one["service"]["capabilities"] or [""]:
            named.setdefault(place, []).append(name)
    outside = [place for place in sorted(named) if place not in titles]
    for place in (*titles, *outside):
        for name in named.get(place, ()):
            one = by_id[name]
            service, share = one["service"], _parts(one["service"]).get(place, 1.0)
            yield (
                place or "no capability",
                titles.get(place, "not on the map"),
                name,
                service["title"],
                share,
                None if one["annual_cost"] is None else one["annual_cost"] * share,
                service["technical_fit"],
                service["functional_fit"],
                service["hosting"],
                service["contract_end"],
            )


def _parts(service: Mapping[str, Any]) -> dict[str, float]:
    """Capability → part of the cost of a service, as stated, else equal."""
    names = service["capabilities"]
    shares = service["stated_shares"] or [1 / max(len(names), 1)] * len(names)
    return dict(zip(names, shares, strict=True))


def _shares(service: Mapping[str, Any]) -> str:
    if len(service["capabilities"]) < 2:
        return ""
    if not service["stated_shares"]:
        return "equal"
    return ", ".join(f"{100 * share:.4g} %" for share in service["stated_shares"])


def _origin(one: Mapping[str, Any]) -> str:
    if one["annual_cost"] is None:
        return "not stated"
    if not one["is_cost_of_months"]:
        return "as stated"
    return f"{one['recorded']['months']} of its last 12 months"


def _trend(trend: Mapping[str, Any]) -> tuple[Any, ...]:
    if "per_year" not in trend:
        return None, None, None, None, ""
    of = "a unit" if trend["is_per_unit"] else "all of it"
    return trend["per_year"], trend["low"], trend["high"], trend["months"], of


def _notice(window: Mapping[str, Any]) -> str:
    if "is_notice_supposed" not in window:
        return ""
    return "supposed" if window["is_notice_supposed"] else "as stated"


def _whys(alternative: Mapping[str, Any]) -> str:
    """What of an option beside a service is not assessed, and why."""
    named = {"option": "whole_life", "doing nothing": "nothing", "the service": "staying"}
    found = ((words, alternative[key].get("why")) for words, key in named.items())
    return "; ".join(f"{words}: {why}" for words, why in found if why)


def _services(services: Iterable[Mapping[str, Any]]) -> Sheet:
    return Sheet(
        "Services",
        (
            Column("Service"),
            Column("Title", width=40),
            Column("Capabilities"),
            Column("Their shares of the cost"),
            Column("Supplier"),
            Column("Kept running by", width=20),
            Column("Hosting"),
            Column("A year", Kind.MONEY),
            Column("Cost comes from", width=24),
            Column("Last twelve months", Kind.MONEY),
            Column("Their period", width=32),
            Column("Trend a year", Kind.SHARE),
            Column("Trend: low", Kind.SHARE),
            Column("Trend: high", Kind.SHARE),
            Column("Months of the trend (n)", Kind.WHOLE),
            Column("Trend of"),
            Column("Technical fit", Kind.NUMBER),
            Column("Functional fit", Kind.NUMBER),
            Column("Fit"),
            *(Column(f"Chance: {name}", Kind.SHARE) for name in _QUADRANTS),
            Column("Steps to the border", Kind.NUMBER),
            Column("Way"),
            Column("Open questions before it", Kind.WHOLE),
            Column("Decide by"),
            Column("Notice, days", Kind.WHOLE),
            Column("Notice is"),
            Column("Contract end"),
        ),
        [
            (
                one["service"]["id"],
                one["service"]["title"],
                ", ".join(one["service"]["capabilities"]),
                _shares(one["service"]),
                one["service"]["supplier"],
                one["service"]["role"],
                one["service"]["hosting"],
                one["annual_cost"],
                _origin(one),
                *_recorded(one["recorded"]),
                *_trend(one["trend"]),
                one["service"]["technical_fit"],
                one["service"]["functional_fit"],
                one["fit"].get("quadrant", _MISSING),
                *((one["fit"].get("chances") or {}).get(name) for name in _QUADRANTS),
                one["fit"].get("to_border"),
                one["move"]["way"] or "asked",
                len(one["move"]["provided"]),
                one["window"].get("decide_by", "not stated"),
                one["window"].get("notice_days"),
                _notice(one["window"]),
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
            Column("Trend a year", Kind.SHARE),
            Column("Months of the trend (n)", Kind.WHOLE),
            Column("Decide on the service by"),
            Column("Its contract ends"),
            Column("To leave the option", Kind.MONEY),
            Column("Lock-in of the option"),
            Column("Why not assessed", width=60),
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
                *(one["trend"].get(name) for name in ("per_year", "months")),
                one["window"].get("decide_by", "not stated"),
                one["service"]["contract_end"],
                own["option"]["exit_cost"],
                own["option"]["lock_in"],
                _whys(own),
            )
            for one in services
            for own in one["alternatives"]
        ],
        "No option names a service that it reuses or replaces.",
    )
