"""The index of a run.

Every proposal with its advice, cost and confidence, grouped by business outcome.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from pmo_toolkit.advice import POSITIONS
from pmo_toolkit.core.number_format import NumberFormat, clean_text, counted, day, short
from pmo_toolkit.report.kit.cleaning import POLICY
from pmo_toolkit.report.kit.html import page_style
from pmo_toolkit.report.kit.section import environment

#: Above this number the groups are folded, so that the page opens as an overview.
MOST_UNFOLDED = 120
NO_GOAL = "No goal stated"
NO_DEPARTMENT = "No department stated"
CONFIDENCES = ("high", "moderate", "low")
_BASES = {"budget": "from the budget asked for", "history": "from history"}


@dataclass(frozen=True)
class Row:
    """One proposal as the index shows it.

    Texts ready to print, None where there is nothing to say.
    """

    id: str
    title: str
    link: str | None
    department: str | None
    position: str
    p50: str | None
    p80: str | None
    basis: str | None
    requested: str | None
    chance: str | None
    confidence: str
    budget: float | None
    suffices: float | None
    outcome: tuple[str, str, float]


@dataclass(frozen=True)
class Group:
    """The proposals that serve one business outcome first of all."""

    number: int
    title: str
    weight: str | None
    rows: tuple[Row, ...]
    counts: tuple[tuple[str, int], ...]
    requested: tuple[str, str] | None


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
        _row(entry, assessments.get(entry["id"], {}))
        for entry in entries
        if entry.get("status") == "rendered"
    ]
    contexts = [
        found
        for found in (_at(assessment, "context") for assessment in assessments.values())
        if isinstance(found, Mapping)
    ]
    numbers = _number_format(contexts[0] if contexts else {})
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
        "requested": _requested(rows, numbers),
        "even_chance": _even_chance(rows),
        "confidences": [
            (name, count) for name in CONFIDENCES if (count := _counted(rows, "confidence")[name])
        ],
        "groups": _groups(rows, numbers, by_department=by_department),
        "by_department": by_department,
        "parts": {},
        "unfolded": len(rows) <= MOST_UNFOLDED,
        "made_with": _made_with(entries),
        "shades": {name: _rank(name) + 1 for name in POSITIONS},
    }


def _row(entry: Mapping[str, Any], assessment: Mapping[str, Any]) -> Row:
    numbers = _number_format(_at(assessment, "context") or {})
    p50, p80 = (
        _number(assessment, "cost", "cost", "p50"),
        _number(assessment, "cost", "cost", "p80"),
    )
    budget, suffices = (
        _number(assessment, "proposal", "requested_budget"),
        _number(assessment, "cost", "chance_within_budget"),
    )
    known = p50 is not None and p80 is not None
    department = _at(assessment, "proposal", "department")
    return Row(
        id=short(entry["id"], 80),
        title=short(_at(assessment, "proposal", "title") or entry.get("title") or "", 140)
        or short(entry["id"], 140),
        link=_link(entry.get("report") or f"{entry['id']}/report.html"),
        department=short(department, 60) if department else None,
        position=short(_at(assessment, "advice", "position") or "not assessed", 30),
        p50=numbers.money(p50) if known else None,
        p80=numbers.money(p80) if known else None,
        basis=_BASES.get(str(_at(assessment, "cost", "basis"))),
        requested=None if budget is None else numbers.stated_money(budget),
        chance=None if suffices is None else numbers.chance(suffices),
        confidence=short(_at(assessment, "advice", "confidence") or "not assessed", 30),
        budget=budget,
        suffices=suffices,
        outcome=_outcome(assessment),
    )


def _outcome(assessment: Mapping[str, Any]) -> tuple[str, str, float]:
    """Id, title and weight of the goal that the proposal moves most.

    Nothing where it names none.
    """
    goals = _at(assessment, "alignment", "goals") or ()
    best: tuple[float, str, str, float] | None = None
    for goal in goals:
        if not isinstance(goal, Mapping):
            continue
        weight, contribution = goal.get("weight_share"), goal.get("contribution")
        # What is not stated must not outweigh what is: it counts for little, but still names the
        # outcome.
        pull = (0.01 if weight is None else weight) * (
            0.01 if contribution is None else contribution
        )
        if best is None or pull > best[0]:
            best = (
                pull,
                str(goal.get("id", "")),
                str(goal.get("title") or goal.get("id", "")),
                weight or 0.0,
            )
    return ("", "", -1.0) if best is None else (best[1], short(best[2], 140), best[3])


def _groups(
    rows: Iterable[Row], numbers: NumberFormat, *, by_department: bool = False
) -> list[Group]:
    by_goal: dict[str, list[Row]] = {}
    for row in rows:
        named = row.department or NO_DEPARTMENT
        placed = replace(row, outcome=(named, named, -1.0)) if by_department else row
        by_goal.setdefault(placed.outcome[0], []).append(placed)
    ranked = sorted(by_goal.values(), key=lambda each: (-each[0].outcome[2], each[0].outcome[1]))
    groups = []
    for number, members in enumerate(ranked, 1):
        _, title, weight = members[0].outcome
        ordered = sorted(members, key=lambda row: (_rank(row.position), row.id))
        groups.append(
            Group(
                number=number,
                title=title or (members[0].outcome[0] and short(members[0].outcome[0])) or NO_GOAL,
                weight=numbers.share(weight) if weight > 0 else None,
                rows=tuple(ordered),
                counts=tuple(
                    (name, count) for name, count in _counted(ordered, "position").items() if count
                ),
                requested=_requested(ordered, numbers),
            )
        )
    return groups


def _rank(position: str) -> int:
    return POSITIONS.index(position) if position in POSITIONS else len(POSITIONS)


def _counted(rows: Iterable[Row], name: str) -> Counter[str]:
    counts = Counter(getattr(row, name) for row in rows)
    order = (
        [*POSITIONS, *sorted(value for value in counts if value not in POSITIONS)]
        if name == "position"
        else counts
    )
    return Counter({value: counts[value] for value in order})


def _picture(rows: list[Row], failed: int) -> list[tuple[str, int, str, int]]:
    """How many were advised what: name, number, width in per cent, and which of the shades."""
    counts = [(name, count) for name, count in _counted(rows, "position").items() if count]
    parts = [(name, count, _rank(name) + 1) for name, count in counts]
    if failed:
        parts.append(("could not be assessed", failed, 0))
    total = sum(count for _, count, _ in parts) or 1
    return [(name, count, f"{100 * count / total:.3f}", shade) for name, count, shade in parts]


def _requested(rows: Iterable[Row], numbers: NumberFormat) -> tuple[str, str] | None:
    """Sum of the stated budgets, and by how many of the proposals they are stated."""
    budgets = [row.budget for row in rows]
    stated = [budget for budget in budgets if budget is not None]
    if not stated:
        return None
    of = "" if len(stated) == len(budgets) else f"stated by {len(stated):,} of {len(budgets):,}"
    return numbers.stated_money(sum(stated)), of


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


def _number_format(context: Mapping[str, Any]) -> NumberFormat:
    return NumberFormat(str(context.get("locale") or "en_GB"), context.get("currency"))


def _link(path: str) -> str:
    return quote(path, safe="/")


def _number(assessment: Mapping[str, Any], *path: str) -> float | None:
    value = _at(assessment, *path)
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _at(found: Any, *path: str) -> Any:
    """What lies at a path of nested mappings, or None."""
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found
