"""The rows of one proposal with blank numbers filled to the safe side, and what was assumed.

A blank never flatters: it is taken as the least favourable value that rows beside it state, else as
a cautious default of the settings. What a whole figure rests on and nobody states stays blank and
makes that figure *not assessed*.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of, records_of, text_of
from pmo_toolkit.analysis.base.scope import is_meant_whole
from pmo_toolkit.analysis.money.stated.ranges import Assumption, RangeFilling, Row
from pmo_toolkit.core.settings import Settings

_RANGE = ("low", "mode", "high")


@dataclass(frozen=True)
class FilledTables:
    """A proposal's rows without blank numbers that would flatter.

    Parameters
    ----------
    options, costs, benefits, risks, activities : DataFrame
        The same rows in the same order.
    assumptions : tuple of Assumption
        What was filled.
    """

    options: pd.DataFrame
    costs: pd.DataFrame
    benefits: pd.DataFrame
    risks: pd.DataFrame
    activities: pd.DataFrame
    assumptions: tuple[Assumption, ...] = ()


def filled_tables(
    options: pd.DataFrame,
    costs: pd.DataFrame,
    benefits: pd.DataFrame,
    risks: pd.DataFrame,
    activities: pd.DataFrame,
    settings: Settings,
) -> FilledTables:
    """Fill what does not depend on when an option is delivered; see `with_months` for the rest."""
    frames = {
        "options": options,
        "costs": costs,
        "benefits": benefits,
        "risks": risks,
        "activities": activities,
    }
    rows = {name: records_of(frame) for name, frame in frames.items()}
    assumed = [
        *_fill_costs(rows["costs"], rows["options"], settings),
        *_fill_benefits(rows["benefits"], settings),
        *fill_risks(rows["risks"], settings),
        *_fill_activities(rows["activities"], settings),
        *_fill_options(rows["options"], rows["costs"], settings),
    ]
    for name in {assumption.table for assumption in assumed}:
        frames[name] = _frame(frames[name], rows[name])
    return FilledTables(**frames, assumptions=tuple(assumed))


def with_months(tables: FilledTables, p80_months: Mapping[str, float], most: int) -> FilledTables:
    """Fill months to the first benefit and ramps.

    Each is the longest that is stated beside it or, where that is longer, the time in which the
    option is delivered with a chance of 80 %.

    Parameters
    ----------
    tables : FilledTables
    p80_months : mapping of str to float
        Months to delivery by option id; of options of which it is known.
    most : int
        Months that are taken where nothing is known at all.
    """
    options = records_of(tables.options)
    benefits = records_of(tables.benefits)
    assumed = _fill_first_benefit(options, p80_months, most)
    slowest = max(p80_months.values(), default=None)
    ramps = [number_of(row.get("ramp_months")) for row in benefits]
    known = [months for months in (*ramps, slowest) if months is not None]
    for row in benefits:
        if number_of(row.get("ramp_months")) is None and not _harmful(row):
            row["ramp_months"] = float(round(max(known, default=most)))
            why = "the longest stated beside it, or the time to delivery at P80 where longer"
            assumed.append(
                Assumption(
                    "benefits", _title(row), "ramp_months", row["ramp_months"], "months", why
                )
            )
    changed = {assumption.table for assumption in assumed}
    return replace(
        tables,
        options=_frame(tables.options, options) if "options" in changed else tables.options,
        benefits=_frame(tables.benefits, benefits) if "benefits" in changed else tables.benefits,
        assumptions=(*tables.assumptions, *assumed),
    )


def fill_risks(rows: Sequence[Row], settings: Settings) -> list[Assumption]:
    """Fill blank probabilities and effects of the risks of one proposal, in place."""
    names = [_title(row) for row in rows]
    assumed = []
    for unit, columns in (("money", "impact_money"), ("calendar days", "impact_days")):
        filling = RangeFilling(
            "risks",
            (f"{columns}_low", f"{columns}_mode", f"{columns}_high"),
            unit,
            1,
            settings.blanks,
        )
        assumed += [*filling.widen(rows, names), *filling.fill_whole(rows, names)]
    chances = [number_of(row.get("probability")) for row in rows]
    highest = max((chance for chance in chances if chance is not None), default=None)
    for row, name, chance in zip(rows, names, chances, strict=True):
        if chance is None:
            row["probability"] = settings.blanks.probability if highest is None else highest
            why = (
                "no other risk states one"
                if highest is None
                else "the highest that another risk of the proposal states"
            )
            assumed.append(
                Assumption("risks", name, "probability", row["probability"], "probability", why)
            )
    return assumed


def _fill_costs(
    costs: Sequence[Row], options: Sequence[Row], settings: Settings
) -> list[Assumption]:
    """Blank ends of cost ranges; what doing nothing costs is saved, so that less of it is worse."""
    nothing = {str(row["id"]) for row in options if row["kind"] == "nothing"}
    assumed = []
    for bad_end, saved in ((1, False), (-1, True)):
        rows = [row for row in costs if (str(row["option"]) in nothing) == saved]
        filling = RangeFilling("costs", _RANGE, "money", bad_end, settings.blanks)
        names = [f"{row['option']}: {text_of(row.get('element')) or 'cost'}" for row in rows]
        assumed += filling.widen(rows, names)
    return assumed


def _fill_benefits(benefits: Sequence[Row], settings: Settings) -> list[Assumption]:
    filling = RangeFilling("benefits", _RANGE, "unit", -1, settings.blanks, least=None)
    return filling.widen(benefits, [_title(row) for row in benefits])


def _fill_activities(activities: Sequence[Row], settings: Settings) -> list[Assumption]:
    columns = ("duration_days_low", "duration_days_mode", "duration_days_high")
    filling = RangeFilling("activities", columns, "calendar days", 1, settings.blanks)
    names = [str(row.get("activity")) for row in activities]
    return [*filling.widen(activities, names), *filling.fill_whole(activities, names)]


def _fill_options(
    options: Sequence[Row], costs: Sequence[Row], settings: Settings
) -> list[Assumption]:
    acting = [row for row in options if row["kind"] != "nothing"]
    return [
        *_fill_terms(options),
        *_fill_shares([row for row in acting if is_meant_whole(row)]),
        *_fill_exits(acting, costs, settings),
    ]


def _fill_terms(options: Sequence[Row]) -> list[Assumption]:
    """A blank term is that of doing nothing, which all are compared with, else the shortest."""
    terms = {
        str(row["id"]): months
        for row in options
        if (months := number_of(row.get("term_months"))) is not None
    }
    if not terms:
        return []
    baseline = [terms[str(row["id"])] for row in options if _is_stated_nothing(row, terms)]
    assumed = []
    for row in options:
        if str(row["id"]) not in terms:
            row["term_months"] = baseline[0] if baseline else min(terms.values())
            why = "the term of doing nothing" if baseline else "the shortest stated beside it"
            assumed.append(_of_option(row, "term_months", "months", why))
    return assumed


def _is_stated_nothing(row: Row, terms: Mapping[str, float]) -> bool:
    return row["kind"] == "nothing" and str(row["id"]) in terms


def _fill_shares(whole: Sequence[Row]) -> list[Assumption]:
    """The least share that another whole option states; all, where none states less."""
    stated = [share for row in whole if (share := number_of(row.get("benefit_share"))) is not None]
    if not stated or min(stated) >= 1:
        return []
    assumed = []
    for row in whole:
        if number_of(row.get("benefit_share")) is None:
            row["benefit_share"] = min(stated)
            why = "the least that another option of the whole states"
            assumed.append(_of_option(row, "benefit_share", "share", why))
    return assumed


def _fill_exits(
    acting: Sequence[Row], costs: Sequence[Row], settings: Settings
) -> list[Assumption]:
    """The largest cost of leaving stated beside it; else a share of what the option costs once."""
    leaving = {str(row["option"]) for row in costs if text_of(row.get("purpose")) == "exit"}
    stated = [cost for row in acting if (cost := number_of(row.get("exit_cost"))) is not None]
    assumed = []
    for row in acting:
        if number_of(row.get("exit_cost")) is not None or str(row["id"]) in leaving:
            continue
        once = sum(
            (_middle(cost) for cost in costs if cost["option"] == row["id"] and _once(cost)), 0.0
        )
        if stated:
            row["exit_cost"], why = max(stated), "the largest stated beside it"
        elif once > 0:
            share = settings.money.plausible_exit_share
            row["exit_cost"] = share * once
            why = f"{share:.0%} of what setting it up costs".replace("%", " %")
        else:
            continue
        assumed.append(_of_option(row, "exit_cost", "money", why))
    return assumed


def _fill_first_benefit(
    options: Sequence[Row], p80_months: Mapping[str, float], most: int
) -> list[Assumption]:
    acting = [row for row in options if row["kind"] != "nothing"]
    stated = [
        months for row in acting if (months := number_of(row.get("months_to_benefit"))) is not None
    ]
    assumed = []
    for row in acting:
        if number_of(row.get("months_to_benefit")) is not None:
            continue
        own = p80_months.get(str(row["id"]))
        known = [months for months in (max(stated, default=None), own) if months is not None]
        row["months_to_benefit"] = float(max(known, default=most))
        why = "the longest stated beside it, or its own time to delivery at P80 where longer"
        assumed.append(_of_option(row, "months_to_benefit", "months", why))
    return assumed


def _of_option(row: Row, column: str, unit: str, why: str) -> Assumption:
    return Assumption("options", str(row["id"]), column, float(row[column]), unit, why)


def _middle(row: Row) -> float:
    low, mode, high = (number_of(row.get(end)) for end in _RANGE)
    if mode is not None:
        return mode
    return 0.0 if low is None or high is None else (low + high) / 2


def _once(row: Row) -> bool:
    return (text_of(row.get("period")) or "once") == "once"


def _harmful(row: Row) -> bool:
    return _middle(row) < 0


def _title(row: Row) -> str:
    return text_of(row.get("title")) or "a row without a title"


def _frame(before: pd.DataFrame, rows: Sequence[Row]) -> pd.DataFrame:
    """The frame with the values of `rows`, in its own columns and types."""
    numeric = [
        name
        for name in before.columns
        if pd.api.types.is_numeric_dtype(before[name].dtype) or before[name].isna().all()
    ]
    changed = {
        name: pd.Series([row[name] for row in rows], index=before.index)
        for name in numeric
        if any(_differs(row[name], old) for row, old in zip(rows, before[name], strict=True))
    }
    return before.assign(**changed)


def _differs(new: Any, old: Any) -> bool:
    return bool(pd.notna(new) and (pd.isna(old) or new != old))
