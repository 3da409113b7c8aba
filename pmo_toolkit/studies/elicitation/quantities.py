"""What is estimated in a workshop: quantities of the proposals, each with its unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.core.number_format import short
from pmo_toolkit.workspace import Workspace

EFFORT, DURATION, COST, ALL_COSTS, BENEFIT, SEED = (
    "effort",
    "duration",
    "cost",
    "all costs",
    "benefit",
    "seed question",
)
#: What the subject of a seed question begins with.
SEED_SUBJECT = "seed: "
_DAYS_A_WEEK, _DAYS_A_MONTH, _MONTHS_A_YEAR = 7.0, 365.25 / 12, 12.0
#: Working days of a person-month.
_WORKING_DAYS = 20.0
#: Longest part of a subject that comes from a title.
_LONGEST = 60
#: So many finished projects are offered as seed questions.
_MOST_SEEDS = 10


@dataclass(frozen=True)
class Quantity:
    """A quantity that scorers give a range for.

    Parameters
    ----------
    subject : str
        Its name in the journal, such as ``"P-007: effort"``.
    proposal : str
        Id; of a seed question the id of the finished project.
    kind : str
        ``"effort"``, ``"duration"``, ``"cost"``, ``"all costs"``, ``"benefit"`` or
        ``"seed question"``.
    label : str
        For readers.
    units : tuple of (str, float)
        Units that it can be entered in, each with what one of them is in the first.
    parts : tuple of str
        Subjects that it is the sum of.
    known : float or None
        Of a seed question, what became of it, in the first unit.
    """

    subject: str
    proposal: str
    kind: str
    label: str
    units: tuple[tuple[str, float], ...]
    parts: tuple[str, ...] = ()
    known: float | None = None

    @property
    def unit(self) -> str:
        """The unit in which results stand."""
        return self.units[0][0]

    @property
    def is_money(self) -> bool:
        """Whether it is an amount, once or per year."""
        return self.kind in (COST, ALL_COSTS) or self.unit.startswith("money")

    def factor(self, unit: str) -> float | None:
        """What one of a unit is in the first one; None for a unit that does not fit."""
        return dict(self.units).get(unit)


def quantities_of(workspace: Workspace, proposals: Iterable[str]) -> tuple[Quantity, ...]:
    """All quantities of some proposals, those of each together.

    Doing nothing is not estimated: what the present costs is known.

    Parameters
    ----------
    workspace : Workspace
    proposals : iterable of str
        Ids.
    """
    found: dict[str, Quantity] = {}
    for proposal in proposals:
        for quantity in _of_proposal(workspace, proposal):
            found.setdefault(quantity.subject, quantity)
    return tuple(found.values())


def seed_questions(workspace: Workspace) -> tuple[Quantity, ...]:
    """Finished projects whose effort is known, to see how good the ranges of each scorer are.

    The latest that state an effort; who worked on one should not be asked about it.
    """
    history = workspace.table("history")
    known = history[history["actual_effort_person_hours"] > 0]
    latest = known.sort_values(["finish_date", "project"], na_position="first").tail(_MOST_SEEDS)
    return tuple(
        Quantity(
            f"{SEED_SUBJECT}{row['project']}",
            str(row["project"]),
            SEED,
            f"Effort that the finished project {row['project']} took:"
            f" {short(text_of(row['title']) or 'without a title', 100)}",
            _effort_units(workspace),
            known=number_of(row["actual_effort_person_hours"]),
        )
        for row in reversed(latest.to_dict("records"))
    )


def _of_proposal(workspace: Workspace, proposal: str) -> Iterator[Quantity]:
    yield Quantity(
        f"{proposal}: effort",
        proposal,
        EFFORT,
        f"{proposal}: effort of the project",
        _effort_units(workspace),
    )
    days = (("days", 1.0), ("weeks", _DAYS_A_WEEK), ("months", _DAYS_A_MONTH))
    yield Quantity(f"{proposal}: duration", proposal, DURATION, f"{proposal}: calendar time", days)
    yield from _benefits(workspace, proposal)
    options = workspace.table("options")
    own = options[(options["proposal"] == proposal) & (options["kind"] != "nothing")]
    for option in own["id"]:
        yield from _costs(workspace, proposal, str(option))


def _effort_units(workspace: Workspace) -> tuple[tuple[str, float], ...]:
    hours = workspace.config.hours_per_day
    day = () if hours is None else (("person-days", float(hours)),)
    month = () if hours is None else (("person-months", float(hours) * _WORKING_DAYS),)
    return (("person-hours", 1.0), *day, *month)


def _benefits(workspace: Workspace, proposal: str) -> Iterator[Quantity]:
    rows = workspace.table("benefits")
    for row in rows[rows["proposal"] == proposal].to_dict("records"):
        title = text_of(row["title"]) or "benefit without a title"
        unit = text_of(row["unit"]) or "unit per year"
        units = _money("per year", workspace) if unit.startswith("money") else ((unit, 1.0),)
        name = short(title, _LONGEST)
        yield Quantity(
            f"{proposal}: benefit {name}", proposal, BENEFIT, f"{proposal}: {name}", units
        )


def _costs(workspace: Workspace, proposal: str, option: str) -> Iterator[Quantity]:
    rows = workspace.table("costs")
    by_period: dict[str, list[str]] = {}
    for row in rows[rows["option"] == option].to_dict("records"):
        period = text_of(row["period"]) or "once"
        name = short(text_of(row["element"]) or "cost without a name", _LONGEST)
        subject = f"{proposal}: {option} {name}"
        by_period.setdefault(period, []).append(subject)
        label = f"{proposal}, option {option}: {name}"
        yield Quantity(subject, proposal, COST, label, _money(period, workspace))
    for period, parts in by_period.items():
        if len(set(parts)) > 1:
            yield Quantity(
                f"{proposal}: {option} all {period}",
                proposal,
                ALL_COSTS,
                f"{proposal}, option {option}: all that is spent {period}",
                _money(period, workspace),
                tuple(dict.fromkeys(parts)),
            )


def _money(period: str, workspace: Workspace) -> tuple[tuple[str, float], ...]:
    money = workspace.config.currency or "money"
    if period == "once":
        return ((money, 1.0), (f"thousand {money}", 1e3), (f"million {money}", 1e6))
    other, factor = ("per year", 1 / _MONTHS_A_YEAR)
    if period == "per year":
        other, factor = ("per month", _MONTHS_A_YEAR)
    return (
        (f"{money} {period}", 1.0),
        (f"thousand {money} {period}", 1e3),
        (f"{money} {other}", factor),
    )
