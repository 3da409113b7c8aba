"""Sections of a workshop, alike in its form, in the notebook and in the report of its freeze."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.core.number_format import NumberFormat, counted
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.report.workshop.range_rows import RangeTable, outside_table, range_table
from pmo_toolkit.studies.elicitation.combining import JudgedQuantity
from pmo_toolkit.studies.elicitation.entries import Entry
from pmo_toolkit.studies.elicitation.outside import BesideOutside
from pmo_toolkit.studies.elicitation.pre_mortem import PreMortem
from pmo_toolkit.studies.elicitation.result import WorkshopResult
from pmo_toolkit.studies.elicitation.snapshot import Snapshot


class RiskLine(NamedTuple):
    """A group of reasons with what was stated of it as a risk, any text."""

    title: str
    members: int
    reasons: tuple[tuple[str, str], ...]
    probability: str
    money: str
    days: str


def workshop_overview(
    result: WorkshopResult, titles: Mapping[str, str], *, sample: bool = False
) -> Section:
    """What the workshop is about, who scores, and how far it has come.

    Parameters
    ----------
    result : WorkshopResult
    titles : mapping of str to str
        Of proposals by id.
    sample : bool
        Whether the proposals are sample data.
    """
    closed = sum(judged.is_closed for judged in result.judged)
    reasons = sum(len(found.reasons) for found in result.pre_mortems)
    return render(
        "workshop_overview",
        result=result,
        sample=sample,
        proposals=[(key, titles.get(key, "")) for key in result.setup.proposals],
        progress=(
            f"{counted(reasons, 'reason', 'reasons')} to fail can be seen;"
            f" {len(result.risks)} of their groups became risks. Both rounds are revealed of"
            f" {closed} of {counted(len(result.judged), 'quantity', 'quantities')}."
        ),
    )


def workshop_pre_mortem(found: PreMortem, title: str, numbers: NumberFormat) -> Section:
    """Why a proposal could fail: reasons in groups, and what became a risk.

    Parameters
    ----------
    found : PreMortem
    title : str
        Of the proposal.
    numbers : NumberFormat
    """
    return render(
        "workshop_pre_mortem",
        proposal=found.proposal,
        title=title,
        revealed=found.revealed,
        own=[str(entry.value["text"]) for entry in found.reasons],
        scorers=found.scorers,
        lines=[
            _risk_line(group.title, group.reasons, found.risks, numbers) for group in found.groups
        ],
    )


def workshop_ranges(judged: Iterable[JudgedQuantity], numbers: NumberFormat) -> Section:
    """Every range that may be seen, a line each, and all of a quantity combined.

    Parameters
    ----------
    judged : iterable of JudgedQuantity
    numbers : NumberFormat
    """
    return render("workshop_ranges", tables=[range_table(one, numbers) for one in judged])


def workshop_outside(
    besides: Iterable[BesideOutside], numbers: NumberFormat, *, frozen: bool = False
) -> Section:
    """The group's ranges beside what became of comparable estimates.

    Parameters
    ----------
    besides : iterable of BesideOutside
        Those whose rounds are not both revealed are counted alone.
    numbers : NumberFormat
    frozen : bool
        Whether nothing is revealed any more.
    """
    every = tuple(besides)
    tables: list[RangeTable] = []
    absent: list[NotAssessed] = []
    for beside in every:
        if beside.judged.is_closed and beside.views:
            tables.append(outside_table(beside, numbers))
        elif beside.judged.is_closed and beside.absent is not None:
            absent.append(beside.absent)
    waiting = sum(not beside.judged.is_closed for beside in every)
    return render("workshop_outside", tables=tables, absent=absent, waiting=waiting, frozen=frozen)


def workshop_provenance(snapshot: Snapshot) -> Section:
    """What was frozen, with the hashes that show that nothing has changed since."""
    return render("workshop_provenance", snapshot=snapshot)


def _risk_line(
    title: str,
    reasons: Sequence[Entry],
    risks: Mapping[str, Mapping[str, Any]],
    numbers: NumberFormat,
) -> RiskLine:
    row = risks.get(title, {})
    money = [row.get(f"impact_money_{end}") for end in ("low", "mode", "high")]
    days = [row.get(f"impact_days_{end}") for end in ("low", "mode", "high")]
    return RiskLine(
        title,
        len(reasons),
        tuple((str(entry.value["text"]), entry.role) for entry in reasons),
        numbers.chance(row.get("probability")) if row else "",
        _ends(money, numbers.currency or "money", numbers),
        _ends(days, "days", numbers),
    )


def _ends(ends: Sequence[float | None], unit: str, numbers: NumberFormat) -> str:
    if all(end is None for end in ends):
        return ""
    stated = " / ".join("open" if end is None else numbers.number(end) for end in ends)
    return f"{stated} {unit}"
