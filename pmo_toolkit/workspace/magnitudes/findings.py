"""`check_magnitudes`: columns whose figures look as if they stood in another unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pmo_toolkit.core.settings.magnitudes import MagnitudeSettings
from pmo_toolkit.core.troubles import Troubles, rows_in_words
from pmo_toolkit.workspace.checking.draft import Draft
from pmo_toolkit.workspace.configuration.config import CONFIG_FILE, WorkspaceConfig
from pmo_toolkit.workspace.magnitudes.currency_scales import SCALES
from pmo_toolkit.workspace.magnitudes.figures import figures_of
from pmo_toolkit.workspace.magnitudes.guessing import (
    Candidates,
    Figure,
    factors_of,
    guess_units,
)
from pmo_toolkit.workspace.magnitudes.lengths import tell_too_long
from pmo_toolkit.workspace.magnitudes.quantities import Quantity, UnitDoubt, other_units
from pmo_toolkit.workspace.parsing.units import unit_of

#: A usual working day, where the workspace does not say how long its own is.
_USUAL_HOURS = 8.0
_FIGURES_NAMED = 3
_ROWS_NAMED = 5
_ROUND_FROM = 1000
#: A figure that is better by less than this is no argument.
_ARGUMENT = 0.3
_UNITS_IN_WORDS = {"thousand": "thousands", "million": "millions", "billion": "billions"}


@dataclass(frozen=True)
class _Guess:
    """A column, the unit that its figures look like, and what speaks for it."""

    quantity: Quantity
    unit: str
    factor: float
    arguments: tuple[str, ...]


def check_magnitudes(
    drafts: Mapping[str, Draft],
    config: WorkspaceConfig,
    settings: MagnitudeSettings,
    troubles: Troubles,
) -> tuple[UnitDoubt, ...]:
    """Report columns that look as if they were in another unit, each as one finding.

    Effort, time and money are compared with each other, between tables, with dates and with what
    is usual; no value is changed.

    Parameters
    ----------
    drafts : mapping of str to Draft
        Tables with rows, read and checked, amounts in the workspace's currency.
    config : WorkspaceConfig
        Its currency and hours of a day.
    settings : MagnitudeSettings
    troubles : Troubles

    Returns
    -------
    tuple of UnitDoubt
        The same as data.
    """
    hours = config.hours_per_day or _USUAL_HOURS
    scale = SCALES.get(config.currency or "")
    figures = figures_of(drafts, settings, hours, scale)
    candidates = _candidates(figures, config, hours)
    guesses = tuple(_guesses(figures, candidates, settings.unit_guess_needs))
    for guess in guesses:
        _tell(drafts[guess.quantity.table], guess, config, troubles)
    _tell_more_than_a_role_has(drafts, settings.most_of_role, troubles)
    tell_too_long(drafts, settings.longest_days)
    return tuple(
        UnitDoubt(guess.quantity.table, guess.quantity.column, guess.unit, guess.factor)
        for guess in guesses
    )


def _candidates(
    figures: Sequence[Figure], config: WorkspaceConfig, hours: float
) -> dict[Quantity, Mapping[str, float]]:
    """The columns that figures are made of and whose unit is not declared, table by table."""
    quantities = {quantity for figure in figures for quantity, _ in figure.terms}
    return {
        quantity: other_units(quantity, hours)
        for quantity in sorted(quantities)
        if not set(quantity.columns) & set(config.units.get(quantity.table, ()))
    }


def _guesses(figures: Sequence[Figure], candidates: Candidates, needed: float) -> Iterator[_Guess]:
    units = guess_units(figures, candidates, needed)
    factors = factors_of(units, candidates)
    for quantity, unit in sorted(units.items()):
        own = [figure for figure in figures if quantity in dict(figure.terms)]
        arguments = tuple(_arguments(own, factors))
        yield _Guess(quantity, unit, factors[quantity], arguments)


def _arguments(figures: Sequence[Figure], factors: Mapping[Quantity, float]) -> Iterator[str]:
    """The figures that become the most usual, those first that do so most."""
    gains = [(figure.doubt({}) - figure.doubt(factors), figure) for figure in figures]
    for gain, figure in sorted(gains, key=lambda pair: -pair[0])[:_FIGURES_NAMED]:
        if gain > _ARGUMENT:
            low, high = figure.usual
            yield (
                f"{figure.what}: {_shown(figure.value)}, usual {_shown(low)} to {_shown(high)},"
                f" would be {_shown(figure.under(factors))}"
            )


def _shown(value: float) -> str:
    if value >= 100:
        return f"{float(f'{value:.3g}'):,.0f}"
    return f"{value:.2g}"


def _times(factor: float) -> str:
    sign, size = ("×", factor) if factor >= 1 else ("÷", 1 / factor)
    return f"{sign} {size:,.4g}" if size < _ROUND_FROM else f"{sign} {size:,.0f}"


def _tell(draft: Draft, guess: _Guess, config: WorkspaceConfig, troubles: Troubles) -> None:
    quantity = guess.quantity
    columns = [column for column in quantity.columns if draft.present(column)]
    column = quantity.column if quantity.column in columns else columns[0]
    rows = [draft.rows[p] for p in draft.kept() if draft.value(column, p) is not None]
    unit = _UNITS_IN_WORDS.get(guess.unit, guess.unit)
    own = "" if quantity.measures == "money" else f", not {quantity.unit}"
    lines = [f'{name} = "{guess.unit}"' for name in columns]
    meant = unit_of(guess.unit)
    day = ""
    if meant is not None and meant.by_day and config.hours_per_day is None:
        day = " and hours_per_day = 8 (or what it is) at its top"
    troubles.finding(
        draft.name,
        f"looks like {unit}{own}: {_times(guess.factor)} ({_rows(rows)})",
        row=rows[0],
        column=draft.header(column),
        file=draft.file,
        found="; ".join(guess.arguments) or None,
        expected=f"figures in {_own_unit(quantity, config)}",
        next_step=(
            f"If so, write {', '.join(lines)} under [units.{draft.name}] in {CONFIG_FILE}{day}."
        ),
    )


def _rows(rows: Sequence[int]) -> str:
    if len(rows) > _ROWS_NAMED:
        return f"{len(rows)} rows, {rows[0]} to {rows[-1]}"
    return rows_in_words(rows)


def _own_unit(quantity: Quantity, config: WorkspaceConfig) -> str:
    if quantity.measures == "money":
        return config.currency or "units of the currency"
    return quantity.unit


def _tell_more_than_a_role_has(
    drafts: Mapping[str, Draft], most_of_role: float, troubles: Troubles
) -> None:
    """Options that ask for so many times the hours that a role has in its fullest month."""
    demand, capacity = drafts.get("demand"), drafts.get("capacity")
    column = "hours_per_month_mode"
    if demand is None or capacity is None:
        return
    most: dict[object, float] = {}
    for position in capacity.kept():
        role, hours = (capacity.value(name, position) for name in ("role", "gross_hours"))
        if hours is not None:
            most[role] = max(most.get(role, 0.0), float(hours))
    for position in demand.kept():
        role, hours = demand.value("role", position), demand.value(column, position)
        if hours is not None and role in most and hours > most_of_role * most[role]:
            demand.note(
                position,
                column,
                "asks for far more hours a month than all people of the role have by contract",
                found=f"{demand.cells[column][position]} of {role}, who have {most[role]:g}",
                expected="hours a month of one role",
                next_step="See whether the hours of the whole work, or another unit, were meant.",
            )
