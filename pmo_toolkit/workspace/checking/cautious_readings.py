"""What options and budgets leave open or say too soon; it is read to the safe side, and told."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pmo_toolkit.core.troubles import Troubles, rows_in_words
from pmo_toolkit.core.written_numbers import parted
from pmo_toolkit.workspace.checking.consistency import tell
from pmo_toolkit.workspace.checking.draft import Draft
from pmo_toolkit.workspace.dictionary.headers import nearest

_DAYS_A_MONTH = 365.25 / 12
#: Columns that systems export with the time of day: begin and end of each row.
_MOMENTS: Mapping[str, tuple[str, str]] = {
    "tickets": ("opened", "closed"),
    "flow": ("started", "done"),
}
_TIME = re.compile(r"\d:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?\s*$")


def check_cautious_readings(drafts: Mapping[str, Draft], troubles: Troubles) -> None:
    """Report, all as findings, what is read to the safe side.

    Options that do not say how much they deliver, goals and services that are named in one cell
    and that no table holds, first benefits sooner than the option's own work, budgets that do not
    say what they cover, and moments of several time zones in the columns of one table.

    Parameters
    ----------
    drafts : mapping of str to Draft
        Tables with rows, read and checked; rows with faults are passed over.
    troubles : Troubles
    """
    options, proposals = drafts.get("options"), drafts.get("proposals")
    if "capabilities" in drafts:
        _tell_unknown_ids(drafts["capabilities"], "goals", drafts.get("goals"), "goals", troubles)
    if options is not None:
        _tell_scopes(options, troubles)
        _tell_unknown_ids(options, "goals", drafts.get("goals"), "goals", troubles)
        _tell_unknown_ids(options, "replaces", drafts.get("services"), "services", troubles)
        if "activities" in drafts:
            _tell_early_benefits(options, drafts["activities"], troubles)
    if proposals is not None:
        _tell_budgets(proposals, troubles)
    for name, columns in _MOMENTS.items():
        if name in drafts:
            _tell_mixed_zones(drafts[name], columns, troubles)


def _tell_mixed_zones(rows: Draft, columns: tuple[str, str], troubles: Troubles) -> None:
    """Moments with and without a time zone, or of several: each is read by the day as written."""
    zones: dict[str, list[int]] = {}
    column = columns[0]
    for name in columns:
        for position in rows.kept() if rows.present(name) else ():
            timed = _TIME.search(rows.cells[name][position] or "")
            if timed is not None:
                zones.setdefault(timed[1] or "none", []).append(position)
                column = name
    if len(zones) < 2:
        return
    found = sorted(zones.items(), key=lambda zone: (-len(zone[1]), zone[0]))
    tell(
        rows,
        found[1][1][0],
        column,
        troubles,
        what="moments of several time zones stand in one table, and each is read by the day as"
        " written, which may be one off",
        found=", ".join(f"{zone} ({len(places)} cells)" for zone, places in found),
        expected="moments of one time zone",
        next_step="Export them in one time zone.",
    )


def _tell_scopes(options: Draft, troubles: Troubles) -> None:
    blank = [
        position
        for position in options.kept()
        if options.value("kind", position) not in (None, "nothing")
        and options.value("scope", position) is None
    ]
    _tell_blank(
        options,
        blank,
        "scope",
        troubles,
        what="how much of the proposal an option delivers is not stated",
        reading="a minimum option, reuse, or one that brings a share of the benefits counts as a"
        " part, any other as the whole",
        expected="whole, part or nothing",
    )


def _tell_budgets(proposals: Draft, troubles: Troubles) -> None:
    blank = [
        position
        for position in proposals.kept()
        if proposals.value("requested_budget", position) is not None
        and proposals.value("requested_budget_covers", position) is None
    ]
    _tell_blank(
        proposals,
        blank,
        "requested_budget_covers",
        troubles,
        what="what the budget covers is not stated",
        reading="it is held against the cost of the whole life",
        expected="project or whole life",
    )


def _tell_blank(
    draft: Draft,
    blank: list[int],
    column: str,
    troubles: Troubles,
    *,
    what: str,
    reading: str,
    expected: str,
) -> None:
    """One finding a column, since nobody reads a thousand lines on blanks."""
    if not blank:
        return
    rows = [draft.rows[position] for position in blank]
    troubles.finding(
        draft.name,
        f"{what} in {rows_in_words(rows)}: {reading}",
        row=rows[0],
        column=draft.header(column) if draft.present(column) else column,
        proposal=draft.owners[blank[0]] if len(blank) == 1 and draft.owners else None,
        file=draft.file,
        expected=expected,
        next_step="Ask the department, and fill it in.",
    )


def _tell_early_benefits(options: Draft, activities: Draft, troubles: Troubles) -> None:
    """A first benefit before the longest activity of the option can have ended."""
    longest: dict[tuple[str, str | None], float] = {}
    for position in activities.kept():
        days = activities.value("duration_days_low", position)
        if isinstance(days, int | float):
            option = activities.value("option", position)
            key = str(activities.value("proposal", position)), option and str(option)
            longest[key] = max(longest.get(key, 0.0), float(days))
    for position in options.kept():
        months = options.value("months_to_benefit", position)
        proposal = str(options.value("proposal", position))
        if options.value("kind", position) == "nothing" or not isinstance(months, int | float):
            continue
        own = str(options.value("id", position))
        days = max(longest.get((proposal, own), 0.0), longest.get((proposal, None), 0.0))
        if months * _DAYS_A_MONTH < days:
            tell(
                options,
                position,
                "months_to_benefit",
                troubles,
                what="the first benefit comes before the option's own work can be done: benefits"
                " count from delivery",
                found=options.cells["months_to_benefit"][position],
                expected=f"at least the {days:g} days of its longest activity",
                next_step="Mend the months, or say which part brings a benefit sooner.",
            )


def _tell_unknown_ids(
    rows: Draft, column: str, others: Draft | None, table: str, troubles: Troubles
) -> None:
    """Ids are listed in one cell, so that each of them is looked up by itself."""
    if others is None or not (rows.present(column) and others.present("id")):
        return
    known = {text for text in others.cells["id"] if text}
    for position in rows.kept():
        ids = parted(str(rows.value(column, position) or ""))
        unknown = [name for name in ids if name not in known]
        if unknown:
            near = nearest(unknown[0], sorted(known))
            tell(
                rows,
                position,
                column,
                troubles,
                what=f"it names {table} that the table {table} does not hold",
                found=", ".join(unknown),
                expected=f"ids of the table {table}, parted by semicolons",
                next_step=f"Did you mean {near}?"
                if near
                else f"Add them to {table}, or mend them.",
            )
