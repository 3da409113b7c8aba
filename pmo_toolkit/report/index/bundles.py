"""Proposals that others require, with what they are worth together, as the index shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pmo_toolkit.core.number_format import NumberFormat, short
from pmo_toolkit.report.index.rows import Row, value_at

#: So many bundles are listed, those of the highest value first.
MOST_BUNDLES = 40


@dataclass(frozen=True)
class BundleRow:
    """One bundle; texts ready to print, None where nothing is assessed."""

    row: Row
    counted: tuple[str, ...]
    left_aside: tuple[str, ...]
    alone: str | None
    joint: str | None
    chance: str | None


def bundle_rows(
    rows: Iterable[Row], assessments: Mapping[str, Mapping[str, Any]], numbers: NumberFormat
) -> list[BundleRow]:
    """Bundles of the proposals that lead one, the highest joint value first.

    Parameters
    ----------
    rows : iterable of Row
    assessments : mapping of str to mapping
        Proposal → content of its ``assessment.json``, or its summary.
    numbers : NumberFormat
    """
    found = []
    for row in rows:
        bundle = value_at(assessments.get(row.id, {}), "dependencies", "bundle")
        if isinstance(bundle, Mapping) and bundle.get("enabler") == row.id:
            value = value_at(bundle, "net_value", "p50")
            worth = float(value) if isinstance(value, int | float) else None
            found.append((worth is None, -(worth or 0.0), row.id, _row(row, bundle, numbers)))
    return [bundle for *_, bundle in sorted(found, key=lambda entry: entry[:3])][:MOST_BUNDLES]


def _row(row: Row, bundle: Mapping[str, Any], numbers: NumberFormat) -> BundleRow:
    listed = bundle.get("members")
    members = [
        member
        for member in (listed if isinstance(listed, list | tuple) else ())
        if isinstance(member, Mapping)
    ]
    others = [member for member in members if member.get("role") == "dependant"]
    chance = bundle.get("chance_net_positive")
    value = bundle.get("net_value")
    known = isinstance(value, Mapping) and "p50" in value
    alone = value_at(members[0], "net_value", "p50") if members else None
    return BundleRow(
        row,
        tuple(short(member.get("id"), 80) for member in others if member.get("weight")),
        tuple(short(member.get("id"), 80) for member in others if not member.get("weight")),
        None if alone is None else numbers.money(alone),
        f"{numbers.money(value['p50'])}" if known and isinstance(value, Mapping) else None,
        None if chance is None else numbers.chance(chance),
    )
