"""What an answer would do, and what the answers given have done, in sentences."""

from __future__ import annotations

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.assessment.department_answers import Stand
from pmo_toolkit.core.number_format import NumberFormat, counted, listed
from pmo_toolkit.studies.questions.result import DepartmentPage, OpenItem

#: Chance from which on it is said that an answer may change the advice.
_WORTH_SAYING = 0.01


def worth_of(item: OpenItem, figures: NumberFormat) -> str:
    """What an answer is worth, or would make possible."""
    parts = []
    if item.worth:
        parts.append(f"an answer is worth up to {figures.money(item.worth)}")
    if item.chance_changes >= _WORTH_SAYING:
        chance = figures.chance(item.chance_changes)
        parts.append(f"it changes the advice with a chance of {chance}")
    text = "; ".join(parts) or item.effect.rstrip(".")
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def moved(before: Stand | None, now: Stand, figures: NumberFormat) -> str:
    """What answers that fill blank cells have changed, in a sentence.

    Parameters
    ----------
    before : Stand or None
        Without the answers; None where none fills a cell.
    now : Stand
    figures : NumberFormat
    """
    if before is None:
        return "No answer fills a cell, so that no figure moved."
    parts = [_position(before, now)]
    if before.option != now.option:
        parts.append(f"the preferred option from {_named(before)} to {_named(now)}")
    if before.net_value != now.net_value:
        values = [_money(stand, figures) for stand in (before, now)]
        parts.append(f"its net value, in the middle case, from {values[0]} to {values[1]}")
    for name, one, other in (
        ("that this is above zero", before.chance_net_positive, now.chance_net_positive),
        ("that the budget suffices", before.chance_within_budget, now.chance_within_budget),
    ):
        if one != other:
            parts.append(
                f"the chance {name} from {_chance(one, figures)} to {_chance(other, figures)}"
            )
    changes = [part for part in parts if part]
    if not changes:
        return f"The answers change neither the advice ({now.position}) nor its figures."
    if before.position == now.position:
        return f"The advice stays “{now.position}”; the answers moved {listed(changes)}."
    return f"The answers moved {listed(changes)}."


def summary(page: DepartmentPage) -> str:
    """How many questions are open, and how many of its answers count, in a sentence."""
    if not page.questions:
        return "No question to you is open."
    count = len(page.questions)
    about = len({name for item in page.questions for name in item.proposals})
    text = f"{counted(count, 'question is', 'questions are')} open"
    if about:
        text += f", on {counted(about, 'proposal', 'proposals')}"
    return f"{text}; the one whose answer is worth most comes first."


def _position(before: Stand, now: Stand) -> str:
    if before.position == now.position:
        return ""
    return f"the advice from “{before.position}” to “{now.position}”"


def _named(stand: Stand) -> str:
    return stand.option or "none"


def _money(stand: Stand, figures: NumberFormat) -> str:
    value = stand.net_value
    return "not assessed" if isinstance(value, NotAssessed) else figures.money(value.p50)


def _chance(chance: float | None, figures: NumberFormat) -> str:
    return "not assessed" if chance is None else figures.chance(chance)
