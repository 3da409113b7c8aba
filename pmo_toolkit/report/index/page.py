"""The index of a run.

Every proposal with its advice, cost and confidence, grouped by business outcome.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from pmo_toolkit.advice import POSITIONS
from pmo_toolkit.core.number_format import clean_text, counted, day, short
from pmo_toolkit.report.index.bundles import bundle_rows
from pmo_toolkit.report.index.rows import (
    Row,
    counts_of,
    grouped,
    index_row,
    number_format_for,
    position_rank,
    requested_sum,
    value_at,
)
from pmo_toolkit.report.kit.cleaning import POLICY
from pmo_toolkit.report.kit.html import page_style
from pmo_toolkit.report.kit.section import environment

#: Above this number the groups are folded, so that the page opens as an overview.
MOST_UNFOLDED = 120
CONFIDENCES = ("high", "moderate", "low")


def render_index(manifest: Mapping[str, Any], assessments: Mapping[str, Mapping[str, Any]]) -> str:
    """``index.html`` of a run, without script and without outside requests.

    Parameters
    ----------
    manifest : mapping
        As ``manifest.json`` holds it: ``workspace``, ``is_sample``, ``state``, ``set_aside`` and
        ``proposals``, each with ``id``, ``title``, ``status``, ``why`` and ``report`` (link,
        relative to the index).
    assessments : mapping of str to mapping
        Proposal → content of its ``assessment.json``, or as much of it as `summary_of` keeps. What
        is missing there is shown as not assessed.

    Returns
    -------
    str
        A complete page; the same input gives the same text.
    """
    return filled("index/index.html.j2", index_view(manifest, assessments))


def filled(template: str, view: Mapping[str, Any]) -> str:
    """A template under ``templates`` filled with a view."""
    return environment().get_template(template).render(**view)


def index_view(
    manifest: Mapping[str, Any], assessments: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """What the pages of an index show, ready to print; parameters as for `render_index`."""
    entries = list(manifest.get("proposals") or ())
    failed = [entry for entry in entries if entry.get("status") != "rendered"]
    rows = [
        index_row(entry, assessments.get(entry["id"], {}))
        for entry in entries
        if entry.get("status") == "rendered"
    ]
    contexts = [
        found
        for found in (value_at(assessment, "context") for assessment in assessments.values())
        if isinstance(found, Mapping)
    ]
    numbers = number_format_for(contexts[0] if contexts else {})
    # Where no proposal names a goal, one group of all of them would say nothing.
    by_department = bool(rows) and not any(row.outcome[0] for row in rows)
    return {
        "policy": POLICY,
        "style": Markup(page_style("index/index.css")),  # noqa: S704 (our own files)
        "workspace": short(_names(contexts) or manifest.get("workspace") or "workspace", 80),
        "is_sample": (
            bool(manifest.get("is_sample")) or any(context.get("is_sample") for context in contexts)
        ),
        "unfinished": manifest.get("state") in ("running", "stopped"),
        "set_aside": [short(row, 300) for row in manifest.get("set_aside") or ()],
        "total": len(entries),
        "decides": _decides(contexts),
        "prepared": _dates(contexts, "as_of"),
        "valid": _dates(contexts, "valid_until"),
        "failed": [_failure(entry) for entry in failed],
        "rows": rows,
        "picture": _picture(rows, len(failed)),
        "requested": requested_sum(rows, numbers),
        "even_chance": _even_chance(rows),
        "confidences": [
            (name, count) for name in CONFIDENCES if (count := counts_of(rows, "confidence")[name])
        ],
        "groups": grouped(rows, numbers, by_department=by_department),
        "by_department": by_department,
        "bundles": bundle_rows(rows, assessments, numbers),
        "parts": {},
        "unfolded": len(rows) <= MOST_UNFOLDED,
        "made_with": _made_with(entries),
        "shades": {name: position_rank(name) + 1 for name in POSITIONS},
    }


def _picture(rows: list[Row], failed: int) -> list[tuple[str, int, str, int]]:
    """How many were advised what: name, number, width in per cent, and which of the shades."""
    counts = [(name, count) for name, count in counts_of(rows, "position").items() if count]
    parts = [(name, count, position_rank(name) + 1) for name, count in counts]
    if failed:
        parts.append(("could not be assessed", failed, 0))
    total = sum(count for _, count, _ in parts) or 1
    return [(name, count, f"{100 * count / total:.3f}", shade) for name, count, shade in parts]


def _even_chance(rows: Iterable[Row]) -> tuple[int, int]:
    chances = [row.suffices for row in rows if row.suffices is not None]
    return sum(chance >= 0.5 for chance in chances), len(chances)


def _failure(entry: Mapping[str, Any]) -> dict[str, str]:
    why = short(entry.get("why") or "no reason was recorded", 400)
    return {"id": short(entry["id"], 80), "title": short(entry.get("title") or "", 140), "why": why}


def _names(contexts: Iterable[Mapping[str, Any]]) -> str:
    return " and ".join(
        sorted(
            {clean_text(context["workspace"]) for context in contexts if context.get("workspace")}
        )
    )


def _decides(contexts: Iterable[Mapping[str, Any]]) -> str:
    named = sorted(
        {clean_text(context["decides"]) for context in contexts if context.get("decides")}
    )
    return short(" or ".join(named), 120) if named else ""


def _dates(contexts: Iterable[Mapping[str, Any]], name: str) -> str:
    dates = sorted({str(context[name]) for context in contexts if context.get(name)})
    if not dates:
        return ""
    return day(dates[0]) if len(dates) == 1 else f"{day(dates[0])} to {day(dates[-1])}"


def _made_with(entries: Iterable[Mapping[str, Any]]) -> str:
    versions: dict[str, set[str]] = {}
    seeds: set[str] = set()
    for entry in entries:
        for name, version in (entry.get("versions") or {}).items():
            versions.setdefault(clean_text(name), set()).add(clean_text(version))
        if entry.get("seed") is not None:
            seeds.add(clean_text(entry["seed"]))
    parts = [
        f"{name} {' and '.join(sorted(found))}"
        for name, found in sorted(versions.items(), key=_place)
    ]
    if len(seeds) == 1:
        parts += [f"seed {seed}" for seed in seeds]
    elif seeds:
        parts.append(counted(len(seeds), "seed", "seeds"))
    return " · ".join(parts)


def _place(version: tuple[str, object]) -> tuple[bool, bool, str]:
    """Python first, then this program, then the libraries, whatever their order."""
    return version[0] != "python", version[0] != "pmo-toolkit", version[0]
