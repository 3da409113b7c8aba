"""What is absent: told once a column or table, since nobody reads a thousand lines on blanks."""

from __future__ import annotations

from collections.abc import Mapping

from pmo_toolkit.core.troubles import Troubles, rows_in_words
from pmo_toolkit.workspace.checking.draft import Draft
from pmo_toolkit.workspace.dictionary.tables import TABLES

#: Optional columns whose blanks leave a part of the advice unassessed.
MATTER: Mapping[str, tuple[str, ...]] = {
    "proposals": (
        "department",
        "sponsor_role",
        "stage",
        "need",
        "risk_of_not_doing",
        "requested_budget",
        "class",
    ),
    "goals": ("measure", "baseline", "target", "date", "owner_role"),
    "proposal_goals": ("contribution",),
    "services": ("annual_cost", "technical_fit", "functional_fit", "contract_end"),
    "service_costs": ("amount",),
    "options": ("term_months",),
    "costs": ("low", "mode", "high"),
    "benefits": ("low", "mode", "high", "unit", "department"),
    "demand": ("hours_per_month_mode", "months"),
    "capacity": ("gross_hours",),
    "in_flight": ("role", "hours_per_month", "finish_estimate"),
    "history": ("class",),
    "risks": ("probability",),
    "criteria": ("direction", "scale_low", "scale_high", "weight"),
    "comparisons": ("ratio",),
    "activities": ("duration_days_mode",),
    "correlations": ("correlation",),
    "notes": ("reason", "role", "date"),
    "overlap_answers": ("answer",),
    "answers": ("answer", "department", "date"),
    "decisions": ("decision", "by_role", "date"),
}
#: Tables without which nothing is missing.
_EXTRA = frozenset(
    {
        "proposals",
        "notes",
        "rates",
        "comparisons",
        "correlations",
        "overlap_answers",
        "service_costs",
    }
)
_PAIRS = ("effort_person_hours", "cost", "duration_days")


def check_completeness(
    drafts: Mapping[str, Draft], present: frozenset[str], troubles: Troubles
) -> None:
    """Report absent tables, absent columns and blank cells that matter.

    Parameters
    ----------
    drafts : mapping of str to Draft
        Tables with rows.
    present : frozenset of str
        Tables that are there at all, even if empty or unusable.
    """
    absent = [name for name in TABLES if name not in present and name not in _EXTRA]
    if absent:
        troubles.finding(
            "workspace",
            "tables are absent, and what they would show is not assessed",
            found=", ".join(absent),
            next_step="Each of them sharpens the advice; the data dictionary says what it holds.",
        )
    for name, draft in drafts.items():
        columns = MATTER.get(name, ())
        if name == "criteria" and "comparisons" in drafts:  # their weights are then worked out
            columns = tuple(column for column in columns if column != "weight")
        _tell_columns(draft, columns, troubles)
    history = drafts.get("history")
    if history is not None and not any(_paired(history, pair) for pair in _PAIRS):
        troubles.finding(
            "history",
            "no project has both an estimate and an actual of the same thing, so past accuracy is"
            " not assessed",
            file=history.file,
            expected="estimate_cost and actual_cost, for instance",
        )


def _paired(draft: Draft, what: str) -> bool:
    pairs = zip(
        draft.values.get(f"estimate_{what}", []),
        draft.values.get(f"actual_{what}", []),
        strict=False,
    )
    return any(estimate is not None and actual is not None for estimate, actual in pairs)


def _tell_columns(draft: Draft, columns: tuple[str, ...], troubles: Troubles) -> None:
    missing = [column for column in columns if not draft.present(column)]
    if missing:
        plural = len(missing) > 1
        troubles.finding(
            draft.name,
            f"{'columns are' if plural else 'a column is'} absent, and what"
            f" {'they' if plural else 'it'} would show is not assessed",
            found=", ".join(missing),
            file=draft.file,
        )
    for column in columns:
        if column in missing:
            continue
        blank = [position for position, text in enumerate(draft.cells[column]) if not text]
        if blank:
            rows = [draft.rows[position] for position in blank]
            where = (
                f"in all {len(draft)} rows"
                if len(blank) == len(draft)
                else f"in {rows_in_words(rows)}"
            )
            troubles.finding(
                draft.name,
                f"the cell is blank {where}: not assessed",
                row=rows[0],
                column=draft.header(column),
                file=draft.file,
                proposal=draft.owners[blank[0]] if len(blank) == 1 and draft.owners else None,
                next_step=f"Fill in: {_description(draft.name, column)}.",
            )


def _description(table: str, column: str) -> str:
    return str(TABLES[table].columns[column].description)
